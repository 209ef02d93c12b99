import re
import sys
import unicodedata
from types import SimpleNamespace

import pytest
from pybtex.database import parse_file
from pybtex.errors import capture
from pybtex.plugin import find_plugin

from collabgov.records import study_record
from collabgov.records.references import (
    BIBLIOGRAPHY,
    bibliography,
    cited,
    links,
    shared,
)

RL, XS, SM = "relational_leadership", "cross_sector_synergy", "soft_metagovernance"

# each was seen at the publisher or in a second source; all others stay unprinted
VERIFIED = {
    "ansell2008collaborative": "10.1093/jopart/mum032",
    "ayres2019network": "10.1111/padm.12555",
    "balliet2011reward": "10.1037/a0023489",
    "bao2013new": "10.1177/0095399712464952",
    "beer2019place": "10.1080/00343404.2018.1447662",
    "bryson2006design": "10.1111/j.1540-6210.2006.00665.x",
    "carifio2010development": "10.3844/crpsp.2010.16.28",
    "chen2025sustained": "10.52152/800115",
    "deci1999metaanalytic": "10.1037/0033-2909.125.6.627",
    "gittell2012relational": "10.5465/amr.2010.0438",
    "hansen2020collaboration": "10.1093/ppmgov/gvz017",
    "lee2012trust": "10.1177/0899764011414435",
    "marshall2018bristol": "10.1016/j.ecolecon.2017.11.002",
    "miao2020leading": "10.1108/IJPL-02-2020-0008",
    "orr2017relational": "10.1111/puar.12680",
    "parsegov2017novel": "10.1109/tac.2016.2613905",
    "sancino2023relational": "10.1080/14719037.2022.2039274",
    "tu2020evolution": "10.1002/nml.21404",
    "yi2018regional": "10.1111/puar.12799",
}

# titles that a study's own list prints otherwise
CORRECTED = {
    "ayres2019network": "through soft metagovernance?",
    "page2015public": "a framework and challenges of assessment",
    "yi2018regional": "institutional collective action for environmental",
    "kwon2010overcoming": "overcoming the barriers to cooperation: intergovernmental",
    "carifio2010development": "development and validation of a measure of",
    "glaser1978theoretical": "sensitivity: advances in the methodology of grounded",
    "gittell2012relational": "structuring reciprocal relationships",
    "kapucu2016understanding": "emergency management networks",
    "komives2013revisiting": "revisiting the relational leadership model",
    "pestoff2018coproduction": "co-production and public service management:",
    "fung2006varieties": "varieties of participation in complex governance",
    "huxham2000leadership": "in a (not quite) joined-up world",
    "uhlbien2006relational": "social processes of leadership and organizing",
}
UNCONFIRMED = [
    "anonymous2016public",
    "cristofoli2021public",
    "glaser1978theoretical",
    "liu2024research",
    "olson1965logic",
    "pgr1085regional",
    "sthilaire2008leadership",
]
# one has no author in the text that was read, one neither author nor title
NO_AUTHOR = ["pgr1085regional", "anonymous2016public"]

ENTRY = "@misc{%s, title = {T}, year = {2000}, doi_status = {none}}\n"
WORKS = tuple(VERIFIED)


def study(slug, keys=(), total=None, key="miao2020leading"):
    """A stand-in for a record; its list is complete unless a longer total is given."""
    total = len(keys) if keys and total is None else total
    status = "complete" if total == len(keys) else "truncated" if keys else "none"
    references = SimpleNamespace(
        status=status, shown=len(keys), total=total, keys=tuple(keys)
    )
    return SimpleNamespace(
        slug=slug, references=references, citation=SimpleNamespace(key=key)
    )


def plain(word):
    """Lower-case ASCII letters and digits of a name or word."""
    folded = unicodedata.normalize("NFKD", word.replace("ø", "o")).lower()
    return re.sub("[^a-z0-9]", "", folded)


def bib(path, text):
    path.write_text(text, encoding="utf-8")
    return path


# The bibliography of the book


def test_only_verified_dois_are_printed_anywhere_in_the_file():
    printed = re.findall(r"10\.\d{4,9}/[^\s},]+", BIBLIOGRAPHY.read_text("utf-8"))
    assert sorted(printed) == sorted(VERIFIED.values())


def test_each_verified_doi_stands_with_its_work():
    dois = bibliography()["doi"].dropna()
    assert dois.to_dict() == VERIFIED


