"""Sphinx extension: each executed page as a notebook to download, linked from the page.

The notebook is the executed one, with the glued values written into its prose and with
what only MyST understands turned into plain Markdown.  It is the same on every build,
and runs wherever the package is installed.
"""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import nbformat
from jupyter_cache import get_cache
from myst_nb.core.variables import format_plain_text
from nbformat import NotebookNode

from collabgov.pages.data_files import detach
from collabgov.pages.glue import printed
from collabgov.pages.notebook import read

LINE = (
    '<p class="download-notebook"><a href="{name}.ipynb" download>'
    "Download this page as a Jupyter notebook</a>, with its results.</p>\n"
)
BUTTON = {"type": "link", "text": ".ipynb", "icon": "fas fa-code"}

ROLE = re.compile(r"\{([\w:.-]+)\}(`+)(.+?)\2", re.DOTALL)
TITLED = re.compile(r"(.+?)\s*<[^<>]+>", re.DOTALL)
FENCE = re.compile(r"\s*(`{3,}|~{3,}|:{3,})\s*(?:\{([\w:-]+)\})?\s*(.*)")
OPTION = re.compile(r"\s*:[\w-]+:")
MARKUP = re.compile(r"\([\w:.-]+\)=\s*|%.*|\{[.#][^}]*\}\s*")
NUMBERED = re.compile(r"^\$\$ *\([\w:.-]+\)$", re.MULTILINE)
CODE = ("code", "code-block", "sourcecode")
SITE_ONLY = ("bibliography", "contents", "glue", "image", "raw", "toctree")
UNTITLED = ("div", "figure", "glossary", "grid", "grid-item", "tab-set")
NAMED = ("admonition", "card", "dropdown", "grid-item-card", "tab-item")


def executed(app, docname: str) -> NotebookNode | None:
    """The page with the outputs that the site shows; None where it is no notebook."""
    page = read(Path(app.env.doc2path(docname)), app.env.myst_config)
    if page is None:
        return None
    cache = get_cache(app.env.mystnb_config.execution_cache_path)
    return cache.merge_match_into_notebook(page)[1]


def portable(notebook: NotebookNode, say: Callable[[str, str], str]) -> NotebookNode:
    """The notebook without what differs from build to build or needs Sphinx."""
    for number, cell in enumerate(notebook.cells, start=1):
        cell.id = f"cell-{number}"
        cell.metadata.pop("execution", None)
        if cell.cell_type == "markdown":
            cell.source = plain(cell.source, say)
    kernel = notebook.metadata.kernelspec
    notebook.metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    return notebook


def plain(source: str, say: Callable[[str, str], str]) -> str:
    r"""Markdown that any notebook shows, from MyST.

    Parameters
    ----------
    source : str
        MyST Markdown.
    say : callable
        Called with a role's name and content; gives the words to print.

    Returns
    -------
    str
        Directives become a title and their text, roles become words; labels, comments
        and what only a site can show are left out.

    Examples
    --------
    >>> plain("(here)=\n:::{note}\nSee {term}`trust`.\n:::", lambda role, text: text)
    '**Note**\n\nSee trust.\n'
    """
    lines, fences, options = [], [], False
    for line in source.split("\n"):
        fence = FENCE.fullmatch(line)
        options = options and bool(OPTION.match(line))
        if fence and fences and closes(fence, fences[-1]):
            lines.append(closing(fences.pop()))
        elif fence and (not fences or not verbatim(fences[-1])):
            fences.append(fence)
            lines.append(opening(fence))
            options = bool(fence[2])
        elif fences and fences[-1][2] in SITE_ONLY:
            continue
        elif not options and (inside_code(fences) or not MARKUP.fullmatch(line)):
            lines.append(line)
    words = ROLE.sub(lambda role: say(role[1], role[3]), "\n".join(lines))
    return NUMBERED.sub("$$", words)


def closes(fence: re.Match, opened: re.Match) -> bool:
    """Whether a line of nothing but a fence ends the block that was opened."""
    return not fence[2] and not fence[3] and fence[1].startswith(opened[1])


