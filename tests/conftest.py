"""A small book to break, and the real one, built once."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jupytext
import pytest
from nbclient import NotebookClient

from collabgov.build.expected import Values
from collabgov.pages.glue import glued

ROOT = Path(__file__).resolve().parent.parent
FILES = (
    "LICENSE",
    "README.md",
    "_config.yml",
    "package.json",
    "package-lock.json",
    "pyproject.toml",
    "requirements.txt",
    "book/matplotlibrc",
)
FOLDERS = ("src", "seeds", "book/_static")


@dataclass(frozen=True)
class Checkout:
    """A folder with the sources of a book."""

    root: Path

    def build(self, **variables: str) -> subprocess.CompletedProcess[str]:
        """Build its book as `make book` does, with its own code."""
        env = {**self.environment(), **variables}
        return subprocess.run(self.command(), env=env, capture_output=True, text=True)

    def command(self) -> list[str]:
        return [sys.executable, "-m", "collabgov.build.book", str(self.root)]

    def environment(self) -> dict[str, str]:
        """Variables of a person who has set none that Python heeds."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
        path = os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", "")])
        return {**kept, "PATH": path, "PYTHONPATH": str(self.root / "src")}

    def edit(self, name: str, old: str, new: str) -> None:
        """Put ``new`` in the one place where ``old`` stands in a file."""
        path = self.root / name
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), "utf-8")

    def html(self, name: str) -> str:
        """A page of the site."""
        return (self.root / "_build/html/book" / f"{name}.html").read_text("utf-8")

    @property
    def site(self) -> dict[str, bytes]:
        """Every file of the site; empty where there is no site."""
        top = self.root / "_build/html"
        files = (path for path in top.rglob("*") if path.is_file())
        return {path.relative_to(top).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """A checkout with one short chapter, built.  Not to be changed: see `checkout`."""
    root = tmp_path_factory.mktemp("small") / "checkout"
    shutil.copytree(ROOT / "tests/build/small", root)
    for name in FILES:
        shutil.copy(ROOT / name, root / name)
    ignored = shutil.ignore_patterns("__pycache__")
    for name in FOLDERS:
        shutil.copytree(ROOT / name, root / name, ignore=ignored)
    studies = root / "src/collabgov/studies/__init__.py"  # of which it shows none
    text = re.sub(
        r"(?s)^BOOK = \(.*?\)", "BOOK = ()", studies.read_text("utf-8"), flags=re.M
    )
    studies.write_text(text, "utf-8")
    (root / "src/collabgov/tiny.py").write_text('"""Tiny."""\n\nSOURCE = 41\n')
    (root / "seeds/tiny.txt").write_text("1.25\n")
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    built = Checkout(root).build()
    assert built.returncode == 0, built.stdout + built.stderr
    return Checkout(root)


@pytest.fixture
def checkout(small: Checkout, tmp_path: Path) -> Checkout:
    """A copy of the small checkout, with its site and its kept results."""
    return Checkout(shutil.copytree(small.root, tmp_path / "copy", symlinks=True))


@pytest.fixture(scope="session")
def site() -> Path:
    """The site of the book."""
    built = Checkout(ROOT).build()
    assert built.returncode == 0, built.stdout + built.stderr
    return ROOT / "_build/html"


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Values]:
    """What a page of the book glues; each is run once, away from its folder."""

    @cache
    def values(page: str) -> Values:
        notebook = jupytext.read(ROOT / "book" / f"{page}.md")
        place = {"metadata": {"path": str(tmp_path_factory.mktemp("elsewhere"))}}
        NotebookClient(notebook, timeout=300, resources=place).execute()
        return glued(notebook)

    return values
