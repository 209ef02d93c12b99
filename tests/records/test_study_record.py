from collections import namedtuple

import pytest

from collabgov.records import study_record

Named = namedtuple("Named", "id claim")
SLUG = "leading_small_groups"
SOURCE = (study_record.seeds() / f"{SLUG}.yml").read_text(encoding="utf-8")


def planted(folder, old, new, name=f"{SLUG}.yml"):
    """A copy of a record in which the first `old` is `new`."""
    assert old in SOURCE
    path = folder / name
    path.write_text(SOURCE.replace(old, new, 1), encoding="utf-8")
    return path


def line_of(part):
    return SOURCE[: SOURCE.index(part)].count("\n") + 1


def test_every_record_in_the_folder_reads():
    slugs = [study.slug for study in study_record.studies()]
    assert {SLUG, "soft_metagovernance", "synergistic_inertia"} <= set(slugs)
    assert slugs == sorted(slugs)


def test_claims_of_all_studies_have_ids_of_their_own():
    ids = [claim.id for study in study_record.studies() for claim in study.claims]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("slug", "ids"),
    [
        (SLUG, "1 2 3 3w 4 5 6 7 8 9 10 11 12 13"),
        ("soft_metagovernance", "1 2 3 4 5 6 7 8 9 10"),
        ("synergistic_inertia", "1 2w 2 3 4 5 6 7 7s 8 9 10 11"),
    ],
)
def test_no_claim_of_the_abstract_is_left_out(slug, ids):
    study = study_record.read(slug)
    named = [claim.id for claim in study.claims]
    assert named == [f"{study.prefix}-{number}" for number in ids.split()]


def test_the_abstract_of_leading_groups_does_not_tell_types_or_chairs():
    not_told = " ".join(study_record.read(SLUG).not_told)
    assert "which type of leadership" in not_told
    assert "Rank, name and years" in not_told


def test_a_truncated_list_of_references_says_how_long_it_is():
    references = study_record.read("soft_metagovernance").references
    assert (references.status, references.shown, references.total) == (
        "truncated", 10, 43,
    )  # fmt: skip


def test_a_copy_elsewhere_reads_like_the_record(tmp_path):
    assert study_record.check(
        planted(tmp_path, "prefix", "prefix")
    ) == study_record.read(SLUG)


FIRST, SECOND = "  - id: LG-1\n", "  - id: LG-2\n"


@pytest.mark.parametrize(
    ("old", "new", "at", "told"),
    [
        ("short: ", "shrt: ", "short: ", "shrt: unknown key, got 'Leading small gr"),
        ("short: ", "shrt: ", "slug: ", "short: this key is missing"),
        ("    modality: tends\n", "", FIRST, "claims.1.modality: this key is missing"),
        ("modality: tends", "modality: often", "modality: tends",
         "claims.1.modality: Input should be 'exists', .*, got 'often'"),
        ("type: mechanism", "type: cause", "type: mechanism",
         "claims.8.type: Input should be 'finding', .*, got 'cause'"),
        ("volume: 16", "volume: '16'", "volume: 16",
         "citation.volume: .*valid integer, got '16'"),
        (SECOND, FIRST, SECOND, "claims.2.id: this claim stands twice, got 'LG-1'"),
        (SECOND, "  - id: XX-2\n", SECOND, "claims.2.id: must begin with LG-, got 'XX"),
        ("[LG-3w]", "[LG-1]", "[LG-3w]",
         "claims.4.predicates.1: this predicate stands twice, got 'LG-1'"),
        ("[LG-3w]", "[XS-1]", "[LG-3w]", "claims.4.predicates.1: must begin with LG-"),
        ("year: 2020\n", "year: 2020\n  year: 2021\n", "  title: ",
         "the key 'year' stands twice"),
        ("phrase: vary to a great extent", "phrase: a b c d e f g h i",
         "phrase: vary", "claims.1.phrase: a phrase has at most eight words, got 'a b"),
        ("    predicates: [LG-1]\n", "", FIRST,
         "claims.1: a claim has either predicates or a reason"),
        ("    predicates: [LG-1]\n", "    predicates: [LG-1]\n    reason: none\n",
         FIRST, "claims.1: a claim has either predicates or a reason"),
        ("doi_status: verified", "doi_status: unverified", "citation:",
         "citation: a doi stands if, and only if, doi_status is verified"),
        ("doi: 10.1108/IJPL-02-2020-0008", "doi: null", "citation:",
         "citation: a doi stands if, and only if, doi_status is verified"),
        ("doi: 10.", "doi: doi.org/10.", "doi: 10.", "citation.doi: .*match pattern"),
        ("authors: [", "authors: [Liu, ", "authors: [",
         "citation.authors.1: .*match pattern .*, got 'Liu'"),
        ("status: none, shown: 0", "status: none, shown: 2", "references:",
         "references: shown must be the number of keys"),
        ("status: none, shown: 0, total: null", "status: truncated, shown: 0, total: -1",
         "references:", "references: total must not be below shown"),
        ("status: none, shown: 0, total: null", "status: complete, shown: 0, total: 4",
         "references:", "references: a complete list shows its total"),
        ("short: Leading", "short: *x  # ", "short: ", "must be written out, got the al"),
        ("short: Leading", "short: &x [*x]  # ", "short: ", "must be written out, got"),
        ("short: Leading", f"short: {5_000 * '['}", "short: ", "must not be nested more"),
        ("short: Leading", "short: 2020-02-30  # ", "short: ", "cannot be read as a date"),
        ("short: Leading", "short: 2020-02-29  # ", "short: ",
         "short: .*valid string, got datetime.date"),
        ("year: 2020", "year: 0x_", "  year: 2020", "cannot be read as a whole number"),
        ("year: 2020", f"year: {5_000 * '2'}", "  year: 2020", "cannot be read as a wh"),
        ("year: 2020", "year: !!timestamp x", "  year: 2020", "must have no tag, got"),
        ("  year: 2020", "  ? [year]\n  : 2020", "  year: 2020", "a key must be a text"),
        ("slug: leading", "slug: misleading", "slug: leading",
         f"slug: must equal the file's name, {SLUG}, got 'misleading_small"),
    ],
)  # fmt: skip
def test_a_fault_is_refused_with_line_field_rule_and_value(
    tmp_path, old, new, at, told
):
    path = planted(tmp_path, old, new)
    with pytest.raises(ValueError, match=rf"{SLUG}\.yml:{line_of(at)}: {told}"):
        study_record.check(path)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[LG-3w]", f"[{', '.join(f'XS-{k}' for k in range(2_000))}]",
         "claims.4.predicates.1: must begin with LG-, got 'XS-0'"),
        ("short: ", "".join(f"key_{k}: 1\n" for k in range(1_999)) + "short: ",
         "key_0: unknown key, got 1"),
    ],
)  # fmt: skip
def test_of_many_faults_ten_are_told_and_the_rest_counted(tmp_path, old, new, told):
    with pytest.raises(ValueError) as refusal:
        study_record.check(planted(tmp_path, old, new))
    first, *lines = str(refusal.value).splitlines()
    assert first.endswith(told) and len(lines) == 10
    assert lines[-1].endswith(
        f"{SLUG}.yml: and {'1990' if '[' in new else '1989'} more faults"
    )


