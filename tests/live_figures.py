"""A figure that runs in a page, as a test in a browser sees it."""

import time

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
    end = time.monotonic() + seconds
    while not page.evaluate(expression, arg):
        assert time.monotonic() < end, f"not within {seconds} s: {expression}"
        page.wait_for_timeout(50)


def said(page, figure, words):
    """Wait until the line below a figure holds some words."""
    line = figure.locator("[role=status]").first
    end = time.monotonic() + 10
    while words not in (line.text_content() or ""):
        assert time.monotonic() < end, f"{words!r} not in {line.text_content()!r}"
        page.wait_for_timeout(50)
