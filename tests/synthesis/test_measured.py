"""The departure table beside the one that was measured with the first kernels.

That one counted points in which a point stays in the comparison even when leader and
empty place nearly meet; ours loses them (a fifth of the effect), so that shares of
"never" may lie a little lower. Lengths in months.
"""

import numpy as np
import pytest

from collabgov.studies import synergistic_inertia
from collabgov.synthesis import hypothesis, stress

# study, cell: points, lower quartile, half-life, upper quartile, never, own clock
MEASURED = {
    ("relational_leadership", "trust, learning"): (1296, 52.8, 75.6, 120, 0.11, 1.3),
    ("relational_leadership", "no trust, learning"): (861, 10.8, 14.4, 21.6, 0, 0.3),
    ("relational_leadership", "trust, no learning"): (861, 68.4, 115, 230, 0.24, 3.7),
    ("relational_leadership", "no trust, no learning"): (555, 7.8, 9, 10.2, 0, 0.7),
    ("relational_leadership", "orders, trust"): (1411, None, 66, None, None, None),
    ("leading_small_groups", "no trust"): (1820, 9, 9, 9, 0, 0.9),
    ("leading_small_groups", "half trust"): (1768, 9, 9, 12, 0, 0.3),
    ("leading_small_groups", "trust"): (1699, 9, 12, 18, 0.02, 0.4),
    ("leading_small_groups", "self-forming, trust"): (1013, None, 15, None, 0.04, 0.6),
    ("leading_small_groups", "replace 1"): (1600, 12, np.inf, np.inf, 0.53, None),
    ("leading_small_groups", "add 1"): (1901, 9, 15, np.inf, 0.35, 1.5),
    ("soft_metagovernance", "ties"): (658, 11, 16, 27, 0.01, 1.4),
    ("soft_metagovernance", "no ties"): (114, 3, 4, 6, 0, None),
    ("soft_metagovernance", "contacts kept 0.5"): (658, None, np.inf, None, 0.97, None),
    ("synergistic_inertia", "correction"): (5221, 12, 18, 27, 0, 0.95),
}
SHARES, COUNTS = 0.03, 0.08  # how far shares and points may differ
COLUMNS = ["low", "life", "high"]


@pytest.mark.slow
@pytest.mark.parametrize(("slug", "cell"), MEASURED)
def test_a_half_life_is_the_measured_one(slug, cell):
    n, *lengths, never, own = MEASURED[slug, cell]
    found = hypothesis.summary(stress.lives(slug)).loc[cell]
    # networks are drawn anew, and few keep an effect without ties
    rare = 0.25 if cell == "no ties" else COUNTS
    assert found["n"] == pytest.approx(n, rel=rare)
    for name, months in zip(COLUMNS, lengths, strict=True):
        if months is not None:
            assert found[name] == pytest.approx(months, rel=0.1, abs=1), name
    if never is not None:
        assert found["never"] == pytest.approx(never, abs=SHARES)
    if own is not None:
        assert found["own"] == pytest.approx(own, rel=0.1, abs=0.1)


@pytest.mark.slow
def test_a_campaign_that_ends_is_the_measured_one():
    """645 points: 0.69 halve after 8 quarters (6–14), 0.16 do not, 0.15 are lost."""
    lives = stress.lives("cross_sector_synergy").query("counted").xs("campaign")
    halves = lives["life"][np.isfinite(lives["life"])]
    assert len(lives) == 645
    quarters = hypothesis.ordered(halves, [0.25, 0.5, 0.75]) / 3
    assert quarters.tolist() == [6, 8, 14]
    shares = [len(halves) / 645, np.isinf(lives["life"]).mean(), lives["lost"].mean()]
    assert shares == pytest.approx([0.69, 0.16, 0.15], abs=0.01)


@pytest.mark.slow
def test_a_correction_lasts_longer_where_faults_nearly_feed_themselves():
    slug = "synergistic_inertia"
    strong = synergistic_inertia.loop(stress.table(slug)).to_numpy() >= 0.8
    found = hypothesis.summary(stress.lives(slug)[strong]).loc["correction"]
    assert found["life"] / 12 == pytest.approx(2.75, abs=0.01)
    assert 1.2 <= found["own"] <= 1.4


@pytest.mark.slow
def test_the_hypothesis_holds_in_two_models_of_three_over_all_worlds():
    """By the rule on medians the measurement had RL and SM for it, LG (× 1.3) not."""
    words = hypothesis.decided()["word"].sort_index()
    assert words.xs("relational_leadership").eq("met").all()
    assert words.xs(("soft_metagovernance", "ties", "full")) == "met"
    assert words.xs(("leading_small_groups", "trust", "full")) == "not met"
    assert words.xs(("leading_small_groups", "half trust")).eq("not met").all()


@pytest.mark.slow
def test_in_a_leading_group_the_store_works_where_the_loop_is_strong():
    """Measured: 3 quarters with a weak loop, on and off; 19 with a strong one."""
    found = hypothesis.by_loop("leading_small_groups")
    assert found["factor"].is_monotonic_increasing
    assert found.loc[0.25, ["on", "off"]].tolist() == [9, 9]
    assert found.loc[2.5, "on"] / 3 == pytest.approx(19, abs=1)
