"""Sphinx extension: ships what figures, bets, ledgers and margins need."""

import base64
import gzip
import json
import shutil
from pathlib import Path

from sphinx.errors import ExtensionError

from collabgov import explorables

HERE = Path(__file__).parent
FIGURES = Path(explorables.__file__).parent  # scripts and styles of explorable figures
PACKAGE = "@micropython/micropython-webassembly-pyscript"
# script and style sheet → the attribute of what they serve; who listens comes first
ATTRIBUTES = {
    "side_by_side": "data-xp-beside",
    "explorable": "data-xp",
    "bet": "data-bet",
    "claims": "data-ledger",
    "margins": "data-margins",
}
# the module as the body of an async function: Chromium refuses a module worker on disk
CLASSIC = (
    ("export default _createMicroPythonModule;", ""),
    ("export async function loadMicroPython", "async function loadMicroPython"),
    ("import.meta.url", "self.location.href"),
)


def classic(module: str) -> str:
    """MicroPython's module as text that a classic worker can run.

    Raises
    ------
    ExtensionError
        If the module has changed so that the text no longer fits.
    """
    for old, new in CLASSIC:
        if old not in module:
            raise ExtensionError(f"micropython.mjs has changed: {old!r} is gone")
        module = module.replace(old, new)
    return module


def runtime(root: Path) -> str:
    """One script: the worker's text, what it runs, and the gzipped wasm in base64."""
    folder = root / "node_modules" / PACKAGE
    if not folder.is_dir():
        raise ExtensionError("explorable figures need MicroPython: run `make book`")
    module = classic((folder / "micropython.mjs").read_text("utf-8"))
    worker = (FIGURES / "worker.js").read_text("utf-8")
    wasm = gzip.compress((folder / "micropython.wasm").read_bytes(), 9, mtime=0)
    packed = {
        "worker": f"(async () => {{{module}\n{worker}}})();",
        "files": {
            "/driver.py": (FIGURES / "driver.py").read_text("utf-8"),
            **{
                f"/collabgov/explorables/drawing/{file.name}": file.read_text("utf-8")
                for file in sorted((FIGURES / "drawing").glob("*.py"))
            },
        },
        "wasm": base64.b64encode(wasm).decode(),
    }
    return f"self.GT_RUNTIME={json.dumps(packed)};\n"


def add_assets(app, pagename, templatename, context, doctree) -> None:
    """Sphinx event: a page is about to be written."""
    if app.builder.format != "html":
        return
    for name, attribute in ATTRIBUTES.items():
        if attribute in context.get("body", ""):
            app.add_css_file(f"explorable/{name}.css")
            app.add_js_file(f"explorable/{name}.js", loading_method="defer")


def ship(app, error) -> None:
    """Sphinx event: the pages are written."""
    if error or app.builder.format != "html":
        return
    pages = Path(app.outdir).rglob("*.html")
    if any("/explorable/" in page.read_text("utf-8") for page in pages):
        copy(Path(app.srcdir), Path(app.outdir) / "_static" / "explorable")


def copy(root: Path, target: Path) -> None:
    """Put what figures need into a folder; front-end parts come from a checkout."""
    target.mkdir(parents=True, exist_ok=True)
    for name in [f"{name}.{end}" for name in ATTRIBUTES for end in ("css", "js")]:
        home = FIGURES if (FIGURES / name).is_file() else HERE
        shutil.copy(home / name, target / name)
    (target / "runtime.js").write_text(runtime(root), "utf-8")


def setup(app) -> dict[str, bool]:
    """Register with Sphinx."""
    app.connect("html-page-context", add_assets)
    app.connect("build-finished", ship)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
