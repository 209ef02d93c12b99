import re
import shutil

import pytest

from collabgov.records import tables
from collabgov.records.files import seeds


@pytest.fixture
def folder(tmp_path):
    """A copy of the tables and their codebook."""
    for path in [*seeds().glob("*.csv"), seeds() / "codebook.yml"]:
        shutil.copy(path, tmp_path)
    return tmp_path


def planted(folder, name, old, new):
    path = folder / name
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")


def test_every_table_has_a_codebook_and_every_codebook_a_table():
    assert {path.stem for path in seeds().glob("*.csv")} == set(tables.codebook())


@pytest.mark.parametrize("name", tables.codebook())
def test_every_table_agrees_with_its_codebook(name):
    frame = tables.read(name)
    assert list(frame.columns) == list(tables.codebook()[name].columns)
    assert len(frame) > 0


def test_the_readme_names_every_table_and_tests_that_there_are():
    text = (seeds() / "README.md").read_text("utf-8")
    rows = re.findall(r"(?m)^\| (`.*?`) \|", text)
    named = set(re.findall(r"`(\w+)`", " ".join(rows)))
    assert set(tables.codebook()) <= named
    (asked,) = re.findall(r"pytest -q (\S+)", text)
    assert (seeds().parent / asked).is_dir()


def test_no_ruler_is_named():
    assert list(tables.read("ruler_spells").columns) == [
        "country", "regime", "start_year", "duration", "observed",
    ]  # fmt: skip


def test_democracies_lose_rulers_sooner():
    from statsmodels.duration.survfunc import SurvfuncRight, survdiff

    spells = tables.read("ruler_spells")
    democratic = spells["regime"].str.endswith("Dem")
    medians = {}
    for kind, part in spells.groupby(democratic):
        curve = SurvfuncRight(part["duration"], part["observed"])
        medians[kind] = len(part), curve.quantile(0.5)
    assert medians == {True: (1187, 3), False: (621, 6)}
    chi2, _ = survdiff(spells["duration"], spells["observed"], democratic.astype(int))
    assert chi2 == pytest.approx(260.5, abs=0.05)


def test_spells_end_when_the_data_end():
    spells = tables.read("ruler_spells")
    assert (spells["start_year"] + spells["duration"] - 1).max() == 2008


def test_timelines_cover_the_cases_of_the_study():
    from collabgov.records import study_record

    cases = [case.name for case in study_record.read("leading_small_groups").cases]
    assert set(tables.read("lg_timelines")["case"]) == set(cases)


def test_timelines_name_sources_without_a_scheme():
    assert not tables.read("lg_timelines")["source"].str.contains("://").any()


SPELLS, LINES = "ruler_spells.csv", "lg_timelines.csv"
SECOND = "Afghanistan,Civilian Dict,1953,10,1\n"  # row 3 of the spells
LAIWU = "Jinan–Laiwu,1992,"  # row 2 of the timelines


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (SPELLS, "1953,10", "1953,ten", "row 3, column duration: .*integer.*got 'ten'"),
        (SPELLS, "1953,10", "1953,", "row 3, column duration: .*integer.*got ''"),
        (SPELLS, "1953,10", "1953,1.5", "row 3, column duration: .*integer.*got '1.5'"),
        (SPELLS, "1953,10", "1953,0",
         "row 3, column duration: .*greater than or equal to 1, got '0'"),
        (SPELLS, "1953,10", "2009,10",
         "row 3, column start_year: .*less than or equal to 2008, got '2009'"),
        (SPELLS, "10,1\n", "10,2\n", "row 3, column observed: .*equal to 1, got '2'"),
        (SPELLS, "Civilian Dict", "Civil",
         "row 3, column regime: must be one of Parliamentary Dem, .*, got 'Civil'"),
        (SPELLS, SECOND, SECOND * 2,
         "row 4, column country.start_year.regime: this row stands twice, got .'Afgh"),
        (SPELLS, SECOND, SECOND.replace(",1\n", "\n"), "row 3: must have 5 cells, got 4"),
        (SPELLS, SECOND, "\n", "row 3: must have 5 cells, got 0"),
        (SPELLS, SECOND, SECOND.replace(",1\n", ",1,1\n"),
         "row 3: must have 5 cells, got 6"),
        (SPELLS, "duration", "years",
         "row 1: the columns must be country,.*, got country,regime,start_year,years"),
        (SPELLS, ",observed", ",duration", "row 1: the columns must be country,regime"),
        (SPELLS, SECOND, '"' + SECOND, "row 3: quotes do not match"),
        (SPELLS, "1953,10", "1953,1_0", "row 3, column duration: must be a number wit"),
        (SPELLS, "1953,10", "1953,１０", "row 3, column duration: .*integer.*got '１０'"),
        (SPELLS, "1953,10", "1953," + 5_000 * "9", "row 3, column duration: .*'99999"),
        (SPELLS, SECOND, SECOND + SECOND.replace("1953,", "01953,"),
         "row 4, column country.start_year.regime: this row stands twice, got .'Afgh"),
        (SPELLS, SECOND, SECOND + SECOND.replace("Afgh", "AFGH"),
         "row 4, column country: must be written as in row 2, 'Afghanistan', got 'AFGH"),
        (SPELLS, "Afghanistan,C", "Afghanistan\N{ZERO WIDTH SPACE},C",
         r"row 3, column country: must have no hidden characters, got 'Afghan.*u200b'"),
        (LINES, LAIWU, "Jinan–Laiwu,1992-13,",
         "row 2, column date: must be a date YYYY, .*, got '1992-13'"),
        (LINES, LAIWU, "Jinan–Laiwu,2019-02-30,", "row 2, column date: must be a date"),
        (LINES, LAIWU, "Jinan–Laiwu,in 1992,", "row 2, column date: must be a date"),
        (LINES, LAIWU, "Jinan–Laiwu,１９９２,", "row 2, column date: must be a date"),
        (LINES, LAIWU, "Jinan,1992,", "row 2, column case: must be one of .*'Jinan'"),
        (LINES, "eymaps.com/en/Laiwu", "", "row 2, column source: must not be empty"),
        (LINES, "Laiwu,H\n", "Laiwu,X\n", "row 2, column confidence: must be one of H"),
    ],
)  # fmt: skip
def test_a_fault_is_refused_with_file_row_column_rule_and_value(
    folder, name, old, new, told
):
    planted(folder, name, old, new)
    with pytest.raises(ValueError, match=rf"{name}: {told}"):
        tables.read(name.removesuffix(".csv"), folder)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", ":1: the file is empty"),
        (b"country,regime,start_year,duration,observed\n", ": row 2: there is no row"),
        (b"country,regime\nC\xf4te,Monarchy\n", ":2: must be UTF-8, got byte 0xf4"),
        ("country,regime\n".encode("utf-16"), ":1: must be UTF-8, got byte 0xff"),
        (b"PK\x03\x04\x14\x00", ":1: a spreadsheet, not plain text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", ":1: a spreadsheet, not plain text"),
        (
            b"country;regime;start_year\n",
            ": row 1: the columns must be .*, got country,regime,start_year$",
        ),
    ],
)
def test_what_is_not_a_csv_file_is_refused(folder, content, told):
    (folder / SPELLS).write_bytes(content)
    with pytest.raises(ValueError, match=SPELLS + told):
        tables.read("ruler_spells", folder)


