import os
import re
import signal
import subprocess
import sys
import tomllib
from functools import partial
from pathlib import Path
from pkgutil import resolve_name

import pandas as pd
import pytest
from distributed import Client
from toy_study import study  # noqa: F401

from collabgov.build import new_study
from collabgov.claims import store
from collabgov.cli import commands, main
from collabgov.engine import sensitivity
from collabgov.studies import BOOK, load
from collabgov.studies.leading_small_groups import MODEL

ROOT = Path(__file__).resolve().parents[1]
SLUG = "leading_small_groups"
SWEEP = ("sweep", "relational_leadership", "--runs", "lead", "--points")
FEW = ("--points", "512", "--scrambles", "0")


def printed(capsys, *words):
    """The lines that a command prints."""
    main([str(word) for word in words])
    return capsys.readouterr().out.splitlines()


def refused(capsys, *words):
    """The one line with which a command is refused."""
    with pytest.raises(SystemExit) as left:
        main([str(word) for word in words])
    out, error = capsys.readouterr()
    assert left.value.code == 2 and not out
    assert error.count("\n") == 1, error
    return error


def program(*words, **given):
    """The command line as a process of its own."""
    command = [sys.executable, "-m", "collabgov", *map(str, words)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, **given)


@pytest.fixture
def toy(study, monkeypatch):  # noqa: F811
    """The toy study stands for every study; its ratios come from fewer samples."""
    monkeypatch.setattr(commands, "load", lambda slug: study)
    few = partial(sensitivity.ratio, base=256)
    monkeypatch.setattr(sensitivity, "ratio", few)
    return study


# --- help


@pytest.mark.parametrize("words", [["--help"], ["run", "--help"], ["claims", "--help"]])
def test_help_names_the_studies_and_examples(capsys, words):
    lines = printed(capsys, *words)
    assert {line.strip() for line in lines} >= set(BOOK)
    assert any(line.startswith("    collabgov run ") for line in lines)


@pytest.mark.parametrize("page", ["README.md", "book/reproduce.md"])
def test_a_page_that_tells_of_the_command_names_all_its_words(page):
    text = (Path(__file__).parents[1] / page).read_text("utf-8")
    told = set(re.findall(r"`([a-z-]+)(?: <study>[^`]*)?`", text))
    assert set(commands.commands.commands) <= told


def test_the_examples_of_the_help_are_commands(capsys):
    lines = [line.split()[1:] for line in printed(capsys, "--help")[-4:]]
    for name, slug, *_ in lines:
        assert name in commands.commands.commands and slug in BOOK
    assert {name for name, *_ in lines} == {"table", "run", "claims", "sweep"}
    main(lines[1])  # the run


def test_no_command_is_told_what_there_is(capsys):
    with pytest.raises(SystemExit) as left:
        main([])
    assert left.value.code == 2
    assert "Commands:" in capsys.readouterr().err


# --- table


def test_a_table_names_every_parameter_and_setting_with_its_meaning(capsys):
    lines = printed(capsys, "table", SLUG)
    found = {line.split()[0]: line for line in lines if line}
    assert found["gain"].split()[1:4] == ["0.4", "1.4", "0.9"]
    assert set(MODEL.named) < set(found)
    assert all(item.meaning in found[name] for name, item in MODEL.named.items())
    assert found["paper"].endswith("[only if rules is 'add' or 'replace']")


# --- run


def test_a_run_prints_its_outputs(capsys):
    lines = printed(capsys, "run", SLUG, "type=none", "gain=0.5", "--seed", 3)
    outputs = {name: float(value) for name, value in map(str.split, lines)}
    run = MODEL.run(3, type="none", gain=0.5)
    assert outputs == pytest.approx(run.outputs, rel=1e-5)


def test_a_run_takes_lists_of_numbers(capsys):
    main(["run", "cross_sector_synergy", "dose=(1, 1, 1, 1, 1, 1)"])
    assert "lasting" in capsys.readouterr().out


