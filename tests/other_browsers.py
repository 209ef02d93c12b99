"""Firefox and WebKit as their distributions ship them, each asked in its own protocol.

Playwright drives neither: it brings patched ones of its own.  Firefox speaks WebDriver
BiDi over a socket, WebKit's driver WebDriver over HTTP; a test needs four words of both.
"""

import contextlib
import json
import os
import re
import shutil
import subprocess
import time
import urllib.request
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

ENTER, RIGHT, TAB = "\ue006", "\ue014", "\ue004"  # as both protocols name keys
PATIENCE = 60  # seconds for a browser to begin, or to answer


class Browser(ABC):
    """A page that can be opened, asked, typed into, and that complains."""

    @abstractmethod
    def open(self, url: str) -> None:
        """Open an address, and wait until it is loaded."""

    @abstractmethod
    def ask(self, expression: str) -> Any:
        """Value of an expression in the page."""

    @abstractmethod
    def act(self, actions: list[dict]) -> None:
        """Carry out actions of the keyboard."""

    @abstractmethod
    def complaints(self) -> list[str]:
        """What the page said on its console, or asked of another host, since it opened."""

    @abstractmethod
    def close(self) -> None:
        """End the browser."""

    def type(self, keys: str) -> None:
        """Press keys, one after the other, where the focus is."""
        strokes = [
            {"type": kind, "value": k} for k in keys for kind in ("keyDown", "keyUp")
        ]
        self.act([{"type": "key", "id": "keyboard", "actions": strokes}])

    def until(self, expression: str, seconds: float = 30) -> Any:
        """Wait until an expression holds in the page; its value."""
        end = time.monotonic() + seconds
        while not (value := self.ask(expression)):
            assert time.monotonic() < end, f"not within {seconds} s: {expression}"
            time.sleep(0.1)
        return value


class Firefox(Browser):
    """Firefox, in a profile of its own."""

    NAMES = ("firefox-esr", "firefox")

    def __init__(self, program: str, folder: Path) -> None:
        import websocket

        folder.mkdir(parents=True)
        said = folder / "said.txt"
        options = ["--headless", "--no-remote", "--remote-debugging-port", "0"]
        with said.open("w") as stream:
            self.process = subprocess.Popen(
                [program, *options, "--profile", str(folder)],
                stdout=stream,
                stderr=stream,
            )
        self.number, self.events, self.own = 0, [], ""
        try:
            address = found(said, r"BiDi listening on (ws://\S+)")
            self.socket = websocket.create_connection(
                f"{address}/session", timeout=PATIENCE, suppress_origin=True
            )
            self.send("session.new", capabilities={})
            kinds = ["log.entryAdded", "network.beforeRequestSent"]
            self.send("session.subscribe", events=kinds)
            tabs = self.send("browsingContext.getTree")["contexts"]
            self.tab = tabs[0]["context"]
        except BaseException:
            self.process.kill()
            raise

    def send(self, method: str, **params: Any) -> Any:
        """Give a command, and wait for its result; events are kept."""
        self.number += 1
        command = {"id": self.number, "method": method, "params": params}
        self.socket.send(json.dumps(command))
        while True:
            told = json.loads(self.socket.recv())
            if told.get("id") == self.number:
                assert told["type"] == "success", told
                return told["result"]
            self.events.append(told)

    def open(self, url):
        self.events, self.own = [], url
        self.send(
            "browsingContext.navigate", context=self.tab, url=url, wait="complete"
        )

    def ask(self, expression):
        told = self.send(
            "script.evaluate",
            expression=f"JSON.stringify({expression})",
            target={"context": self.tab},
            awaitPromise=True,
        )
        assert told["type"] == "success", told["exceptionDetails"]["text"]
        return json.loads(told["result"].get("value", "null"))

    def act(self, actions):
        self.send("input.performActions", context=self.tab, actions=actions)

    def complaints(self):
        self.ask("0")  # what was said before this has then arrived
        told = []
        for event in self.events:
            params = event.get("params", {})
            if event.get("method") == "log.entryAdded":
                told.append(f"{params['level']}: {params['text']}")
            elif event.get("method") == "network.beforeRequestSent":
                told += foreign([params["request"]["url"]], self.own)
        return told

    def close(self):
        with contextlib.suppress(Exception):
            self.send("browser.close")
        self.socket.close()
        ended(self.process)


