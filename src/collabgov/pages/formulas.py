"""Sphinx extension: formulas rendered by KaTeX while the book is built.

The page holds HTML and MathML and needs no script.  A formula that KaTeX refuses is a
Sphinx warning with file and line, which fails the build.  KaTeX's stylesheet and fonts
go only to pages that hold a formula.
"""

import functools
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import IO

from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

logger = logging.getLogger(__name__)

OLD_FONTS = re.compile(r',url\([^)]*\.(?:woff|ttf)\) format\("[^"]*"\)')


@functools.cache
def renderer(root: Path) -> tuple[subprocess.Popen, IO[str], IO[str]]:
    """Node, its input and its output; one for the whole build."""
    node = shutil.which("node")
    if node is None or not (root / "node_modules" / "katex").exists():
        raise ExtensionError("formulas need Node and KaTeX: run `make book`")
    process = subprocess.Popen(
        [node, Path(__file__).with_name("katex.mjs"), root / "package.json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    if process.stdin is None or process.stdout is None:
        raise ExtensionError("Node cannot be spoken to")
    return process, process.stdin, process.stdout


@functools.cache
def render(root: Path, tex: str, block: bool) -> dict[str, str]:
    """KaTeX's answer: ``html``, or ``error`` where it refuses the formula."""
    _, question, answer = renderer(root)
    question.write(json.dumps({"tex": tex, "displayMode": block}) + "\n")
    question.flush()
    line = answer.readline()
    if not line:
        raise ExtensionError("Node stopped before it had answered for a formula")
    return json.loads(line)


def rendered(translator, node, block: bool) -> str:
    """The formula of a node as HTML; a warning where there is none."""
    tex = node.astext().strip()
    answer = render(Path(translator.builder.app.srcdir), tex, block)
    if "error" in answer:
        logger.warning("KaTeX: %s, in %s", answer["error"], tex, location=node)
    return answer.get("html", "")


def inline(translator, node) -> None:
    """Write a formula that stands in a sentence."""
    opening = translator.starttag(node, "span", "", CLASS="math")
    translator.body.append(opening + rendered(translator, node, False) + "</span>")
    raise nodes.SkipNode


def block(translator, node) -> None:
    """Write a formula that stands alone, with its number where it has one."""
    # it may scroll sideways on a phone, so the keyboard must reach it
    translator.body.append(translator.starttag(node, "div", CLASS="math", tabindex="0"))
    if node["number"]:
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="eqno">({number})')
        translator.add_permalink_ref(node, "Link to this equation")
        translator.body.append("</span>")
    translator.body.append(rendered(translator, node, True) + "</div>")
    raise nodes.SkipNode


def style(app, pagename, templatename, context, doctree) -> None:
    """Sphinx event: a page is about to be written."""
    if app.builder.format == "html" and 'class="katex' in context.get("body", ""):
        app.add_css_file("katex/katex.min.css")


def ship(app, error) -> None:
    """Sphinx event: the pages are written.  Copy what the formulas look like."""
    if not renderer.cache_info().currsize:
        return
    root = Path(app.srcdir)
    close(root)
    if error or app.builder.format != "html":
        return
    source = root / "node_modules" / "katex" / "dist"
    target = Path(app.outdir) / "_static" / "katex"
    (target / "fonts").mkdir(parents=True, exist_ok=True)
    for font in (source / "fonts").glob("*.woff2"):
        shutil.copy(font, target / "fonts")
    css = (source / "katex.min.css").read_text(encoding="utf-8")
    (target / "katex.min.css").write_text(OLD_FONTS.sub("", css), encoding="utf-8")


def close(root: Path) -> None:
    """End Node by ending its input."""
    process, question, answer = renderer(root)
    question.close()
    answer.close()
    process.wait(10)
    renderer.cache_clear()
    render.cache_clear()


def setup(app) -> dict[str, bool]:
    """Register with Sphinx."""
    app.add_html_math_renderer("katex", (inline, None), (block, None))
    app.connect("html-page-context", style)
    app.connect("build-finished", ship)
    # one Node answers one writer at a time
    return {"parallel_read_safe": True, "parallel_write_safe": False}
