import re

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from collabgov.charts import figures


def drawn(**words):
    with figures.canvas() as (figure, axes):
        axes.plot([0, 1], [0, 1], label="rise")
        axes.set(xlabel="quarter", ylabel="effort")
        return figures.show(figure, alt="Effort rises with time.", **words).data


def test_a_figure_carries_its_finding_as_alternative_text():
    assert 'role="img" aria-label="Effort rises with time."' in drawn()


def test_a_figure_without_a_sentence_is_refused():
    with figures.canvas() as (figure, _), pytest.raises(ValueError, match="finding"):
        figures.show(figure, alt="Line chart")


def test_alternative_text_cannot_break_out_of_its_attribute():
    with figures.canvas() as (figure, _):
        text = figures.show(figure, alt='The "end" is < 1.').data
    assert 'aria-label="The &quot;end&quot; is &lt; 1."' in text


def test_colours_follow_the_page_into_dark_mode():
    text = drawn()
    assert f"var(--gt-blue, {figures.BLUE})" in text
    assert f"var(--pst-color-text-base, {figures.INK})" in text
    bare = re.sub(r"var\([^)]*\)", "", text)
    assert not re.search("|".join(figures.VARIABLES), bare)


def test_text_of_a_figure_is_text():
    assert re.search(r"<text[^>]*>quarter</text>", drawn())


def test_a_figure_has_no_fixed_size_and_no_date():
    text = drawn()
    opening = re.search(r"<svg [^>]*>", text)[0]
    assert "viewBox" in opening
    assert " width=" not in opening and " height=" not in opening
    assert "dc:date" not in text


def test_the_same_figure_is_the_same_text_twice():
    assert drawn() == drawn()


def test_the_numbers_stand_in_a_folded_table():
    text = drawn(data=pd.DataFrame({"effort": [0.125, None]}), digits=1)
    table = text[text.index("<details>") :]
    assert "<td>0.1</td>" in table and "<td>–</td>" in table


def test_a_canvas_is_closed_even_after_an_error():
    with pytest.raises(ZeroDivisionError), figures.canvas():
        raise ZeroDivisionError
    assert not plt.get_fignums()


@pytest.mark.parametrize(
    ("share", "oppose", "yes", "no"),
    [(0.574, 0.12, 57, 12), (0, 0, 0, 0), (1, 0, 100, 0)],
)
def test_icons_are_a_hundred_and_add_up(share, oppose, yes, no):
    text = figures.icon_array(share, oppose)
    kinds = [text.count(f'class="gt-{kind}"') for kind in ("yes", "no", "open")]
    assert kinds == [yes, no, 100 - yes - no]


def test_icons_without_an_opposite_say_yes_and_no():
    text = figures.icon_array(0.31)
    assert 'aria-label="31 of 100 yes, 69 no"' in text
    assert "gt-cross" not in text


def test_rounding_two_halves_up_keeps_a_hundred_icons():
    text = figures.icon_array(0.505, 0.495)
    assert text.count("<rect") == 100


@pytest.mark.parametrize(("share", "oppose"), [(0.7, 0.4), (-0.1, 0)])
def test_icons_of_impossible_shares_are_refused(share, oppose):
    with pytest.raises(ValueError, match="shares must lie"):
        figures.icon_array(share, oppose)


def test_two_figures_on_a_page_share_no_id():
    with figures.canvas() as (figure, axes):
        axes.plot([0, 2], [1, 0])
        other = figures.show(figure, alt="Effort falls.").data
    ids = [re.findall(r'\bid="([^"]*)"', text) for text in (drawn(), other)]
    assert ids[0] and not set(ids[0]) & set(ids[1])
    used = re.findall(r'(?:url\(#|href="#)([^")]*)', other)
    assert set(used) <= set(ids[1])