def test_every_entry_says_what_is_known_of_its_doi():
    for key, entry in parse_file(BIBLIOGRAPHY).entries.items():
        status = entry.fields.get("doi_status")
        assert status in ("verified", "unverified", "none"), key
        assert (status == "verified") == (key in VERIFIED), key


@pytest.mark.parametrize("key", CORRECTED)
def test_corrected_titles_stand(key):
    assert CORRECTED[key] in bibliography().loc[key, "title"].lower()


def test_corrected_names_stand():
    authors = bibliography()["authors"]
    assert "'t Hart, P." in authors["crosby2017public"]
    assert authors["sthilaire2008leadership"] == "St-Hilaire, F."
    assert bibliography().loc["olson1965logic", "year"] == 1965


@pytest.mark.parametrize("key", UNCONFIRMED)
def test_what_is_not_confirmed_is_said_in_a_note(key):
    assert parse_file(BIBLIOGRAPHY).entries[key].fields.get("note")


def test_a_key_is_family_name_year_and_a_word_of_the_title():
    for key, row in bibliography().drop(NO_AUTHOR).iterrows():
        begin = plain(row["authors"].split(",")[0]) + str(row["year"])
        words = [plain(word) for word in row["title"].split()]
        assert key.startswith(begin), key
        assert any(word.startswith(key.removeprefix(begin)) for word in words), key
        assert len(key) > len(begin) + 1, key


def test_no_work_has_two_entries():
    works = bibliography()
    assert not works["doi"].dropna().str.lower().duplicated().any()
    assert not works["title"].map(plain).duplicated().any()


def test_the_book_can_print_every_entry_without_complaint():
    style = find_plugin("pybtex.style.formatting", "unsrt")()
    with capture() as complaints:
        printed = list(style.format_bibliography(parse_file(BIBLIOGRAPHY)))
    assert complaints == []
    assert len(printed) == len(bibliography())


def test_editors_stand_in_for_authors_and_a_missing_year_is_missing():
    works = bibliography()
    assert works.loc["benington2010public", "authors"] == "Benington, J.; Moore, M."
    assert works.loc["pgr1085regional", ["authors", "year"]].isna().all()


# Refusals


def test_a_key_that_stands_twice_is_refused(tmp_path):
    path = bib(tmp_path / "a.bib", ENTRY % "one" + ENTRY % "two" + ENTRY % "one")
    with pytest.raises(ValueError, match=r"a\.bib: repeated .*: one$"):
        bibliography(path)


def test_a_doi_that_is_not_verified_is_refused(tmp_path):
    text = "@misc{one, title = {T}, doi = {10.1000/x}, doi_status = {unverified}}"
    with pytest.raises(ValueError, match=r"a\.bib: one: a doi stands if"):
        bibliography(bib(tmp_path / "a.bib", text))


def test_verified_without_a_doi_is_refused(tmp_path):
    text = (ENTRY % "one").replace("none", "verified")
    with pytest.raises(ValueError, match=r"a\.bib: one: a doi stands if"):
        bibliography(bib(tmp_path / "a.bib", text))


@pytest.mark.parametrize("status", ["doi_status = {maybe}", "note = {none}"])
def test_an_entry_without_a_known_status_is_refused(tmp_path, status):
    text = (ENTRY % "one").replace("doi_status = {none}", status)
    with pytest.raises(ValueError, match=r"a\.bib: one: doi_status is verified, "):
        bibliography(bib(tmp_path / "a.bib", text))


@pytest.mark.parametrize("year", ["2019a", "in press", "20195", "２０１９", "-1"])
def test_a_year_that_is_none_is_refused_and_not_lost(tmp_path, year):
    text = (ENTRY % "one").replace("{2000}", f"{{{year}}}")
    told = rf"a\.bib: one: a year is a whole number, got {year}$"
    with pytest.raises(ValueError, match=told):
        bibliography(bib(tmp_path / "a.bib", text))


def test_all_faults_are_told_at_once(tmp_path):
    text = (ENTRY % "one" + ENTRY % "two").replace("none", "maybe")
    with pytest.raises(ValueError) as refusal:
        bibliography(bib(tmp_path / "a.bib", text))
    assert [line.split(": ")[1] for line in str(refusal.value).splitlines()] == [
        "one",
        "two",
    ]


def test_a_file_that_is_no_bibtex_or_is_missing_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"a\.bib: syntax error"):
        bibliography(bib(tmp_path / "a.bib", "@misc{one, title = }"))
    with pytest.raises(ValueError, match=r"b\.bib: there is no such file"):
        bibliography(tmp_path / "b.bib")


