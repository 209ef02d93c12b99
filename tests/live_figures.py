"""A figure that runs in a page, as a test in a browser sees it."""

import time

from playwright.sync_api import expect

LIVE = '.xp[data-state="live"]'


def alive(page):
    figure = page.locator(".xp").first
    figure.scroll_into_view_if_needed()
    if page.locator(".xp-try").count():
        page.locator(".xp-try").first.click()
    page.wait_for_selector(LIVE, timeout=20_000)
    return figure


def line(figure):
    return figure.locator(".xp-plot .xp-line").first.get_attribute("d")


def waited(page, expression, arg=None, seconds=20):
    """Wait until an expression holds in a page, asked from outside.

    Playwright's own waiting makes code out of text in the page, which the page's
    policy forbids.
    """

    def holds():
        assert page.evaluate(expression, arg), f"not within {seconds} s: {expression}"

    eventually(page, holds, seconds)


def eventually(page, check, seconds=20):
    """Repeat a check until it passes: what it looks at becomes true in its own time."""
    end = time.monotonic() + seconds
    while True:
        try:
            return check()
        except AssertionError:
            if time.monotonic() > end:
                raise
        page.wait_for_timeout(50)


def said(figure, words):
    """Wait until the line below a figure holds some words."""
    expect(figure.locator("[role=status]").first).to_contain_text(words, timeout=20_000)


def drawn_again(page, k=0):
    """Wait until a figure has answered its latest movement, with a run or a fault."""
    waited(page, "k => explorables[k].root.dataset.count && !explorables[k].busy", k)
