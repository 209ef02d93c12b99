"""Rooms of the package stand above each other; imports lead down."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCES = Path(__file__).resolve().parents[1] / "src" / "collabgov"
FACE = "__init__"
LAYERS = (  # bottom first; rooms of one layer know nothing of each other
    ("engine", "records"),
    ("methods",),
    ("claims",),
    ("studies",),
    ("synthesis", "sweep"),
    ("charts",),
    ("explorables",),
    ("teaching",),
    ("pages",),
    ("build",),
    (FACE,),
    ("cli",),
    ("__main__",),
)
LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}
NAMED = re.compile(r"collabgov(?:\.(\w*))?[\w.]*")


def modules(node: ast.AST) -> Iterator[str]:
    """Modules of the package that a piece of code imports, or names in a text."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert not node.level, "imports name the whole way: from collabgov.…"
        whole = node.module == "collabgov"
        yield from (f"collabgov.{alias.name}" for alias in node.names if whole)
        yield "" if whole else node.module or ""
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value if "." in node.value else ""


def wrong(room: str, code: str) -> list[str]:
    """Lines of a module that lead up, or to another room of its layer."""
    found = []
    for node in ast.walk(ast.parse(code)):
        for name in modules(node):
            if named := NAMED.fullmatch(name):
                other = named[1] if named[1] in LEVEL else FACE
                if other != room and LEVEL[other] >= LEVEL[room]:
                    found.append(f"line {node.lineno}: {name}, of the room {other}")
    return found


def places() -> list[Path]:
    """Every module, from the package."""
    return sorted(path.relative_to(SOURCES) for path in SOURCES.rglob("*.py"))


def test_every_room_has_a_layer():
    rooms = {path.parts[0].removesuffix(".py") for path in places()}
    assert rooms == set(LEVEL), "give a new room its layer"


@pytest.mark.parametrize("path", places(), ids=str)
def test_no_module_leads_up(path):
    room = path.parts[0].removesuffix(".py")
    assert not wrong(room, (SOURCES / path).read_text("utf-8"))


@pytest.mark.parametrize(
    "code",
    [
        "from collabgov.studies import load",
        "from collabgov import studies",
        "from collabgov import load",
        "import collabgov",
        "import collabgov.pages.glue",
        "def f():\n    from collabgov.pages import glue",
        "import_module('collabgov.studies.leading_small_groups')",
        "import_module(f'collabgov.studies.{slug}')",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import collabgov.cli",
    ],
)
def test_whatever_leads_up_is_found(code):
    assert wrong("claims", code)


@pytest.mark.parametrize(
    "code",
    [
        "from collabgov.engine.model import Model",
        "from collabgov.claims import verdict",
        "import_module(f'{__name__}.{name}')",
        "x = 'collabgov.engine.model'",
        "def f():\n    '''See `collabgov.pages.glue`: it stands above.'''",
        "import pandas as pd\nfrom numpy.typing import NDArray",
    ],
)
def test_what_leads_down_or_out_is_not(code):
    assert not wrong("claims", code)


def test_rooms_of_one_layer_know_nothing_of_each_other():
    assert wrong("engine", "from collabgov.records import tables")
    assert wrong("sweep", "from collabgov.synthesis import stress")