@pytest.mark.filterwarnings("default")
def test_a_value_that_changes_nothing_is_told_in_one_line(capsys):
    main(["run", SLUG, "paper=1"])
    told = "paper acts only if rules is 'add' or 'replace'; it changes nothing here"
    assert capsys.readouterr().err == f"note: {told}\n"
    main(["run", SLUG, "paper=1", "rules=add"])
    assert not capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["gains=1"], "unknown: gains; there are"),
        (["seed=1"], "unknown: seed; there are"),
        (["self=1"], "unknown: self; there are"),
        (["gain=-1"], "gain must lie in [0, inf], got -1"),
        (["gain=much"], "gain must lie in [0, inf], got 'much'"),
        (["gain="], "gain must lie in [0, inf], got ''"),
        (["gain"], "must be name=value, got 'gain'"),
        (["=1"], "must be name=value, got '=1'"),
        (["gain=1", "rules=add", "gain=2"], "gain must stand once, got 'gain=2' again"),
        (["--seed", "-1"], "'--seed': -1 is not in the range x>=0"),
        (["--seed", "one"], "'--seed': 'one' is not a valid integer"),
    ],
)
def test_a_wrong_run_is_refused_in_one_line(capsys, words, message):
    assert message in refused(capsys, "run", SLUG, *words)


def test_where_an_error_arose_is_shown_if_it_is_asked_for():
    with pytest.raises(ValueError, match="gain must lie in"):
        main(["run", SLUG, "gain=-1", "--debug"])


def test_an_error_of_ours_is_one_line_that_says_how_to_see_more(capsys, monkeypatch):
    monkeypatch.setattr(commands, "load", lambda slug: None)
    with pytest.raises(SystemExit) as left:
        main(["run", SLUG])
    assert left.value.code == 1
    told = capsys.readouterr().err
    assert told.startswith("collabgov: AttributeError: ") and told.count("\n") == 1
    assert told.endswith("(--debug shows where)\n")


# --- claims


def test_verdicts_are_printed_with_what_they_depend_on(capsys, toy):
    first, head, *lines = printed(capsys, "claims", SLUG, *FEW)
    assert first == "toy, as in the book"
    columns = ["test", "claim", "reading", "support", "oppose", "verdict"]
    assert head.split() == columns
    assert [line.split()[0] for line in lines] == [test.id for test in toy.predicates]
    assert lines[0].split()[1:4] == ["T-1", "tends", "0.500"]
    assert lines[0].endswith("depends on a > 0.50")


def test_verdicts_under_other_assumptions_stand_beside_those_of_the_book(capsys, toy):
    changes = ["--range", "a=0.5:1", "--range", "b=0:0.9", "--set", "steps=2"]
    changes += ["--margin", "T-2=0.06"]
    first, second, head, *lines = printed(capsys, "claims", SLUG, *FEW, *changes)
    changed = "a: 0–1 → 0.5–1; b: 0–1 → 0–0.9; steps: 4 → 2; margin of T-2: 0.05 → 0.06"
    assert first == f"toy, changed: {changed}"
    assert head.split()[-3:] == ["in", "the", "book"]
    marked = [line for line in lines if line.startswith(">")]
    assert second == f"{len(marked)} of 5 verdicts are not those of the book (>)"
    assert marked[0].split()[1] == "T-1"
    assert marked[0].split("  ")[-1].strip() == "depends on a > 0.50"
    assert "follows" in marked[0]
    assert not any("depends on a > 0.50" in line for line in lines if line[0] == " ")


