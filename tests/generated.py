"""Files as people and programs spoil them, and what a reader may make of them.

`make test` tries 200 a reader; `READER_INPUTS=10000` asks for more, other ones each time.
"""

import os
import re
import time

from hypothesis import HealthCheck, event, settings
from hypothesis import strategies as st

FEW = 200
INPUTS = int(os.environ.get("READER_INPUTS", FEW))
SECONDS = 2  # of the processor, for one file
# the same files in every run of `make test`
READER = settings(
    max_examples=INPUTS,
    derandomize=INPUTS == FEW,
    database=None,
    deadline=None,  # a busy machine is no fault of the reader
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
PLACE = re.compile(r":\d+: .|: row \d+|: and \d+ more fault")
LONGEST = 500  # characters of a line that tells a fault, beside the file's name
ENDS = ("\n", "\r", "\r\n")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "latin-1", "gb18030")
PIECES = (
    "", "\n", "\r", "\0", "\"", "'", ",", ";", "\t", " ", "-", "\\", "#", "=", "%",
    "NA", "NaN", "inf", "1e400", "-1", "1.5", "1_0", "１", "007", 5_000 * "9", "A", "a",
    "\ufeff", "\u200b", "\xa0", "\x85", "\u2028", "é", "e\u0301", "中", "🙂", "\ud7ff",
    "&a ", "*a", "<<: ", "? ", "- ", "|\n", ">\n", "!!int x", "!!python/name:os", "@",
    "[", "]", "{", "}", 5_000 * "[", ": ", "\n---\n", "...", "%YAML 9.9", "~", "null",
    "2020-02-30", "0x_", "1:99", ".nan", "yes", "\n  ", "\n\t", 5_000 * "x",
)  # fmt: skip


@st.composite
def spoilt(draw, text):
    """Bytes of a file: a sound text, cut, doubled and pieced at up to four places."""
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text)))
        cut = draw(st.sampled_from([0, 0, 1, 2, 5, 40]))
        piece = draw(st.sampled_from(PIECES) | st.text(max_size=5) | moved(text))
        text = text[:start] + piece + text[start + cut :]
    text = text.replace("\n", draw(st.sampled_from(ENDS)))
    encoding = draw(st.sampled_from(ENCODINGS[:1] * 9 + ENCODINGS))
    return text.encode(encoding, errors="replace")


def moved(text):
    """A piece of the text itself: rows that stand twice, keys in another place."""
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, 80))
    return ends.map(lambda place: text[place[0] : place[0] + place[1]])


def read(reader, path, content):
    """What a reader makes of a file; None if it refuses it, and says so plainly."""
    path.write_bytes(content)
    start = time.process_time()
    try:
        found = reader(path)
    except ValueError as error:
        event("refused")
        assert type(error) is ValueError, repr(error)
        plain(str(error), str(path))
        return None
    finally:
        assert time.process_time() - start < SECONDS
    event("read whole")
    return found


def filled(text):
    """Number of lines of a text that hold more than spaces and separators."""
    return sum(
        bool(re.sub(r"[\s,;]", "", line)) for line in re.split("\r\n|\r|\n", text)
    )


def plain(told, path):
    """One line a fault: file, line or row, rule; ten at most, and how many more."""
    lines = told.split("\n")
    assert len(lines) <= 11, told
    for line in lines:
        assert line.startswith(path), line
        rest = line.removeprefix(path)
        assert PLACE.match(rest) and len(rest) < LONGEST, line
        assert rest.isprintable(), line