def verbatim(fence: re.Match) -> bool:
    """Whether a block's content is not Markdown."""
    return not fence[2] or fence[2] in (*CODE, *SITE_ONLY, "math")


def inside_code(fences: list[re.Match]) -> bool:
    """Whether the line stands in a block of code."""
    return bool(fences) and verbatim(fences[-1])


def opening(fence: re.Match) -> str:
    """What takes the place of a block's first line."""
    marks, name, argument = fence.groups()
    if not name or name in CODE:
        return f"{marks}{argument}"
    if name == "math":
        return "$$"
    if name in SITE_ONLY:
        return ""
    word = name.removesuffix("-start").replace("-", " ").capitalize()
    if name in UNTITLED or (name in NAMED and not argument):
        return ""
    if name in NAMED:
        return f"**{argument}**\n"
    # a solution's argument is a label
    title = argument if word != "Solution" else ""
    return f"**{word}: {title}**\n" if title else f"**{word}**\n"


def closing(fence: re.Match) -> str:
    """What takes the place of a block's last line."""
    if not fence[2] or fence[2] in CODE:
        return fence[1]
    return "$$" if fence[2] == "math" else ""


def role_words(app, docname: str, own: dict[str, str], role: str, content: str) -> str:
    """What a role says: a glued value, the title behind a label, authors and year.

    What is not known is left as it stands: Sphinx has warned of it.
    """
    if role.startswith("glue"):
        return glued_value(app, docname, own, content)
    if role.startswith("cite"):
        entries = app.env.get_domain("cite").bibdata.data.entries
        keys = [key.strip() for key in content.split(",")]
        return "; ".join(citation(entries[k]) if k in entries else k for k in keys)
    if role == "math":
        return f"${content}$"
    titled = TITLED.fullmatch(content)
    if titled:
        return titled[1]
    if role == "eq":
        equations = app.env.get_domain("math").equations
        return f"({equations[content][1]})" if content in equations else content
    labels = app.env.get_domain("std").labels
    return labels[content][2] if content in labels else content


def glued_value(app, docname: str, own: dict[str, str], content: str) -> str:
    """A glued value in its format, ``name:spec`` or ``page.md::name:spec``."""
    other, _, asked = content.rpartition("::")
    values = own
    if other:
        page = (Path(docname).parent / other).with_suffix("").as_posix()
        values = printed(executed(app, page) or {"cells": []})
    name, _, spec = asked.partition(":")
    return format_plain_text(values[name], spec or "s") if name in values else content


def citation(entry) -> str:
    """Authors and year of a bibliography entry."""
    people = entry.persons.get("author", entry.persons.get("editor", []))
    names = [" ".join([*person.prelast_names, *person.last_names]) for person in people]
    who = " and ".join(names) if len(names) < 3 else f"{names[0]} et al."
    return f"{who or entry.fields.get('title', entry.key)} ({entry.fields.get('year', 'n.d.')})"


def add_notebook(app, pagename, templatename, context, doctree) -> None:
    """Sphinx event: a page is about to be written.  Write its notebook and its files."""
    if app.builder.format != "html" or pagename not in app.env.found_docs:
        return
    notebook = executed(app, pagename)
    if notebook is None:
        return
    target = Path(app.outdir) / f"{pagename}.ipynb"
    target.parent.mkdir(parents=True, exist_ok=True)
    for name, text in detach(notebook).items():
        (target.parent / name).write_text(text, "utf-8", newline="\n")
    portable(notebook, partial(role_words, app, pagename, printed(notebook)))
    nbformat.write(notebook, target)
    context["body"] += LINE.format(name=target.stem)
    for button in context["header_buttons"]:
        if button["label"] == "download-buttons":
            tip = {"tooltip": "Download notebook", "label": "download-notebook-button"}
            button["buttons"].insert(0, {**BUTTON, **tip, "url": target.name})


def setup(app) -> dict[str, bool]:
    """Register with Sphinx; after the theme has made its buttons."""
    app.connect("html-page-context", add_notebook, priority=600)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
