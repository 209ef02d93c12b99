from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from collabgov.claims import places, premises
from collabgov.engine.sensitivity import total_effects

# variances of a, 2b, 3c and kind in twelfths: 1, 4, 9, 8
ALL = {"leader": 9 / 22, "context": 4 / 22, "kind": 8 / 22, "c": 9 / 22}


@pytest.fixture(scope="module")
def table(study):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(premises, "total_effects", partial(total_effects, base=512))
        yield premises.effects(study, points=512)


def test_there_is_a_row_a_place_and_a_column_a_group(table):
    assert table.index.name == "place"
    assert table.index.tolist() == ["all", "small", "own"]
    assert list(table.columns) == ["leader", "context", "kind", "c", "ratio", "size"]


def test_in_the_whole_box_effects_are_shares_of_variance(table):
    found = table.loc["all"]
    assert found[list(ALL)].to_dict() == pytest.approx(ALL, abs=0.02)
    assert found["ratio"] == found["leader"] / found["context"]
    assert found["size"] == 1


def test_within_a_premise_the_variance_is_that_of_the_rows_it_leaves(table):
    """Where a is below .5 it has a quarter of its variance."""
    leader, context, whole = 0.25 + 8, 4, 0.25 + 4 + 9 + 8
    found = table.loc["small"]
    assert found["leader"] == pytest.approx(leader / whole, abs=0.03)
    assert found["context"] == pytest.approx(context / whole, abs=0.03)
    assert found["size"] == 0.5


def test_the_own_world_is_drawn_from_its_own_points(study, monkeypatch):
    asked = []

    def effects(model, of, groups, rows):
        asked.append(rows)
        return dict.fromkeys(groups, 1.0)

    monkeypatch.setattr(premises, "total_effects", effects)
    found = premises._effects(study, study.premises, 128)
    whole, small, own = asked[::2]
    assert whole is None
    assert (small["a"] < 0.5).all() and len(small) == 64
    assert own.equals(places.own_world(study)[["a", "b", "c"]])
    inside = study.world.where(places.box(study, 128)).mean()
    assert found.at["own", "size"] == inside < len(own) / 128


def test_a_study_without_premises_is_refused(study):
    with pytest.raises(ValueError, match="toy names no premises"):
        premises.effects(replace(study, premises=None))


def test_the_error_of_a_small_design_is_small(table):
    assert np.isfinite(table.to_numpy()).all()
