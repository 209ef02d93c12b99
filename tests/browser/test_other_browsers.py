"""What has to work in every browser, in Firefox and WebKit: figures, ledger, start page."""

import os

import pytest
from book_server import Quiet, serving, without
from other_browsers import EAR, ENTER, RIGHT, Firefox, WebKit, program

pytestmark = [pytest.mark.slow, pytest.mark.browser]

PACKAGES = {Firefox: "firefox-esr", WebKit: "webkit2gtk-driver xvfb"}
CHAPTER, LEDGER = "leading_small_groups.html", "claims.html"
LINE = "document.querySelector('.xp-plot .xp-line').getAttribute('d')"
SHOWN = "[...document.querySelectorAll('.cl-table tbody:not([hidden])')].map(b => b.id)"


class Eared(Quiet):
    """Serves the site, its pages with an ear for what they say."""

    def do_GET(self):
        path = self.translate_path(self.path)
        if not path.endswith(".html") or not os.path.isfile(path):
            return super().do_GET()
        with open(path, "rb") as file:
            page = file.read().replace(b"<head>", b"<head>" + EAR, 1)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


@pytest.fixture(scope="module")
def eared(site):
    """Address of the built book, served with ears."""
    with serving(site, Eared) as address:
        yield address


@pytest.fixture(scope="module", params=[Firefox, WebKit], ids=["firefox", "webkit"])
def other(request, tmp_path_factory):
    """A browser; where it is missing the tests are skipped, but never in CI."""
    kind, path = request.param, program(request.param)
    if path is None:
        without(kind.__name__, f"Debian: apt-get install {PACKAGES[kind]}")
    browser = kind(path, tmp_path_factory.mktemp("browser") / "profile")
    yield browser
    browser.close()


def alive(page):
    """Wake the first figure of a page; it has computed the numbers of the build."""
    page.ask("document.querySelector('.xp').scrollIntoView() || 0")
    page.ask("document.querySelector('.xp-try')?.click() || 0")
    page.until("""document.querySelector('.xp').dataset.state === 'live'""")
    page.until("explorables.every(f => !f.busy)")
    assert page.ask("+explorables[0].root.dataset.difference") <= 1e-9


@pytest.mark.parametrize("name", ["index.html", CHAPTER])
def test_a_slider_moves_the_line_of_a_figure(other, eared, name):
    other.open(eared + name)
    alive(other)
    before = other.ask(LINE)
    other.ask("document.querySelector('.xp input[type=range]').focus() || 0")
    other.type(5 * RIGHT)
    other.until(f"{LINE} !== {before!r}")
    other.until(
        "document.querySelector('.xp [role=status]').textContent.includes('ends at')"
    )
    assert other.complaints() == []


def test_the_ledger_is_filtered_by_keyboard(other, eared):
    other.open(eared + LEDGER)
    everything = other.ask(SHOWN)
    other.ask("document.querySelector('input[name=words]').focus() || 0")
    other.type("legal basis" + ENTER)
    some = other.until(f"({SHOWN}).length < {len(everything)} && {SHOWN}")
    assert "LG-10" in some and len(some) < 10
    said = other.ask("document.querySelector('.cl-filter [role=status]').innerText")
    assert said.startswith(f"{len(some)} of {len(everything)} claims")
    assert other.complaints() == []


def test_a_figure_lives_on_a_page_from_disk(other, site):
    other.open((site / "book" / CHAPTER).as_uri())
    alive(other)


def test_what_a_page_says_and_asks_is_heard(other, eared):
    """That no complaint is heard above means something."""
    other.open(eared + "glossary.html")
    other.ask("console.warn('look out') || 0")
    other.ask("setTimeout(() => { throw new Error('planted') }, 0)")
    other.ask("void (new Image().src = 'http://127.0.0.1:9/a.png') || 0")
    other.until("performance.now() > 300")
    told = " ".join(other.complaints())
    assert "look out" in told and "planted" in told and "127.0.0.1:9" in told
