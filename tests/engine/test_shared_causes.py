import numpy as np
import pandas as pd
import pytest

import collabgov.studies.synergistic_inertia as inertia
from collabgov.engine import ensemble, shared_causes
from collabgov.studies.leading_small_groups import MODEL as PLAIN

MODEL, REGIONS = getattr(inertia, "MODEL", None), getattr(inertia, "REGIONS", None)


def rates(rho, points=4096):
    """Uniform rates of three cases, shape (points, cases, parameters)."""
    unit = np.random.default_rng(7).random((points, shared_causes.width(MODEL)))
    unit[:, -1] = rho
    _, mixed = shared_causes.spread(MODEL, unit)
    return mixed.reshape(points, len(REGIONS), -1)


def test_a_point_with_three_cases_takes_four_sets_of_columns_and_rho():
    assert shared_causes.width(MODEL) == 4 * len(MODEL.parameters) + 1 == 73
    assert shared_causes.width(PLAIN) == len(PLAIN.parameters)


@pytest.mark.parametrize("rho", [0, 0.3, 1])
def test_every_rate_stays_uniform_whatever_is_shared(rho):
    mixed = rates(rho)
    assert mixed.mean(axis=(0, 2)) == pytest.approx(0.5, abs=0.01)
    assert mixed.var(axis=(0, 2)) == pytest.approx(1 / 12, abs=0.003)


@pytest.mark.parametrize("rho", [0, 0.3, 0.9, 1])
def test_rho_is_what_two_cases_share(rho):
    """The rank correlation of two normals with correlation rho is 6/π · asin(rho/2)."""
    mixed = rates(rho)
    found = np.corrcoef(mixed[:, 0].ravel(), mixed[:, 2].ravel())[0, 1]
    assert found == pytest.approx(6 / np.pi * np.arcsin(rho / 2), abs=0.01)


def test_a_sample_has_a_row_a_case_and_the_point_as_index():
    rows = ensemble.sample(MODEL, 8)
    assert list(rows.columns) == [*("case", "rho"), *MODEL.names] == [*MODEL.inputs]
    assert rows.index.name == "point"
    assert rows["case"].tolist() == [*REGIONS] * 8
    assert (rows.groupby("point")["rho"].nunique() == 1).all()
    middle = ensemble.sample(MODEL, 64, box="middle")
    assert middle["rho"].between(0.25, 0.75).all()
    assert middle["need"].between(0.575, 0.725).all()


def test_rows_pass_through_with_their_case_and_can_be_taken_up_again():
    rows = ensemble.run(MODEL, 8, runs=["act"])
    assert len(rows) == 24
    again = ensemble.at(MODEL, rows.loc[[3, 5], [*MODEL.inputs]], runs=["act"])
    pd.testing.assert_frame_equal(again, rows.loc[[3, 5]])


def test_a_model_without_chance_is_run_once_however_many_histories_are_asked():
    rows = ensemble.sample(MODEL, 2)
    one, ten = (ensemble.at(MODEL, rows, runs=["act"], histories=k) for k in (1, 10))
    pd.testing.assert_frame_equal(one, ten)


def test_rho_can_be_given_for_all_points():
    rows = ensemble.sample(MODEL, 16, rho=1)
    assert (rows["rho"] == 1).all()
    alike = rows.groupby("point")[[*MODEL.names]].agg(np.ptp)
    assert alike.to_numpy().max() < 1e-12
    with pytest.raises(ValueError, match=r"rho must lie in \[0, 1\], got 1.5"):
        ensemble.sample(MODEL, 16, rho=1.5)
