"""The benchmarks hang together; what they measure is no test."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from bench import measure
from bench.__main__ import TOPICS

ROOT = Path(__file__).resolve().parents[1]


def comparison(result):
    return measure.Comparison(
        "nothing",
        peer="numpy",
        ours=lambda: 1,
        theirs=lambda: result,
        part=0.1,
        import_ours="",
        import_theirs="",
        agree=lambda a, b: a == b,
    )


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_names_its_peers_and_compares_something(topic):
    module = import_module(f"bench.{topic}")
    assert module.NEEDS and callable(module.comparisons)
    lock = (ROOT / "requirements-bench.txt").read_text(encoding="utf-8")
    for need in module.NEEDS:
        assert re.search(f"^{need}==", lock, flags=re.MULTILINE)


def test_work_that_differs_is_not_timed():
    with pytest.raises(ValueError, match="nothing: ours and numpy do not agree"):
        measure.row("topic", comparison(2))


def test_a_peer_timed_on_a_part_is_scaled_to_the_whole(monkeypatch):
    monkeypatch.setattr(measure, "_clock", lambda work: 2.0)
    found = measure.row("topic", comparison(1))
    assert found["ratio"] == pytest.approx(10)
    assert found["whole_ratio"] == pytest.approx((2 + 20) / (2 + 2))


def test_packages_under_the_gpl_stay_out_of_the_book():
    for file in ROOT.glob("requirements*.txt"):
        assert "://" not in file.read_text(encoding="utf-8")
    lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert not re.search("^(krippendorff|egttools|irrcac)", lock, flags=re.MULTILINE)
