"""Whether what a page shows still rests on what is in the checkout.

A number on a page rests on ``src/``, ``seeds/``, the lock, the Python version, the
files in ``book/`` that are no pages, and ``tests/expected/``, which tells the claim
ledger what was measured before.  Jupyter-cache knows none of these: its key is the
page's code.  So their digest is kept beside the executed pages, and when it differs
every executed and every parsed page is deleted.  As a Sphinx extension this module does
the same for a build that was not started by `collabgov.build.book`.
"""

import hashlib
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

RESTS_ON = ("src", "seeds", "requirements.txt", "_toc.yml", "book", "tests/expected")
FRAME = ("_config.yml", "package.json", "package-lock.json", "book/_static")


def files(top: Path) -> list[Path]:
    """Files under ``top``, sorted; ``top`` itself if it is a file."""
    if top.is_file():
        return [top]
    below = (path for path in top.rglob("*") if path.is_file())
    return sorted(path for path in below if "__pycache__" not in path.parts)


def digest(root: Path, paths: Iterable[Path]) -> str:
    """SHA-256 of the names, relative to ``root``, and the contents of some files.

    Parameters
    ----------
    root : Path
        Folder from which the names are counted.
    paths : iterable of Path
        Files under ``root``; their order matters.

    Returns
    -------
    str
        64 hexadecimal digits.

    Examples
    --------
    >>> digest(Path(), []) == hashlib.sha256(sys.version.encode()).hexdigest()
    True
    """
    total = hashlib.sha256(sys.version.encode())
    for path in paths:
        total.update(path.relative_to(root).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def digest_of(folder: Path) -> str:
    """Digest of all files of a folder; that of nothing where there is no folder."""
    return digest(folder, files(folder) if folder.is_dir() else [])


def rests_on(root: Path) -> str:
    """Digest of what the numbers in the book rest on, besides the pages' own code."""
    paths = [path for top in RESTS_ON for path in files(root / top)]
    return digest(root, [path for path in paths if not is_page_or_looks(path)])


def is_page_or_looks(path: Path) -> bool:
    """Whether a file is a page, or only says how pages look."""
    return path.suffix == ".md" or "_static" in path.parts


def frame(root: Path) -> str:
    """Digest of all that the site is made from, besides the text of its pages."""
    looks = digest(root, [path for top in FRAME for path in files(root / top)])
    names = [path.relative_to(root).as_posix() for path in pages(root)]
    return " ".join([rests_on(root), looks, *names])


def text(root: Path) -> str:
    """Digest of the text of the pages."""
    return digest(root, pages(root))


def pages(root: Path) -> list[Path]:
    """Markdown files of the book."""
    return [path for path in files(root / "book") if path.suffix == ".md"]


def discard_stale(root: Path, build: Path) -> bool:
    """Delete executed and parsed pages that rest on something that has changed.

    Parameters
    ----------
    root : Path
        The checkout.
    build : Path
        Its ``_build`` folder.

    Returns
    -------
    bool
        Whether they were deleted.
    """
    note, now = build / ".jupyter_cache" / "rests_on", rests_on(root)
    if note.exists() and note.read_text() == now:
        return False
    for name in (".jupyter_cache", ".doctrees", "jupyter_execute"):
        if (build / name).exists():
            shutil.rmtree(build / name)
    note.parent.mkdir(parents=True)
    note.write_text(now)
    return True


def before_reading(app, config) -> None:
    """Sphinx event: nothing has been read yet."""
    discard_stale(Path(app.srcdir), Path(app.outdir).parent)


def setup(app) -> dict[str, bool]:
    """Register with Sphinx."""
    app.connect("config-inited", before_reading)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
