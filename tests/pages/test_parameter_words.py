from math import inf

import pytest

from collabgov.pages import parameter_words
from collabgov.pages.parameter_words import parameter_html
from collabgov.studies import BOOK, load

SLUG = "cross_sector_synergy"


@pytest.mark.parametrize("slug", BOOK)
def test_every_parameter_has_a_label_without_brackets_at_its_end(slug):
    for name in load(slug).model.names:
        label = parameter_html(slug, name)
        assert label.endswith(f" <small><code>{name}</code></small>")
        assert ") <small>" not in label and len(label) > len(name) + 40


def test_conditions_are_a_formula_for_files_and_words_for_pages():
    bounds = [("benefit", 0.65, inf), ("cross", -inf, -0.18)]
    assert parameter_words.conditions_text(bounds) == "benefit > 0.65 and cross ≤ -0.18"
    shown = parameter_words.conditions_html(SLUG, bounds)
    assert shown == (
        f"{parameter_html(SLUG, 'benefit')} above 0.65 and {parameter_html(SLUG, 'cross')} at most −0.18"
    )


def test_a_class_is_named_with_what_its_parameters_are():
    shown = parameter_words.class_html(SLUG, "costly (cost > 0.5)")
    assert shown == f"costly ({parameter_html(SLUG, 'cost')} above 0.5)"
    assert parameter_words.class_html(SLUG, "R > 1.25") == "R &gt; 1.25"