class WebKit(Browser):
    """WebKitGTK's small browser, on a screen that nobody sees."""

    NAMES = ("WebKitWebDriver",)

    def __init__(self, program: str, folder: Path) -> None:
        folder.mkdir(parents=True)
        said, quiet = folder / "said.txt", subprocess.DEVNULL
        with said.open("w") as stream:
            self.screen = subprocess.Popen(
                ["Xvfb", "-displayfd", "1", "-nolisten", "tcp"],
                stdout=stream,
                stderr=quiet,
            )
        self.driver = None
        try:
            number = found(said, r"(\d+)\s")
            shown = {"DISPLAY": f":{number}", "GDK_BACKEND": "x11"}
            own = {"HOME": str(folder), "WEBKIT_DISABLE_DMABUF_RENDERER": "1"}
            port = free_port()
            self.top, self.own = f"http://127.0.0.1:{port}", ""
            self.driver = subprocess.Popen(
                [program, f"--port={port}"],
                env={**os.environ, **shown, **own},
                stdout=quiet,
                stderr=quiet,
            )
            self.session = self.begin()
        except BaseException:
            self.end()
            raise

    def begin(self) -> str:
        """A session, as soon as the driver listens."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                told = self.send("POST", "/session", capabilities={})
                return f"/session/{told['sessionId']}"
            except ConnectionError:
                assert time.monotonic() < end, "the driver of WebKit does not listen"
                time.sleep(0.1)

    def send(self, method: str, path: str, **params: Any) -> Any:
        """Give a command, and wait for its result."""
        data = json.dumps(params).encode() if method == "POST" else None
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(self.top + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(error.read().decode()) from None
        except urllib.error.URLError as error:
            raise ConnectionError(str(error.reason)) from None

    def open(self, url):
        self.own = url
        self.send("POST", f"{self.session}/url", url=url)

    def ask(self, expression):
        script = f"return JSON.stringify({expression})"
        told = self.send("POST", f"{self.session}/execute/sync", script=script, args=[])
        return json.loads(told or "null")

    def act(self, actions):
        self.send("POST", f"{self.session}/actions", actions=actions)

    def complaints(self):
        asked = "performance.getEntriesByType('resource').map(entry => entry.name)"
        return [
            *(self.ask("window.TOLD || ['no ear']")),
            *foreign(self.ask(asked), self.own),
        ]

    def close(self):
        with contextlib.suppress(Exception):
            self.send("DELETE", self.session)
        self.end()

    def end(self) -> None:
        """End the processes."""
        for process in filter(None, (self.driver, self.screen)):
            ended(process)


# WebKit's driver hands on no console: each page that the server gives out has an ear
EAR = b"""<script>window.TOLD = [];
for (const kind of ["debug", "info", "log", "warn", "error"]) {
  const own = console[kind].bind(console);
  console[kind] = (...said) => { TOLD.push(kind + ": " + said.join(" ")); own(...said); };
}
addEventListener("error", e => TOLD.push("error: " + (e.message || e.target.src)), true);
addEventListener("unhandledrejection", e => TOLD.push("error: " + e.reason));
addEventListener("securitypolicyviolation", e => TOLD.push("asked " + e.blockedURI));
</script>"""


def found(file: Path, pattern: str) -> str:
    """What a process wrote into a file, as soon as it has."""
    end = time.monotonic() + PATIENCE
    while not (told := re.search(pattern, file.read_text("utf-8", "replace"))):
        assert time.monotonic() < end, f"no {pattern!r} in {file.read_text('utf-8')!r}"
        time.sleep(0.1)
    return told[1]


def foreign(urls: list[str], own: str) -> list[str]:
    """Requests that leave the site of a page."""
    top = "/".join(own.split("/")[:3])
    return [
        f"asked {url}" for url in urls if not url.startswith((top, "data:", "blob:"))
    ]


def free_port() -> int:
    """A port on which nobody listens."""
    import socket

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def ended(process: subprocess.Popen) -> None:
    """End a process of ours, and wait for it."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def program(kind: type[Browser]) -> str | None:
    """Path of a browser, or of what drives it; None where something is missing."""
    path = next(filter(None, map(shutil.which, kind.NAMES)), None)
    return None if kind is WebKit and shutil.which("Xvfb") is None else path
