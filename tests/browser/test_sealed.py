"""What a reader writes into an editor reaches nobody, and is gone after a reset."""

import pytest
from live_figures import alive, drawn_again, line, said, waited
from playwright.sync_api import expect

pytestmark = [pytest.mark.slow, pytest.mark.browser]

PAGE = "leading_small_groups.html"
# each tries to reach an address of the page's own server, in a way of its own
WAYS = {
    "fetch": 'js.fetch("{url}")',
    "a fetch of the prototype": 'js.WorkerGlobalScope.prototype.fetch("{url}")',
    "XMLHttpRequest": 'x = js.XMLHttpRequest.new()\n    x.open("GET", "{url}")\n    x.send()',
    "WebSocket": 'js.WebSocket.new("{ws}")',
    "EventSource": 'js.EventSource.new("{url}")',
    "importScripts": 'js.importScripts("{url}")',
    "sendBeacon": 'js.navigator.sendBeacon("{url}", "x")',
    "a nested worker": 'js.Worker.new("{url}")',
    "dynamic import": "js.eval(\"import('{url}')\")",
    "a made function": "js.Function.new(\"import('{url}')\")()",
    "a made constructor": "js.setTimeout.constructor(\"import('{url}')\")()",
    "text for later": "js.setTimeout(\"import('{url}')\", 0)",
}


@pytest.fixture
def figure_of(opened, served):
    """A live figure of a page, its page, and the paths that were asked for since."""
    page = opened(f"{served}{PAGE}", bypass_csp=False)
    figure = alive(page)
    figure.locator(".xp-code summary").click()
    asked = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    return page, figure, asked


def edited(figure, old, new):
    """The editor's text with one place changed."""
    editor = figure.locator("textarea")
    source = editor.input_value()
    assert old in source
    editor.fill(source.replace(old, new, 1))
    return source


@pytest.mark.parametrize("way", WAYS)
def test_nothing_leaves_the_page(figure_of, served, way):
    page, figure, asked = figure_of
    url = f"{served}index.html?leaked"
    code = WAYS[way].format(url=url, ws=url.replace("http", "ws"))
    lines = f"    import js\n    {code}\n    mean = 0.1\n"
    edited(figure, "    mean = 0.1\n", lines)
    drawn_again(page)  # the way was tried
    page.wait_for_timeout(500)  # and what it put off has had its turn
    assert [address for address in asked if "leaked" in address] == []


def test_the_policy_stops_what_the_page_itself_would_ask(figure_of, served):
    page, _, asked = figure_of
    answer = page.evaluate(
        "url => fetch(url).then(() => 'let through', error => String(error))",
        f"{served}index.html?leaked",
    )
    assert "TypeError" in answer
    assert [address for address in asked if "leaked" in address] == []
    page.complaints.clear()  # the browser says what it stopped


def test_a_reset_undoes_what_an_edit_did_to_the_worker(figure_of):
    page, figure, _ = figure_of
    before = line(figure)
    doubled = "    import driver\n    driver.checked = lambda n, x, k: [0.0] * k\n    mean = 0.1\n"
    edited(figure, "    mean = 0.1\n", doubled)
    drawn_again(page)
    assert line(figure) != before
    figure.locator("button[type=reset]").click()
    waited(page, "explorables[0].unverified === false && !explorables[0].busy")
    assert line(figure) == before
    assert page.evaluate("+explorables[0].root.dataset.difference") <= 1e-9


DRAWN = "        path[3 * t] = mean\n"
END = "    return out[0]\n"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (DRAWN, DRAWN.replace("mean", 'float("nan")'), "path[0] is nan, which is no"),
        (DRAWN, DRAWN.replace("mean", "1e999"), "path[0] is inf, which is no result"),
        (
            END,
            "    path.append(0.0)\n" + END,
            "path must hold 240 numbers, it holds 241",
        ),
        (END, "    path.pop()\n" + END, "path must hold 240 numbers, it holds 239"),
    ],
)
def test_what_is_no_result_is_called_so_and_not_drawn(figure_of, old, new, words):
    _, figure, _ = figure_of
    before = line(figure)
    edited(figure, old, new)
    said(figure, words)
    assert line(figure) == before


def test_an_empty_editor_is_called_empty(figure_of):
    _, figure, _ = figure_of
    figure.locator("textarea").fill("  \n")
    said(figure, "the kernel is empty")


def test_an_endless_loop_in_one_figure_stops_no_other(opened, served):
    page = opened(f"{served}{PAGE}", bypass_csp=False)
    alive(page)
    figures = page.locator(".xp:has(form)")
    for k in range(figures.count()):
        figures.nth(k).scroll_into_view_if_needed()
    waited(page, "explorables.every(f => f.root.dataset.state === 'live')")
    if figures.count() < 2:
        pytest.skip("this page has one figure")
    first, other = figures.nth(0), figures.nth(1)
    first.locator(".xp-code summary").click()
    edited(first, "    mean = 0.1\n", "    while True:\n        mean = 0.1\n")
    waited(page, "explorables[0].busy")  # the loop has begun
    slider = other.locator("input[type=range]").first
    slider.fill(slider.get_attribute("max"))
    waited(page, "explorables[1].runs.length && explorables.every(f => !f.busy)")
    expect(first.locator(".xp-bad")).to_be_visible()
    assert other.locator(".xp-bad").count() == 0


BETS = "synthesis.html"


@pytest.mark.parametrize(
    "kept",
    ['"nonsense"', "null", "[1, 2]", '{"x": null}', '{"x": {"chose": "a"}}', "{", "7"],
)
def test_bets_live_with_whatever_is_stored(opened, served, kept):
    page = opened(f"{served}{BETS}", bypass_csp=False)
    page.evaluate("kept => localStorage.setItem('governing-together-bets', kept)", kept)
    page.reload()
    bet = page.locator("[data-bet]").first
    bet.locator("input").first.check()
    bet.locator("[type=submit]").click()
    assert "of 1 right" in bet.locator(".bet-tally").inner_text()
    assert page.complaints == []


def test_bets_live_where_nothing_can_be_stored(opened, served):
    page = opened(f"{served}{BETS}", bypass_csp=False)
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new Error('full'); };"
    )
    page.reload()
    bet = page.locator("[data-bet]").first
    bet.locator("input").first.check()
    bet.locator("[type=submit]").click()
    assert "of 1 right" in bet.locator(".bet-tally").inner_text()


@pytest.mark.parametrize("name", ["claims.html", "how_we_model.html"])
def test_a_malformed_address_breaks_nothing(opened, served, name):
    page = opened(f"{served}{name}#%", bypass_csp=False)
    assert page.complaints == []
    page.evaluate(
        """() => new Promise(heard => {
          addEventListener("hashchange", () => heard(), {once: true});
          location.hash = "#LG-5";
        })"""
    )
    assert page.complaints == []
