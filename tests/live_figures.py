"""A figure that runs in a page, as a test in a browser sees it."""

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


def said(page, figure, words):
    page.wait_for_function(
        "([figure, words]) => figure.querySelector('[role=status]').textContent"
        ".includes(words)",
        arg=[figure.element_handle(), words],
        timeout=10_000,
    )