def test_every_column_goes_into_a_file(capsys, toy, tmp_path):
    file = tmp_path / "claims.csv"
    told = printed(capsys, "claims", SLUG, *FEW, "--out", file)
    assert told == [f"{file}: 5 tests of toy, as in the book"]
    written = pd.read_csv(file, index_col="id", keep_default_na=False, na_values=[""])
    whole = toy.evaluate(512, 0)
    assert list(written.columns) == list(whole.columns)
    assert written["support"].to_numpy() == pytest.approx(whole["support"].to_numpy())
    main(["claims", SLUG, *FEW, "--range", "a=0.5:1", "--out", str(file)])
    changed = pd.read_csv(file, index_col="id")
    more = ["changed", "verdict_before", "part_before", "moved"]
    assert list(changed.columns) == [*whole.columns, *more]
    assert changed.at["T-1", "moved"] and not changed.at["T-2", "moved"]
    assert changed["verdict_before"].tolist() == whole["verdict"].tolist()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--range", "a=0:1", "--range", "a=0:1"], "a must stand once, got 'a=0:1'"),
        (["--set", "kind=1", "--set", "kind=2"], "kind must stand once, got 'kind=2'"),
        (["--margin", "T-1=1", "--margin", "T-1=1"], "T-1 must stand once"),
        (["--range", "a"], "'--range': must be name=value, got 'a'"),
        (["--range", "a=1"], "a: a range is two numbers, got ('1',)"),
        (["--range", "a=0:one"], "a: a range is two numbers, got ('0', 'one')"),
        (["--range", "a=1:0"], "a: need domain low <= low < high"),
        (["--range", "d=0:1"], "no parameter 'd'; there are a, b, c"),
        (["--set", "a=1"], "no setting 'a'; there are kind, steps"),
        (["--set", "kind=7"], "kind must be one of 0, 1, 2, got 7"),
        (["--margin", "T-9=1"], "toy has no predicate 'T-9'; there are T-1, T-1b"),
        (["--margin", "T-1=big"], "T-1: a margin must be a finite number, got 'big'"),
        (["--points", "0"], "'--points': 0 is not in the range x>=1"),
        (["--scrambles", "1"], "scrambles must be 0 or at least 2, got 1"),
    ],
)
def test_wrong_assumptions_are_refused_in_one_line(capsys, toy, words, message):
    assert message in refused(capsys, "claims", SLUG, *words)


def test_a_place_that_cannot_be_written_is_refused_before_anything_runs(
    capsys, monkeypatch, tmp_path
):
    monkeypatch.setattr(commands, "load", None)  # whatever is asked of a study fails
    ask = partial(refused, capsys, "claims", SLUG, "--out")
    assert "must name a file, got ''" in ask("")
    assert f"must be a file, got the folder {tmp_path}" in ask(tmp_path)
    place = tmp_path / "none" / "claims.csv"
    assert f"there is no folder {place.parent} for claims.csv" in ask(place)
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    place = tmp_path / "claims.csv"
    assert f"{place} may not be written" in ask(place)


# --- sweep


def test_a_sweep_says_what_it_made_and_may_be_asked_for_again(capsys, tmp_path):
    with Client(
        processes=False,
        n_workers=1,
        threads_per_worker=1,
        dashboard_address="127.0.0.1:0",
    ) as client:
        there = ["--out", str(tmp_path), "--scheduler", client.scheduler.address]
        for _ in range(2):
            main([*SWEEP, "64", *there])
            told = capsys.readouterr().out
            assert told == f"{tmp_path}: 64 points in 1 file\n"
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["_sweep.json", "block-000000.parquet"]
    assert "points must be 64, got 128" in refused(capsys, *SWEEP, 128, *there)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["sweep", "leader", "--points", 8], "'leader' is not one of 'relational"),
        ([*SWEEP, 0], "'--points': 0 is not in the range x>=1"),
        ([*SWEEP, "2.5"], "'--points': '2.5' is not a valid integer"),
        ([*SWEEP, "many"], "'--points': 'many' is not a valid integer"),
        ([*SWEEP, 8, "--seed", "-1"], "'--seed': -1 is not in the range x>=0"),
        (
            [*SWEEP, 8, "--box", "half"],
            "'--box': 'half' is not one of 'full', 'middle'",
        ),
        ([*SWEEP, 8, "--runs", "led"], "unknown run ['led']; there are lead, none"),
        ([*SWEEP, 2**40], "points must lie in [1, 1073741824], got 1099511627776"),
        ([*SWEEP, 8, "--scheduler", "x://1"], "unknown address scheme 'x'"),
    ],
)
def test_a_wrong_sweep_is_refused_in_one_line(capsys, tmp_path, words, message):
    assert message in refused(capsys, *words, "--out", tmp_path / "sweep")


