"""The built book, page by page: nothing missing, nothing broken, nothing foreign."""

import re
from importlib import metadata
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nbformat
import pytest
import yaml
from bs4 import BeautifulSoup
from jupyter_book.config import get_validator
from sphinx_external_toc.parsing import parse_toc_yaml

from collabgov.build import code_cells
from collabgov.pages.glue import glued

ROOT = Path(__file__).resolve().parent.parent
DOCS = list(parse_toc_yaml(ROOT / "_toc.yml"))
CODE = [doc for doc in DOCS if code_cells.code((ROOT / f"{doc}.md").read_text("utf-8"))]
FETCHED = {
    "audio": "src",
    "embed": "src",
    "iframe": "src",
    "image": "href",
    "img": "src",
    "input": "src",
    "link": "href",
    "object": "data",
    "script": "src",
    "source": "src",
    "track": "src",
    "use": "href",
    "video": "src",
}


@pytest.fixture(scope="module")
def pages(site) -> dict[Path, BeautifulSoup]:
    """Every HTML file of the site, parsed."""
    found = sorted(site.rglob("*.html"))
    return {
        path: BeautifulSoup(path.read_text("utf-8"), "html.parser") for path in found
    }


@pytest.fixture(scope="module")
def chapters(site, pages) -> dict[str, BeautifulSoup]:
    """The pages of the table of contents."""
    return {doc: pages[site / f"{doc}.html"] for doc in DOCS}


def test_settings_are_those_that_jupyter_book_knows():
    settings = yaml.safe_load((ROOT / "_config.yml").read_text("utf-8"))
    assert list(get_validator().iter_errors(settings)) == []
    assert settings["sphinx"]["config"]["version"] == metadata.version("collabgov")


@pytest.mark.slow
def test_every_page_is_there_with_one_title(chapters):
    for doc, page in chapters.items():
        (title,) = page.article.find_all("h1")
        assert title.get_text(strip=True).removesuffix("#"), doc
        assert page.title.get_text().endswith("Governing Together"), doc


@pytest.mark.slow
@pytest.mark.parametrize(
    "sign", ["Traceback (most recent", "np.float64(", "np.int64(", " at 0x", "{glue:"]
)
def test_no_page_shows_what_went_wrong(chapters, sign):
    assert [doc for doc, page in chapters.items() if sign in page.article.text] == []


@pytest.mark.slow
def test_every_page_has_a_description_of_its_own(chapters):
    said = {}
    for doc, page in chapters.items():
        (tag,) = page.find_all("meta", attrs={"name": "description"})
        assert 20 <= len(tag["content"]) <= 200, doc
        said[tag["content"]] = doc
    assert len(said) == len(chapters)


@pytest.mark.slow
def test_every_picture_says_what_it_shows(chapters):
    for doc, page in chapters.items():
        for image in page.article.find_all("img"):
            text = image.get("alt", "").strip()
            assert text and text not in image["src"] and "_images/" not in text, doc
        for drawing in page.article.find_all("svg"):
            hidden = drawing.find_parent(attrs={"aria-hidden": "true"}) or drawing
            if hidden.get("aria-hidden") != "true" and not drawing.find_parent("svg"):
                assert drawing.get("role") == "img", doc
                assert drawing.get("aria-label", "").strip(), doc


def targets(page: BeautifulSoup) -> set[str]:
    """Anchors of a page."""
    return {tag["id"] for tag in page.find_all(id=True)} | {"", "top"}


@pytest.mark.slow
def test_every_link_inside_the_site_leads_somewhere(pages):
    anchors = {path.resolve(): targets(page) for path, page in pages.items()}
    for path, page in pages.items():
        links = [tag["href"] for tag in page.find_all(href=True)]
        links += [tag["src"] for tag in page.find_all(src=True)]
        links += re.findall(
            r"url=([^\"]+)", str(page.find("meta", {"http-equiv": True}))
        )
        for link in links:
            url = urlsplit(link)
            if url.scheme or url.netloc:
                continue
            target = (path.parent / unquote(url.path)).resolve() if url.path else path
            assert target.is_file(), f"{path.name}: {link}"
            if target.suffix == ".html":
                found = anchors[target.resolve()]
                assert unquote(url.fragment) in found, f"{path.name}: {link}"


@pytest.mark.slow
def test_no_page_or_style_fetches_from_another_host(site, pages):
    for path, page in pages.items():
        for name, attribute in FETCHED.items():
            for tag in page.find_all(name):
                urls = [tag.get(attribute, ""), *tag.get("srcset", "").split(",")]
                for url in urls:
                    assert not urlsplit(url.strip()).netloc, f"{path.name}: {tag}"
    foreign = re.compile(r"""(url\(|@import)\s*["']?(https?:)?//""")
    for path in [*site.rglob("*.css"), *pages, *site.rglob("*.svg")]:
        assert not foreign.search(path.read_text("utf-8")), path.name


@pytest.mark.slow
@pytest.mark.parametrize("doc", CODE)
def test_every_cell_of_the_source_was_executed(site, doc):
    written = len(code_cells.code((ROOT / f"{doc}.md").read_text("utf-8")))
    notebook = nbformat.read(site / f"{doc}.ipynb", as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, written + 1))
    assert not any(o.output_type == "error" for cell in code for o in cell.outputs)
    glued(notebook)


@pytest.mark.slow
def test_only_pages_with_code_offer_a_notebook(site):
    offered = {path.relative_to(site).as_posix() for path in site.rglob("*.ipynb")}
    assert offered == {f"{doc}.ipynb" for doc in CODE}
