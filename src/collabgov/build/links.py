"""Links of a written site that lead nowhere: looked for before the site is shown."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

TOP = ("", "top")  # fragments that every page has


class Page(HTMLParser):
    """Addresses to which a page leads, and the anchors that it has."""

    def __init__(self, text: str) -> None:
        """Read a page."""
        super().__init__()
        self.links: dict[str, None] = {}
        self.anchors: set[str] = set(TOP)
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element leads to, and its name."""
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.links[value] = None
            elif name == "id" and value:
                self.anchors.add(value)


def check(site: Path) -> None:
    """Refuse a site of which a link leads nowhere.

    Parameters
    ----------
    site : Path
        The folder of the site, all of it written.

    Raises
    ------
    SystemExit
        One line a link: the page, what it leads to, and what to add where.
    """
    site = site.resolve()
    paths = [path for path in sorted(site.rglob("*.html")) if is_page(site, path)]
    pages = {path: Page(path.read_text("utf-8")) for path in paths}
    lines = []
    for path, page in pages.items():
        name = path.relative_to(site).as_posix()
        lines += [f"{name}: {fault}" for fault in faults(site, path, page, pages)]
    if lines:
        raise SystemExit("\n".join(["== failed", *lines]))


def is_page(site: Path, file: Path) -> bool:
    """Whether a file is a page, and no template that a theme leaves in ``_static``."""
    return not file.relative_to(site).parts[0].startswith("_")


def faults(
    site: Path, path: Path, page: Page, pages: dict[Path, Page]
) -> Iterator[str]:
    """Links of one page that lead nowhere within the site, and what to do about each.

    Parameters
    ----------
    site, path : Path
        Where the site stands, and the page; both resolved.
    page : Page
        What the page holds.
    pages : dict of Path to Page
        All pages of the site.

    Yields
    ------
    str
        A line.
    """
    for link in page.links:
        url = urlsplit(link)
        if url.scheme or url.netloc:
            continue
        target = (path.parent / unquote(url.path)).resolve() if url.path else path
        anchor = unquote(url.fragment)
        if not target.is_file():
            yield f"{link} leads nowhere: {missing_file(site, target)}"
        elif target in pages and anchor not in pages[target].anchors:
            yield f"{link} leads nowhere: {missing_anchor(site, target, anchor)}"


def missing_file(site: Path, file: Path) -> str:
    """What to do about a file that is not in the site.

    Examples
    --------
    >>> missing_file(Path("/site"), Path("/site/book/teaching/pairs.html"))
    'name book/teaching/pairs in _toc.yml, or correct the link'
    """
    if file.suffix == ".html" and file.is_relative_to(site):
        page = file.relative_to(site).with_suffix("").as_posix()
        return f"name {page} in _toc.yml, or correct the link"
    return f"there is no {file.name} in the site"


def missing_anchor(site: Path, page: Path, anchor: str) -> str:
    """What to do about a place that a page does not have.

    Examples
    --------
    >>> missing_anchor(Path("/site"), Path("/site/book/studies.html"), "pairs")
    "book/studies.md has no card 'pairs': add study_cards.card(…) of it"
    """
    file = page.relative_to(site).with_suffix(".md").as_posix()
    if file == "book/studies.md":
        return f"{file} has no card {anchor!r}: add study_cards.card(…) of it"
    if file == "book/claims.md":
        return f"{file} has no row {anchor!r}: it lists the studies named in BOOK"
    if anchor.startswith("card-"):
        claim = anchor.removeprefix("card-")
        return (
            f"{file} has no card of {claim}: add claim_cards.card(SLUG, {claim!r}, …)"
        )
    return (
        f"{file} has no place {anchor!r}: write ({anchor})= there, or correct the link"
    )