def test_another_file_name_is_refused(tmp_path):
    path = planted(tmp_path, "slug", "slug", name="other.yml")
    with pytest.raises(ValueError, match=r"other\.yml:1: slug: must equal the file's"):
        study_record.check(path)


def test_an_unknown_study_is_refused_with_the_file_that_is_not_there():
    with pytest.raises(ValueError, match=r"nobody\.yml: there is no such file"):
        study_record.read("nobody")


def test_an_unknown_claim_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match=r"no claim 'LG-99'; it has LG-1, LG-2, "):
        study_record.read(SLUG).claim("LG-99")


def test_a_citation_stands_in_one_line():
    assert study_record.read(SLUG).cite() == (
        "Miao, Tingting; Ju, Hao (2020). Leading small groups in China's inter-city "
        "governmental cooperation. International Journal of Public Leadership 16(2), "
        "249–264. doi:10.1108/IJPL-02-2020-0008"
    )


def test_a_citation_without_doi_names_the_page():
    assert (
        study_record.read("synergistic_inertia")
        .cite()
        .endswith(
            "Public Services. Master's thesis. globethesis.com/?t=2556307079962989"
        )
    )


def test_an_unverified_doi_is_not_printed(tmp_path):
    without = SOURCE.replace("doi: 10.1108/IJPL-02-2020-0008", "doi: null")
    without = without.replace("doi_status: verified", "doi_status: unverified")
    path = tmp_path / f"{SLUG}.yml"
    path.write_text(without, encoding="utf-8")
    assert study_record.check(path).cite().endswith("16(2), 249–264.")


def test_missing_authors_and_year_are_said(tmp_path):
    path = planted(
        tmp_path,
        'authors: ["Miao, Tingting", "Ju, Hao"]\n  year: 2020',
        "authors: []\n  year: null",
    )
    cited = study_record.check(path).cite()
    assert cited.startswith("[authors not known] (year not known). Leading small")


def predicates_of(study):
    return [Named(name, c.id) for c in study.claims for name in c.predicates]


def test_a_record_agrees_with_a_module_that_names_the_same():
    study = study_record.read(SLUG)
    assert study_record.agree(study, predicates_of(study)) is None


def test_every_difference_between_record_and_module_is_listed():
    study = study_record.read(SLUG)
    module = [p for p in predicates_of(study) if p.id not in ("LG-3w", "LG-9p")]
    module += [Named("LG-9p", "LG-8"), Named("LG-0", "LG-1"), Named("LG-z", "LG-99")]
    with pytest.raises(ValueError) as refusal:
        study_record.agree(study, module)
    assert str(refusal.value).splitlines() == [
        "leading_small_groups: record and module differ",
        "claim LG-3w names LG-3w, which the module lacks",
        "claim LG-9 names LG-9p, which the module gives to another claim",
        "predicate LG-0 is of claim LG-1, which does not name it",
        "predicate LG-9p is of claim LG-8, which does not name it",
        "predicate LG-z is of claim LG-99, which the record lacks",
    ]
