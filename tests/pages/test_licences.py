"""Every file that the site ships is somebody's, and its licence stands beside it."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.errors import ExtensionError

from collabgov.pages import licences
from collabgov.pages.licences import ORIGINS, TEXTS, Origin

ROOT = Path(__file__).resolve().parents[2]
# a sentence without which a text is not the licence that its row names
SENTENCES = {
    "MIT": "Permission is hereby granted, free of charge",
    "BSD-2-Clause": "Redistributions in binary form must reproduce",
    "BSD-3-Clause": "endorse or promote products derived from this software",
    "OFL-1.1": "SIL OPEN FONT LICENSE Version 1.1 - 26 February 2007",
    "CC-BY-4.0": "Creative Commons Attribution 4.0 International",
    "Zlib": "zlib license",
    "NCSA": "Neither the names of Mozilla",
}


@pytest.fixture(scope="module", params=["small", "site"])
def static(request) -> Path:
    """Folder ``_static`` of the small book, and of the real one."""
    built = request.getfixturevalue(request.param)
    site = built if request.param == "site" else built.root / "_build/html"
    return site / "_static"


def listed(static: Path) -> dict[str, dict[str, str]]:
    """The page of licences: name of a text → terms and files of its row."""
    page = BeautifulSoup(
        (static / "licences/index.html").read_text("utf-8"), "html.parser"
    )
    rows = [row.find_all("td") for row in page.tbody.find_all("tr")]
    return {
        name.a["href"]: {"terms": terms.text, "files": files.text}
        for name, terms, files in rows
    }


@pytest.mark.slow
def test_every_file_has_an_origin_and_its_row_a_text(static):
    rows = listed(static)
    origins = (*ORIGINS, licences.own(ROOT))
    for file in licences.all_files(static):
        whose = [o for o in origins if licences.comes_from(file, o)]
        assert whose, file
        for origin in whose:
            told = rows[origin.file]["files"]
            assert file.as_posix() in told or "files, such as" in told, file
    texts = {path.name for path in (static / "licences").glob("*.txt")}
    assert texts == rows.keys()


@pytest.mark.slow
def test_each_text_is_the_licence_that_its_row_names(static):
    for name, row in listed(static).items():
        said = " ".join((static / "licences" / name).read_text("utf-8").split())
        for term in re.split(" AND | OR ", row["terms"]):
            assert SENTENCES[term].lower() in said.lower(), (name, term)


@pytest.mark.slow
def test_a_text_of_ours_is_of_what_the_packages_carry(static):
    """Bootstrap, Font Awesome: in other versions they may come under other terms."""
    for origin in ORIGINS:
        files = licences.shipped(static, origin)
        if files and origin.mark:
            found = "".join((static / f).read_bytes().decode("latin-1") for f in files)
            assert origin.mark in found, origin.name


@pytest.mark.slow
def test_what_the_files_name_themselves_is_listed(static):
    """A notice in a file names what is carried within."""
    names = {name.removesuffix(".txt").replace("-", " ") for name in listed(static)}
    for file in licences.all_files(static):
        if file.suffix not in {".js", ".css", ".txt"}:
            continue
        for notice in re.findall(
            r"(?s)/\*!.{,600}?\*/", (static / file).read_text("utf-8")
        ):
            first = re.split(r"\s+v?\d|\s+CSS|\n|\*/", notice[3:].strip(" *\n"))[
                0
            ].lower()
            found = any(name in first.replace("-", " ") for name in names)
            assert found or "license information please see" in first, (file, first)


@pytest.mark.slow
def test_the_real_book_lists_all_that_is_known(site):
    assert len(listed(site / "_static")) == len(ORIGINS) + 1


def test_every_kept_text_belongs_to_an_origin():
    told = re.findall(r"kept:(\S+)", " ".join(origin.text for origin in ORIGINS))
    assert set(told) == {path.stem for path in TEXTS.glob("*.txt")}


def test_a_file_of_nobody_stops_the_build(tmp_path):
    (tmp_path / "_static/vendor").mkdir(parents=True)
    (tmp_path / "_static/vendor/new.js").write_text("x")
    told = r"_static/vendor/new\.js is shipped, and nothing says whose it is: add it"
    with pytest.raises(ExtensionError, match=told):
        licences.write(tmp_path / "_static", tmp_path)


@pytest.mark.parametrize("text", ["python:pytest-nothing", "npm:none", "kept:none"])
def test_an_origin_without_a_text_stops_the_build(tmp_path, monkeypatch, text):
    monkeypatch.setattr(licences, "ORIGINS", (Origin("New", "MIT", ("new.js",), text),))
    (tmp_path / "new.js").write_text("x")
    with pytest.raises(ExtensionError, match="its licence is not"):
        licences.write(tmp_path, tmp_path)
