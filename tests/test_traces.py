"""Nothing in the site tells where, when or by which process it was built.

Two whole builds are compared in `tests/build/test_book.py`, of a small book; in the real
one each kind of cause that made two builds differ is looked for.  Times that a build
took stand in one table of the page *Reproduce*, and nowhere else.
"""

import datetime
import json
import re
import sys
from functools import cache
from pathlib import Path
from urllib.parse import quote

import pytest

from collabgov.build.freshness import files

ROOT = Path(__file__).resolve().parents[1]
TIMES = "book/reproduce.html"  # holds the one table that no two builds share
EACH_TIME = {
    "number of a process": rb"ipykernel_\d+|\bpid[ =:]+\d+",
    "place in memory": rb"\bat 0x[0-9a-f]{6,}",
    "random name": rb"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b",
    "name of a temporary file": rb"pytest-of-|/tmp/tmp[a-z0-9_]{8}\b|/var/folders/",
    "time of day": rb"\d\d-\d\dT\d\d:\d\d:\d\d",
    "seconds of a run": rb"execution_seconds|iopub\.|\bin \d+\.\d+ s\b",
}


def places() -> list[str]:
    """Folders of this machine in which a build has to do, as each format writes them."""
    tops = {str(top) for top in (ROOT, Path(sys.prefix), Path.home())}
    tops |= {top for top in sys.path if Path(top).is_dir() and len(Path(top).parts) > 3}
    tops = {top.rstrip("/\\") for top in tops if len(Path(top).parts) > 1}
    return sorted(
        {
            way(top)
            for top in tops
            for way in (str, quote, lambda s: json.dumps(s)[1:-1])
        }
    )


def today() -> list[str]:
    """This day in the ways that templates write it."""
    day = datetime.datetime.now(datetime.UTC).date()
    ways = ("%Y-%m-%d", "%b %d, %Y", "%B %d, %Y", "%d %B %Y", "%Y/%m/%d")
    return [day.strftime(way) for way in ways]


@cache
def written() -> bytes:
    """What people wrote: an address in it may look like a random name."""
    tops = (ROOT / "book", ROOT / "seeds")
    return b"".join(file.read_bytes() for top in tops for file in files(top))


def traces(content: bytes) -> list[str]:
    """What in a file would differ in a build elsewhere, or at another time."""
    found = [
        what
        for what, sign in EACH_TIME.items()
        if any(one[0] not in written() for one in re.finditer(sign, content))
    ]
    ends = rb"(?![\w.-])"
    found += [p for p in places() if re.search(re.escape(p).encode() + ends, content)]
    return found


def dated(content: bytes) -> list[str]:
    """This day, where it is not the day on which something was frozen."""
    frozen = b"".join(file.read_bytes() for file in files(ROOT / "seeds"))
    return [
        day for day in today() if day.encode() in content and day.encode() not in frozen
    ]


@pytest.mark.slow
def test_no_file_of_the_site_tells_where_or_by_whom_it_was_built(site):
    found = {
        file.relative_to(site).as_posix(): traces(file.read_bytes())
        for file in files(site)
    }
    assert len(found) > 100
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.slow
def test_no_file_of_the_site_tells_the_day_of_its_build(site):
    found = {file.name: dated(file.read_bytes()) for file in files(site)}
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.slow
def test_one_page_alone_holds_the_times_of_the_build(site):
    marked = [
        file.relative_to(site).as_posix()
        for file in files(site)
        if file.suffix in {".html", ".ipynb"}
        and re.search("(tables of|page book/)[^<]*</th>", file.read_text("utf-8"))
    ]
    assert marked == [TIMES]


@pytest.mark.parametrize(
    "planted",
    [
        f'src="{ROOT}/book/a.png"',
        f'{{"path": {json.dumps(str(ROOT / "a.png"))}}}',
        f'href="file://{quote(str(ROOT))}/a.html"',
        f"{Path.home()}/.cache",
        "File /tmp/ipykernel_3311/12.py:3",
        "<Model at 0x7f2a3c11d0>",
        'id="2f1c9a44-0c1e-4b0a-9a52-3b7f6c1d2e90"',
        '"shell.execute_reply": "2026-01-01T00:00:00Z"',
        "computed a in 12.3 s",
    ],
)
def test_a_trace_is_found_where_one_was_planted(planted):
    assert traces(f"<p>{planted}</p>".encode())


def test_the_day_of_a_build_is_found(monkeypatch):
    class Clock(datetime.datetime):
        @classmethod
        def now(cls, zone=None):
            return cls(1999, 3, 9, tzinfo=zone)

    monkeypatch.setattr(datetime, "datetime", Clock)
    assert dated(b"Last updated on Mar 09, 1999.") == ["Mar 09, 1999"]
    assert traces(b"a page") == dated(b"a page") == []