def test_without_pybtex_the_error_says_where_it_comes_from(monkeypatch):
    monkeypatch.setitem(sys.modules, "pybtex", None)
    with pytest.raises(ModuleNotFoundError, match="pybtex, which comes with the book"):
        bibliography()


def test_a_key_of_a_record_that_the_bibliography_lacks_is_refused():
    fault = r"one\.yml: nobody2000nothing: the key must stand in references\.bib"
    with pytest.raises(ValueError, match=fault):
        cited([study("one", ["nobody2000nothing", WORKS[0]])])
    with pytest.raises(ValueError, match=fault):
        links([study("one", key="nobody2000nothing")])


# Small lists, where the answer can be counted by hand


def test_cited_holds_exactly_what_the_lists_hold():
    table = cited([study("one", WORKS[:2]), study("two", WORKS[1:3]), study("none")])
    assert table.columns.tolist() == ["one", "two"]
    assert set(table.index) == set(WORKS[:3])
    assert table.loc[list(WORKS[:3])].values.tolist() == [
        [True, False],
        [True, True],
        [False, True],
    ]


def test_shared_counts_keys_cosine_and_jaccard():
    row = shared([study("one", WORKS[:4]), study("two", WORKS[3:12])]).loc["one", "two"]
    assert (row["shown_one"], row["shown_other"], row["shared"]) == (4, 9, 1)
    assert row["keys"] == (WORKS[3],)
    assert row["cosine"] == pytest.approx(1 / 6)  # √(4·9) = 6
    assert row["jaccard"] == pytest.approx(1 / 12)


def test_equal_lists_have_measures_one_and_disjoint_lists_zero():
    table = shared([study(s, WORKS[i:j]) for s, i, j in
                    [("a", 0, 5), ("b", 0, 5), ("c", 5, 9)]])  # fmt: skip
    assert table.loc[("a", "b"), ["cosine", "jaccard"]].tolist() == [1, 1]
    assert table.loc[("a", "c"), ["shared", "cosine", "jaccard"]].tolist() == [0, 0, 0]


def test_the_order_of_the_studies_does_not_matter():
    one, two = study("one", WORKS[:4]), study("two", WORKS[2:9], total=20)
    there, back = shared([one, two]).iloc[0], shared([two, one]).iloc[0]
    both = ["shared", "keys", "cosine", "jaccard"]
    assert there[both].tolist() == back[both].tolist()


def test_a_truncated_list_is_flagged_with_what_was_not_seen():
    row = shared([study("one", WORKS[:4]), study("two", WORKS[:3], total=10)]).iloc[0]
    assert (row["unseen_one"], row["unseen_other"]) == (0, 7)


def test_one_list_makes_no_pair():
    assert shared([study("one", WORKS[:3]), study("none")]).empty


def test_a_link_is_not_a_shared_reference():
    one = study("one", WORKS[:3], key="page2015public")
    two = study("two", ["page2015public", *WORKS[5:7]], key="moore1995creating")
    assert links([one, two]).values.tolist() == [["two", "one", "page2015public"]]
    assert shared([one, two])["shared"].tolist() == [0]


# The five studies


def test_the_lists_have_the_lengths_of_the_studies():
    seen = {s.slug: s.references.shown for s in study_record.studies()}
    assert {slug: n for slug, n in seen.items() if n} == {RL: 41, XS: 40, SM: 10}
    assert cited(study_record.studies()).sum().to_dict() == {RL: 41, XS: 40, SM: 10}


def test_three_references_are_shared_by_the_five_studies():
    table = shared(map(study_record.read, (RL, XS, SM)))
    assert table["keys"].to_dict() == {
        (RL, XS): ("ansell2008collaborative", "page2015public"),
        (RL, SM): ("beer2019place",),
        (XS, SM): (),
    }
    assert table.loc[(RL, XS), "cosine"] == pytest.approx(0.049, abs=5e-4)
    assert table.loc[(RL, XS), "jaccard"] == pytest.approx(0.025, abs=5e-4)
    assert table["unseen_other"].tolist() == [0, 33, 33]


def test_one_study_cites_another():
    table = links(study_record.studies())
    assert table.values.tolist() == [[RL, SM, "ayres2019network"]]


def test_every_citation_agrees_with_the_bibliography():
    works = bibliography()
    for record in study_record.studies():
        work, citation = works.loc[record.citation.key], record.citation
        assert work["doi_status"] == citation.doi_status
        assert (work["doi"] if citation.doi else None) == citation.doi
        assert (None if work.isna()["year"] else work["year"]) == citation.year
        # the book may print a colon where the study prints a dash
        assert plain(work["title"]) == plain(citation.title)
