import subprocess
import sys

import dask.dataframe as dd
import pandas as pd
import pytest

from collabgov.engine import ensemble
from collabgov.studies import load
from collabgov.sweep import block, folder
from collabgov.sweep import plan as plans

same = pd.testing.assert_frame_equal


def whole(plan):
    """The same rows in one go, in this process."""
    model = load(plan.model).model
    rows = ensemble.run(model, plan.points, plan.seed, plan.box, plan.runs)
    return rows.rename_axis("point")


def held(place):
    return {path.name: path.read_bytes() for path in place.iterdir()}


# lists and draws, a threshold, several cases a point: whatever a model may have
@pytest.mark.parametrize(
    ("slug", "runs", "box"),
    [
        ("relational_leadership", None, "middle"),
        ("leading_small_groups", ("none", "sLa"), "full"),
        ("cross_sector_synergy", ("base",), "full"),
        ("soft_metagovernance", ("tie", "none"), "full"),
        ("synergistic_inertia", ("act", "rf"), "middle"),
    ],
)
def test_a_sweep_has_the_numbers_of_an_ensemble_bit_for_bit(
    planned, filled, tmp_path, slug, runs, box
):
    plan = planned(slug, points=16, seed=5, box=box, runs=runs)
    filled(tmp_path / "sweep", plan)
    same(pd.read_parquet(tmp_path / "sweep"), whole(plan), check_exact=True)


def test_the_size_of_a_block_changes_no_number(planned, filled, tmp_path, monkeypatch):
    for size in (4, 16):
        monkeypatch.setattr(plans, "BLOCK", size)
        plan = planned("leading_small_groups", points=16, runs=["s"])
        filled(tmp_path / str(size), plan)
    four, sixteen = (pd.read_parquet(tmp_path / name) for name in ("4", "16"))
    same(four, sixteen, check_exact=True)


def test_points_that_are_no_power_of_two_raise_no_warning(plan, filled, tmp_path):
    filled(tmp_path, plan)
    assert len(pd.read_parquet(tmp_path)) == 20


def test_a_second_call_computes_only_what_is_missing(plan, filled, tmp_path):
    assert len(filled(tmp_path, plan)) == 3
    before = held(tmp_path)
    assert filled(tmp_path, plan) == []
    (tmp_path / block.name(1)).unlink()
    assert filled(tmp_path, plan) == [block.name(1)]
    assert held(tmp_path) == before


def test_nothing_is_computed_beside_a_damaged_file(plan, filled, tmp_path):
    filled(tmp_path, plan)
    (tmp_path / block.name(0)).unlink()
    (tmp_path / block.name(2)).write_bytes(b"PAR1")
    before = held(tmp_path)
    with pytest.raises(ValueError, match=f"{block.name(2)}: damaged"):
        filled(tmp_path, plan)
    assert held(tmp_path) == before


@pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")  # Dask's own code
def test_dask_opens_the_folder(plan, filled, tmp_path):
    filled(tmp_path, plan)
    found = dd.read_parquet(tmp_path).compute(scheduler="sync")
    same(found, pd.read_parquet(tmp_path), check_exact=True)


KILLED = """
import os, signal, sys
from pathlib import Path
from collabgov import __main__
from collabgov.sweep import plan

def replace(self, target, done=[], rename=Path.replace):
    done.append(target)
    if len(done) == 4:  # the note, two blocks, and one that is written but not in place
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    return rename(self, target)

if __name__ == "__main__":
    Path.replace = replace
    plan.BLOCK = 8
    __main__.main(sys.argv[1:])
"""


def test_a_sweep_that_was_killed_goes_on_and_ends_the_same(plan, filled, tmp_path):
    place = tmp_path / "killed"
    words = ["sweep", plan.model, "--points", "64", "--seed", "3"]
    words += ["--runs", "lead,none", "--out", str(place)]
    killed = subprocess.run([sys.executable, "-c", KILLED, *words], capture_output=True)
    assert killed.returncode not in (0, 1, 2), killed.stderr.decode()
    there = {path.name for path in place.glob("[!.]*")} - {folder.NOTE}
    assert len(there) == 2 and len(list(place.glob(".sweep-*"))) == 1
    again = plans.planned(plan.model, 64, seed=3, runs=plan.runs)
    assert len(filled(place, again)) == 6
    assert not list(place.glob(".*"))
    same(pd.read_parquet(place), whole(again), check_exact=True)
    filled(tmp_path / "whole", again)
    assert held(place) == held(tmp_path / "whole")
