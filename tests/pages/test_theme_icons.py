from pathlib import Path

import pytest

from collabgov.pages import theme_icons


def folder(top: Path) -> Path:
    static = top / "_static"
    static.mkdir()
    css = '.fa-bars:before,.fa-navicon:before{content:"\\f0c9"}.fa-x:before{content:"\\f00d"}'
    css += '.drawn::after{content:"\\f054"}:root{--search:"\uf010"}'
    (static / "a.css").write_text(css, "utf-8")
    (static / "a.js").write_text("// nothing", "utf-8")
    (top / "page.html").write_text('<i class="fa-solid fa-bars"></i>', "utf-8")
    return static


def test_icons_that_a_page_names_or_a_style_draws_are_shown(tmp_path):
    assert theme_icons.shown_codes(folder(tmp_path)) == {0xF0C9, 0xF054, 0xF010}


def test_an_icon_that_a_script_brings_in_is_shown(tmp_path):
    static = folder(tmp_path)
    (static / "a.js").write_text('icon("fa-x")', "utf-8")
    assert 0xF00D in theme_icons.shown_codes(static)


@pytest.mark.slow
def test_the_font_of_the_site_holds_the_icons_in_use_and_few_others(site):
    from fontTools.ttLib import TTFont

    static = site / "_static"
    held = set(TTFont(static / theme_icons.FONT).getBestCmap())
    shown = theme_icons.shown_codes(static)
    assert {0xF0C9, 0xF002} <= shown & held  # bars, magnifying glass
    assert len(held) < 100


@pytest.mark.slow
def test_the_styles_name_the_icons_in_use_alone(site):
    css = (site / "_static/styles/pydata-sphinx-theme.css").read_text("utf-8")
    assert ".fa-bars:before" in css
    assert "fa-bitcoin" not in css and len(css) < 350_000
