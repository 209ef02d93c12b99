import subprocess
import sys

import pandas as pd
import pytest
from distributed import Client

from collabgov.__main__ import main
from collabgov.claims import evaluation
from collabgov.studies.leading_small_groups import MODEL

SWEEP = ("sweep", "relational_leadership", "--runs", "lead", "--points")


def refused(capsys, *words):
    """The one line with which a command is refused."""
    with pytest.raises(SystemExit) as left:
        main([str(word) for word in words])
    out, error = capsys.readouterr()
    assert left.value.code == 2 and not out
    assert error.count("\n") == 1, error
    return error


def test_a_run_prints_its_outputs(capsys):
    main(["run", "leading_small_groups", "type=none", "gain=0.5", "--seed", "3"])
    printed = dict(line.split() for line in capsys.readouterr().out.splitlines())
    run = MODEL.run(3, type="none", gain=0.5)
    assert {k: float(v) for k, v in printed.items()} == pytest.approx(
        run.outputs, rel=1e-5
    )


def test_a_run_takes_lists_of_numbers(capsys):
    main(["run", "cross_sector_synergy", "dose=(1, 1, 1, 1, 1, 1)"])
    assert "lasting" in capsys.readouterr().out


def test_claims_are_printed_or_written(capsys, monkeypatch, tmp_path):
    names = ["claim", "reading", "support", "oppose", "verdict", "region"]
    row = ["LG-1", "tends", 0.75, 0.25, "follows", "gain < 0.5"]
    table = pd.DataFrame([row], ["LG-1a"], names).rename_axis("id")
    monkeypatch.setattr(evaluation, "evaluate", {"leading_small_groups": table}.get)
    main(["claims", "leading_small_groups"])
    assert "LG-1a  LG-1   tends     0.75" in capsys.readouterr().out
    main(["claims", "leading_small_groups", "--out", str(tmp_path / "claims.csv")])
    written = pd.read_csv(tmp_path / "claims.csv", index_col="id")
    pd.testing.assert_frame_equal(written, table)


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
        (["sweep", "leader", "--points", 8], "invalid choice: 'leader' (choose from"),
        ([*SWEEP, 0], "--points: must be a positive integer, got '0'"),
        ([*SWEEP, "2.5"], "--points: must be a positive integer, got '2.5'"),
        ([*SWEEP, "many"], "--points: must be a positive integer, got 'many'"),
        ([*SWEEP, 8, "--seed", "-1"], "--seed: must be an integer of at least 0"),
        ([*SWEEP, 8, "--box", "half"], "--box: invalid choice: 'half'"),
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


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["gains=1"], "unknown: gains; there are"),
        (["gain=-1"], "gain must lie in [0, inf], got -1"),
        (["gain=much"], "gain must lie in [0, inf], got 'much'"),
        (["gain"], "gain must lie in [0, inf], got ''"),
    ],
)
def test_a_wrong_run_is_refused_in_one_line(capsys, words, message):
    assert message in refused(capsys, "run", "leading_small_groups", *words)


def test_ctrl_c_is_told_in_one_line(capsys, tmp_path, monkeypatch):
    def stopped(*given):
        raise KeyboardInterrupt

    monkeypatch.setattr("collabgov.sweep.fill.fill", stopped)
    with pytest.raises(SystemExit) as left:
        main([*SWEEP, "8", "--out", str(tmp_path)])
    assert left.value.code == 130
    told = capsys.readouterr().err.strip()
    assert told == f"stopped; the same command goes on from {tmp_path}"


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
