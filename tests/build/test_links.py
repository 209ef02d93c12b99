"""A link that leads nowhere stops the build with one line."""

import pytest

from collabgov.build import links

CARD = 'HTML(\'<svg role="img"'  # a cell of the small book that shows HTML


@pytest.fixture
def site(tmp_path):
    """A site of three pages that lead to each other."""
    pages = {
        "index": '<a href="book/one.html#top">1</a><a href="#here" id="here">2</a>',
        "book/one": '<h2 id="card-X-1">1</h2><a href="claims.html#X-1">2</a>'
        '<a href="https://elsewhere/">3</a><img src="a%20b.png">',
        "book/claims": '<p id="X-1"><a href="one.html#card-X-1">1</a></p>',
    }
    (tmp_path / "book").mkdir()
    (tmp_path / "book/a b.png").write_bytes(b"")
    for name, text in pages.items():
        (tmp_path / f"{name}.html").write_text(text, "utf-8")
    return tmp_path


def test_a_site_that_leads_everywhere_passes(site):
    links.check(site)


def test_a_template_of_a_theme_is_no_page(site):
    (site / "_static").mkdir()
    template = "<script src=\"{{ pathto('theme.js') }}\"></script>"
    (site / "_static/macros.html").write_text(template, "utf-8")
    links.check(site)


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("two.html", "two.html leads nowhere: name book/two in _toc.yml, or correct"),
        ("teaching/one.html#x", "nowhere: name book/teaching/one in _toc.yml"),
        ("c.png", "c.png leads nowhere: there is no c.png in the site"),
        ("claims.html#X-2", "book/claims.md has no row 'X-2': it lists the studies"),
        (
            "#card-X-2",
            "book/one.md has no card of X-2: add claim_cards.card(SLUG, 'X-2'",
        ),
        ("#fold", "book/one.md has no place 'fold': write (fold)= there, or correct"),
    ],
)
def test_a_link_that_leads_nowhere_is_told_in_one_line(site, link, said):
    page = site / "book/one.html"
    page.write_text(f'{page.read_text("utf-8")}<a href="{link}">4</a>', "utf-8")
    with pytest.raises(SystemExit) as stop:
        links.check(site)
    head, line = str(stop.value).split("\n")
    assert head == "== failed"
    assert line.startswith(f"book/one.html: {link} leads nowhere: ")
    assert said in line


@pytest.mark.slow
@pytest.mark.parametrize("link", ["nowhere.html#X-1", "tiny.html#nowhere"])
def test_a_card_that_leads_nowhere_stops_the_build(checkout, link):
    checkout.edit(
        "book/tiny.md", CARD, f'HTML(\'<a href="{link}">X-1</a><svg role="img"'
    )
    built = checkout.build()
    assert built.returncode != 0
    assert f"book/tiny.html: {link} leads nowhere: " in built.stderr
    assert checkout.site == {}