def test_many_faults_are_counted_and_ten_told(folder):
    path = folder / SPELLS
    path.write_text(path.read_text(encoding="utf-8").replace(",1\n", ",9\n"), "utf-8")
    with pytest.raises(ValueError, match=r"and 1458 more faults$") as refusal:
        tables.read("ruler_spells", folder)
    assert len(str(refusal.value).splitlines()) == 11


def test_ten_faults_and_the_rest_are_told_in_the_order_of_rows(folder):
    text = (folder / SPELLS).read_text(encoding="utf-8").splitlines()[:12]
    wrong = [line.replace("Afghanistan", "") for line in text]
    wrong[3] = wrong[3][:-1] + "9"
    (folder / SPELLS).write_text("\n".join(wrong), encoding="utf-8")
    with pytest.raises(ValueError) as refusal:
        tables.read("ruler_spells", folder)
    rows = [
        line.split(": ")[1].split(",")[0] for line in str(refusal.value).split("\n")
    ]
    assert rows[:4] == ["row 2", "row 3", "row 4", "row 4"]
    assert rows[-1] == "and 1 more fault"


def test_a_table_reads_alike_from_whatever_program_wrote_it(folder):
    spells, path = tables.read("ruler_spells"), folder / SPELLS
    spells.to_csv(path, sep=";", quoting=1, lineterminator="\r\n", encoding="utf-8-sig")
    assert tables.read("ruler_spells", folder).equals(spells)


def test_columns_may_stand_in_another_order(folder):
    spells = tables.read("ruler_spells")
    spells[spells.columns[::-1]].to_csv(folder / SPELLS, index=False)
    assert tables.read("ruler_spells", folder).equals(spells)


def test_a_row_that_the_source_prints_twice_may_stand_twice_but_not_thrice(folder):
    row = "Ethiopia,Civilian Dict,1991,4,0\n"
    assert (folder / SPELLS).read_text(encoding="utf-8").count(row) == 2
    planted(folder, SPELLS, row, row * 2)
    with pytest.raises(ValueError, match=r"this row stands twice, got .'Ethiopia'"):
        tables.read("ruler_spells", folder)


def test_an_unknown_table_is_refused_with_the_known_ones():
    with pytest.raises(
        ValueError, match=r"no table 'x'; there are .*chair_leaves_example"
    ):
        tables.read("x")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("        type: whole\n", "        type: int\n", r"type: Input should be 'text'"),
        ("        type: date\n", "        type: date\n        low: 1\n",
         "columns.date: low and high are for whole and number"),
        ("        low: 1946\n", "        low: .nan\n", r"low: .*finite number, got nan"),
        ("        low: 1946\n", "        low: 2009\n", "low must not be above high"),
        ("        type: whole\n", "        type: whole\n        allowed: [a]\n",
         "columns.start_year: allowed is for text"),
        ("key: [case, ", "key: [place, ", "lg_timelines: there is no column place"),
        ("      confidence:\n", "      sure:\n", "there is no column confidence"),
        ("key: [case, ", 'key: ["a\\nb", ', r"there is no column a\\nb, got"),
        ("    licence: facts", "    license: facts", "licence: this key is missing"),
    ],
)  # fmt: skip
def test_a_fault_in_the_codebook_is_refused_with_its_line(folder, old, new, told):
    planted(folder, "codebook.yml", old, new)
    with pytest.raises(ValueError, match=rf"codebook\.yml:\d+: tables\..*{told}"):
        tables.read("lg_timelines", folder)
