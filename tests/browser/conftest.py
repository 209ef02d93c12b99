"""The system's Chromium, and the built book served on this machine."""

import os
import shutil

import pytest
from book_server import serving, without

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, NAMES)), None
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def browser():
    """Chromium; where there is none the tests are skipped, but never in CI."""
    if CHROMIUM is None:
        without("Chromium", "Debian: apt-get install chromium; or set CHROMIUM")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def served(site):
    """Address of the built book."""
    with serving(site) as address:
        yield address


@pytest.fixture
def opened(browser):
    """Opens an address; the page keeps whatever it says, and whom it asks.

    Every message counts, also one that is not a warning.  A request to another host
    is stopped before it leaves.
    """
    contexts = []

    def open_(url, width=1200, bypass_csp=True, **options):
        # the page's policy forbids what playwright waits with: see test_sealed.py
        context = browser.new_context(
            viewport={"width": width, "height": 900}, bypass_csp=bypass_csp, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("pageerror", lambda e: page.complaints.append(str(e)))
        page.on("console", lambda m: page.complaints.append(f"{m.type}: {m.text}"))
        own = "/".join(url.split("/")[:3]) if url.startswith("http") else "file:"

        def stop(route):
            page.complaints.append(f"asked {route.request.url}")
            route.abort()

        context.route(lambda asked: not asked.startswith((own, "data:", "blob:")), stop)
        page.goto(url)
        return page

    yield open_
    for context in contexts:
        context.close()