def test_a_folder_that_is_none_is_named(capsys, tmp_path):
    (tmp_path / "notes").write_text("mine")
    for place in (tmp_path / "notes", tmp_path / "notes" / "sweep"):
        assert str(place) in refused(capsys, *SWEEP, 8, "--out", place)
    assert "must name a folder, got ''" in refused(capsys, *SWEEP, 8, "--out", "")


LACKING = """
import sys
sys.modules["pyarrow"] = None
from collabgov.__main__ import main
main(sys.argv[1:])
"""


def test_what_is_not_installed_is_named_with_what_to_do(tmp_path):
    words = [sys.executable, "-c", LACKING, *SWEEP, "8", "--out", str(tmp_path)]
    done = subprocess.run(words, capture_output=True, text=True)
    assert done.returncode == 2
    install = "python -m pip install --require-hashes -r requirements-scale.txt"
    assert f"a sweep needs pyarrow: {install}" in done.stderr
    assert done.stderr.count("\n") == 1


# --- upkeep


def test_a_new_study_is_written_and_what_to_fill_in_is_told(
    capsys, monkeypatch, tmp_path
):
    asked = []

    def write(root, slug):
        asked.append((root, slug))
        raise ValueError("a study cannot be called by a word of Python, got 'class'")

    monkeypatch.setattr(store, "root", lambda: tmp_path)
    monkeypatch.setattr(new_study, "write", write)
    assert "by a word of Python, got 'class'" in refused(capsys, "new-study", "class")
    assert asked == [(tmp_path, "class")]


def test_what_is_frozen_can_be_asked_for(capsys):
    assert "'leader' is not one of" in refused(capsys, "freeze", "leader")


@pytest.mark.parametrize(
    "words", [["new-study", "toy_pairs"], ["freeze", SLUG], ["verify"]]
)
def test_the_upkeep_of_the_book_needs_its_sources(capsys, monkeypatch, words):
    monkeypatch.setattr(store, "root", lambda: None)
    assert "this needs a checkout of the book" in refused(capsys, *words)


# --- how it ends


def test_ctrl_c_in_a_sweep_says_how_to_go_on(capsys, tmp_path, monkeypatch):
    def stopped(*given):
        raise KeyboardInterrupt

    monkeypatch.setattr("collabgov.sweep.fill.fill", stopped)
    with pytest.raises(SystemExit) as left:
        main([*SWEEP, "8", "--out", str(tmp_path)])
    assert left.value.code == 130
    told = capsys.readouterr().err.strip()
    assert told == f"stopped; the same command goes on from {tmp_path}"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_ctrl_c_is_told_in_one_line():
    words = [
        "claims",
        SLUG,
        "--points",
        2**20,
        "--scrambles",
        0,
    ]  # of which none is kept
    with program(*words) as running:
        assert running.stderr.readline().startswith("computing leading_small_groups")
        running.send_signal(signal.SIGINT)
        told = running.stderr.read()
        assert running.wait(timeout=60) == 130
    assert told.endswith("\nstopped\n") and "Traceback" not in told


def test_a_reader_that_has_gone_is_no_fault():
    with program("table", SLUG) as running:
        running.stdout.close()
        assert running.stderr.read() == ""
        assert running.wait(timeout=60) == 1


def test_the_console_script_is_the_same_command_line():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert resolve_name(project["scripts"]["collabgov"]) is main


def test_every_study_can_be_asked_for(capsys):
    for slug in BOOK:
        assert len(printed(capsys, "table", slug)) > len(load(slug).model.named)
