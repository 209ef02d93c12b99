import io
import re

import pytest
from sphinx.errors import ExtensionError

from collabgov.pages import formulas


@pytest.fixture
def root(pytestconfig):
    """The checkout, with KaTeX; Node is stopped afterwards."""
    yield pytestconfig.rootpath
    if formulas.renderer.cache_info().currsize:
        formulas.close(pytestconfig.rootpath)


def test_formula_becomes_html_and_mathml(root):
    html = formulas.render(root, r"\frac{a}{b}", block=False)["html"]
    assert "<mfrac><mi>a</mi><mi>b</mi></mfrac>" in html
    assert 'class="katex-html" aria-hidden="true"' in html
    assert "katex-display" not in html
    assert "katex-display" in formulas.render(root, "a", block=True)["html"]


@pytest.mark.parametrize(
    ("tex", "error"),
    [
        (r"\nonsense", r"Undefined control sequence: \\nonsense"),
        (r"\frac{a}", "Unexpected end of input"),
        ("人", "Unicode text character"),
    ],
)
def test_bad_formula_is_an_error_and_the_next_one_is_rendered(root, tex, error):
    assert re.search(error, formulas.render(root, tex, block=True)["error"])
    assert "html" in formulas.render(root, "a", block=True)


def test_chinese_text_in_a_formula_is_taken(root):
    assert "领导" in formulas.render(root, r"x_{\text{领导}}", block=False)["html"]


def test_lines_inside_a_formula_do_not_end_the_question(root):
    assert "html" in formulas.render(root, "a\n+ b\n% said\n", block=True)


def test_missing_katex_says_what_to_do(tmp_path):
    with pytest.raises(ExtensionError, match="run `make book`"):
        formulas.render(tmp_path, "a", block=False)


def test_node_that_stops_is_an_error(tmp_path, monkeypatch):
    silent = (None, io.StringIO(), io.StringIO(""))
    monkeypatch.setattr(formulas, "renderer", lambda root: silent)
    with pytest.raises(ExtensionError, match="Node stopped"):
        formulas.render(tmp_path, "b + c", block=False)


@pytest.mark.slow
def test_only_a_page_with_a_formula_asks_for_katex(small):
    assert "katex" in small.html("tiny")
    assert "katex" not in small.html("index")


@pytest.mark.slow
def test_every_font_that_the_stylesheet_names_is_there(small):
    css = small.site["_static/katex/katex.min.css"].decode()
    fonts = set(re.findall(r"url\(([^)]*)\)", css))
    assert len(fonts) > 10
    assert {f"_static/katex/{font}" for font in fonts} <= set(small.site)


def test_formula_that_stands_alone_can_be_reached_by_keyboard(small):
    assert '<div class="math" id="equation-law" tabindex="0">' in small.html("tiny")
