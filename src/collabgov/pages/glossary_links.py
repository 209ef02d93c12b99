"""Sphinx extension: the first use of a term on a page leads to its entry.

No author has to think of it.  The link's title is what the entry says: it needs no
script, and the browser shows and dismisses it; on a phone the link itself serves.  An
entry is linked once a page: a ``{term}`` that comes later becomes the words it shows.
"""

from functools import partial

from docutils import nodes
from sphinx import addnodes

from collabgov.pages.terms import Entry, definition, key, linked, parts, pattern, words

CLASS = "gt-term"

# no running prose, though it stands in a paragraph or holds one
ASIDE = (
    nodes.block_quote,
    nodes.citation,
    nodes.footnote,
    nodes.literal,
    nodes.math,
    nodes.reference,
    nodes.strong,  # the head of a paragraph, or a question
    nodes.table,
)
ASIDE_CLASSES = {"gt-subtitle", "sd-card"}
NOTES = "ledger-"  # a chapter's last part: further reading, how to cite it


class Glossary:
    """Entries by address and by word, and what finds the words."""

    def __init__(self, entries: list[Entry]) -> None:
        """Sort the entries of a book; it may have none."""
        spelt = {w: e for e in entries for name in e.names for w in words(name)}
        self.pages = sorted({entry.page for entry in entries})
        self.anchors = {(e.page, anchor): e for e in entries for anchor in e.anchors}
        self.words = {key(linked(word)): entry for word, entry in spelt.items()}
        self.pattern = pattern(spelt)


def read(env) -> Glossary:
    """The glossary of a book of which all pages are read."""
    objects = env.get_domain("std").objects.items()
    pages = sorted({page for (kind, _), (page, _) in objects if kind == "term"})
    return Glossary([entry for page in pages for entry in entries(env, page)])


def entries(env, page: str) -> list[Entry]:
    """The entries that stand on a page."""
    listed = []
    for block in env.get_doctree(page).findall(addnodes.glossary):
        for item in block.findall(nodes.definition_list_item):
            terms = list(item.findall(nodes.term))
            anchors = tuple(anchor for term in terms for anchor in term["ids"])
            names = tuple(term.astext().replace("’", "'") for term in terms)
            (text,) = item.findall(nodes.definition)
            listed.append(Entry(page, anchors, names, definition(text.astext())))
    return listed


def resolved(known: list[Glossary], app, doctree, docname) -> None:
    """Sphinx event: the references of a page are resolved, and it will be written."""
    if not known:
        known.append(read(app.env))
    (glossary,) = known
    if app.builder.format == "html" and docname not in glossary.pages:
        link(glossary, app.builder, doctree, docname)


def link(glossary: Glossary, builder, doctree, docname: str) -> None:
    """Link the first use of each entry, in the order of reading.

    Parameters
    ----------
    glossary : Glossary
        What to link to.
    builder : Builder
        Tells the address of a page, as seen from another.
    doctree : document
        The page, of which the references are resolved; changed in place.
    docname : str
        Its name.
    """
    uris = {page: builder.get_relative_uri(docname, page) for page in glossary.pages}
    entries = {f"{uris[page]}#{a}": e for (page, a), e in glossary.anchors.items()}
    seen: set[Entry] = set()
    for node in list(doctree.findall()):
        if isinstance(node, nodes.reference):
            by_hand(node, entries.get(node.get("refuri")), seen)
        elif isinstance(node, nodes.Text) and running(node):
            pieces = parts(node.astext(), glossary.pattern, glossary.words, seen)
            node.parent.replace(node, [piece(*part, uris) for part in pieces])


def by_hand(node: nodes.reference, entry: Entry | None, seen: set[Entry]) -> None:
    """Give an author's own link its title, or take it away if it is not the first."""
    if entry in seen:
        node.replace_self(nodes.Text(node.astext()))
    elif entry:
        seen.add(entry)
        node["reftitle"] = entry.definition
        node["classes"].append(CLASS)


def running(text: nodes.Text) -> bool:
    """Whether a text is running prose: of a paragraph, and of nothing set apart."""
    around, node = [], text.parent
    while node is not None:
        around.append(node)
        node = node.parent
    inside = any(isinstance(node, nodes.paragraph) for node in around)
    return inside and not any(apart(node) for node in around)


def apart(node: nodes.Element) -> bool:
    """Whether what a node holds is no running prose."""
    return (
        isinstance(node, ASIDE)
        or not ASIDE_CLASSES.isdisjoint(node.get("classes", ()))
        or any(name.startswith(NOTES) for name in node.get("ids", ()))
    )


def piece(text: str, entry: Entry | None, uris: dict[str, str]) -> nodes.Node:
    """A piece of a text, as a link if it has an entry."""
    if entry is None:
        return nodes.Text(text)
    uri = f"{uris[entry.page]}#{entry.anchors[0]}"
    given = {"refuri": uri, "reftitle": entry.definition, "classes": [CLASS]}
    return nodes.reference("", text, internal=True, **given)


def setup(app) -> dict[str, bool]:
    """Register with Sphinx."""
    app.connect("doctree-resolved", partial(resolved, []))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
