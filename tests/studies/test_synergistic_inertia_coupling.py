"""Five published readings of one degree, on worked and on real figures."""

import pandas as pd
import pytest
from scipy.stats import kendalltau

from collabgov.methods import indices
from collabgov.records import tables
from collabgov.studies import synergistic_inertia as si

WORKED = {  # C in five readings; T; D of the first and the third
    (0.5, 0.5): (1, 1, 1, 0.5, 1, 0.5, 0.7071, 0.7071),
    (0.05, 0.05): (1, 1, 1, 0.5, 1, 0.05, 0.2236, 0.2236),
    (0.8, 0.2): (0.8, 0.64, 0.3162, 0.4, 0.4, 0.5, 0.6325, 0.3976),
    (0.9, 0.9, 0.1): (0.6832, 0.3189, 0.3944, 0.2277, 0.2458, 0.6333, 0.6578, 0.4998),
    (0.9, *[0.5] * 5): (
        *(0.9732, 0.8494, 0.6939, 0.1622, 0.7019, 0.5667),
        *(0.7426, 0.6271),
    ),
    (0, 0.9): (0, 0, 0, 0, 0.1, 0.45, 0, 0),
    (0, 0): (0, 0, 0, 0, 0, 0, 0, 0),
}


@pytest.mark.parametrize("u", WORKED)
def test_the_worked_table_of_the_five_readings(u):
    *c, mean, traditional, wang = WORKED[u]
    n = len(u)
    assert [si.coupling(u, n, k) for k in range(5)] == pytest.approx(c, abs=5e-5)
    assert sum(u) / n == pytest.approx(mean, abs=5e-5)
    both = [si.coordination(u, n, k) for k in (0, 2)]
    assert both == pytest.approx([traditional, wang], abs=5e-5)


def test_two_readings_are_functions_of_the_first():
    u = (0.9, 0.4, 0.7, 0.2)
    whole = si.coupling(u, 4, 0)
    assert si.coupling(u, 4, 1) == pytest.approx(whole**4)
    assert si.coupling(u, 4, 3) == pytest.approx(whole / 4)


def test_the_order_of_the_scores_does_not_matter():
    for form in range(5):
        assert si.coupling((0.9, 0.4, 0.1), 3, form) == pytest.approx(
            si.coupling((0.1, 0.9, 0.4), 3, form), abs=1e-12
        )


def test_one_unit_is_coupled_to_nothing():
    """The Pearl River Delta has one province: undefined, not 1."""
    for form in range(5):
        assert si.coupling([0.7], 1, form) == si.coordination([0.7], 1, form) == -1


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: si.coupling([0.5, 1.2], 2, 0),
            r"scores must lie in \[0, 1\], got 1.2",
        ),
        (lambda: si.coupling([0.5] * 7, 7, 0), "n must be at most 6 .* got 7"),
        (lambda: si.coupling([0.5, 0.5], 3, 0), "n must be at most 6 .* got 3"),
        (lambda: si.coordination([0.5, 0.5], 2, 5), "form must be 0 to 4, got 5"),
        (lambda: si.two_scores(1.0, 0.5), r"both readings must lie in \(0, 1\)"),
        (lambda: si.two_scores(0.8, 0.8), "no two scores have readings 0.8 and 0.8"),
    ],
)
def test_what_has_no_reading_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


@pytest.mark.parametrize(
    ("published", "known"),
    [
        ((0.8868, 0.5440), (0.309, 0.114)),
        ((0.6101, 0.2700), (0.419, 0.049)),
        ((0.6720, 0.2497), (0.684, 0.102)),
        ((0.9935, 0.8660), (0.281, 0.223)),
    ],
)
def test_two_published_readings_give_their_two_scores_back(published, known):
    scores = si.two_scores(*published)
    assert scores == pytest.approx(known, abs=6e-4)
    back = [si.coupling(scores, 2, form) for form in (0, 2)]
    assert back == pytest.approx(published, abs=1e-12)


# --- real figures

FIGURES = ["institutions", "personnel", "beds"]


@pytest.fixture(scope="module")
def health():
    return tables.read("health_inputs").set_index("province")


def degrees(scores):
    """D of each province in the five readings."""
    rows = {
        name: [si.coordination(row, len(row), form) for form in range(5)]
        for name, row in zip(scores.index, scores.to_numpy().tolist(), strict=True)
    }
    return pd.DataFrame(rows, index=si.COUPLING_FORMS).T


def test_another_formula_turns_pairs_of_provinces_round(health):
    d = degrees(indices.scaled(health[FIGURES]))
    known = {
        "root lost": (53, 0.77),
        "Wang et al.": (86, 0.63),
        "Fan et al.": (114, 0.51),
    }
    for form, (pairs, tau) in known.items():
        assert indices.flips(d["GM/AM"], d[form]) == pairs
        found = kendalltau(d["GM/AM"], d[form]).statistic
        assert found == pytest.approx(tau, abs=0.006)
    assert indices.flips(d["GM/AM"], d["coefficient lost"]) == 0
    ranks = d.rank(ascending=False).astype(int)
    assert ranks.loc["Beijing"].tolist() == [10, 25, 23, 10, 30]
    assert ranks.loc["Hebei"].tolist() == [13, 8, 5, 13, 3]
    classes = (10 * d).astype(int)
    changed = [(classes[f] != classes["GM/AM"]).sum() for f in si.COUPLING_FORMS[1:]]
    assert sorted(changed) == [15, 29, 30, 31]


def test_another_scale_turns_pairs_round_too(health):
    first, second = (
        degrees(indices.scaled(health[FIGURES], how))["GM/AM"]
        for how in ("maximum", "range")
    )
    assert indices.flips(first, second) == 77
    assert first.rank(ascending=False)["Tibet"] == 5
    assert second.rank(ascending=False)["Tibet"] == 31


BETWEEN = {  # D between provinces in five readings: BTH, YRD
    "institutions": "500 412 437 377 387 363 289 206 446 399",
    "personnel": "804 759 762 742 628 699 464 379 607 687",
    "beds": "843 847 839 844 780 808 486 424 783 801",
    "per head": "740 784 651 718 534 635 427 392 505 612",
}


@pytest.mark.parametrize("figure", BETWEEN)
def test_coupling_between_provinces_depends_on_the_formula(figure, health, provinces):
    if figure == "per head":
        per_head = provinces["gdp_2020"] / provinces["population_2020"]
        scores = per_head / per_head["Beijing"]
    else:
        scores = health[figure] / health[figure].max()
    groups = provinces.groupby("agglomeration").groups
    found = []
    for form in range(5):
        for name in ("Beijing–Tianjin–Hebei", "Yangtze River Delta"):
            u = scores[groups[name]].tolist()
            found.append(si.coordination(u, len(u), form))
    known = [int(x) / 1000 for x in BETWEEN[figure].split()]
    assert found == pytest.approx(known, abs=6e-4)
    assert list(groups["Pearl River Delta"]) == ["Guangdong"]


def test_inequality_lies_within_the_published_range(health):
    """Published for 2011 to 2015, by population: 0.0644 to 0.1879."""
    found = [indices.gini(health[f], health["population"]) for f in FIGURES]
    assert found == pytest.approx([0.1859, 0.0807, 0.0674], abs=5e-5)
    assert 0.0644 <= min(found) <= max(found) <= 0.1879
