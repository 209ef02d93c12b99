"""A study is frozen by one command, and a change of it needs a reason."""

import shutil

import pytest

from collabgov.build import freeze
from collabgov.claims import frozen
from collabgov.studies import BOOK, load

SLUG = "leading_small_groups"
VERDICTS = {"LG-5": {"word": "follows", "support": 0.7}}


@pytest.fixture
def seeds(tmp_path, monkeypatch):
    """A folder in which one study and the rules are frozen as they are now."""
    monkeypatch.setattr(frozen, "seeds", lambda: tmp_path)
    monkeypatch.setattr(frozen, "verdicts", lambda study: VERDICTS)
    for name in (SLUG, frozen.RULES):
        assert freeze.freeze(name) == f"{name}: frozen"
    return tmp_path


def changed(name, monkeypatch, *place, to):
    """One value of what there is to freeze is another one."""
    now = freeze.content(name)
    part = now
    for key in place[:-1]:
        part = part[key]
    part[place[-1]] = to
    monkeypatch.setattr(freeze, "content", lambda name: now)
    return now


def test_a_study_is_frozen_by_one_command(seeds):
    kept = frozen.read(SLUG)
    assert kept["changes"] == []
    assert kept["verdicts"] == VERDICTS
    assert frozen.differences(kept, frozen.of_study(load(SLUG))) == []
    assert "verdicts" not in frozen.read(frozen.RULES)


def test_content_is_that_of_the_study_or_of_the_rules():
    assert freeze.content(frozen.RULES) == frozen.of_rules()
    assert freeze.content(SLUG) == frozen.of_study(load(SLUG))
    with pytest.raises(ValueError, match="no study 'atlantis'; there are relational"):
        freeze.content("atlantis")


def test_a_change_needs_a_reason_and_is_recorded_with_its_effect(seeds, monkeypatch):
    was = frozen.read(SLUG)
    now = changed(SLUG, monkeypatch, "ranges", "gain", "high", to=1.5)
    seen = VERDICTS | {"LG-5": {"word": "undecided here", "support": 0.5}}
    monkeypatch.setattr(frozen, "verdicts", lambda study: seen)
    with pytest.raises(ValueError, match=r'--because "why" is needed\n  ranges.gain'):
        freeze.freeze(SLUG)
    assert frozen.read(SLUG) == was
    report = freeze.freeze(SLUG, "a wider range was asked for")
    kept = frozen.read(SLUG)
    assert "ranges.gain.high: 1.4 → 1.5" in report
    (change,) = kept["changes"]
    assert change["because"] == "a wider range was asked for"
    assert change["effect"] == ["LG-5: follows → undecided here, support 0.7 → 0.5"]
    assert kept["verdicts"] == seen
    assert frozen.differences(kept, now) == []
    assert frozen.log(SLUG).loc[0, "what"] == ["ranges.gain.high: 1.4 → 1.5"]
    assert freeze.freeze(SLUG).endswith("nothing differs from what was frozen")


def test_a_change_of_the_rules_renews_the_verdicts_of_all_studies(seeds, monkeypatch):
    changed(frozen.RULES, monkeypatch, "code", "verdict.FEW", to="FEW = 50")
    seen = VERDICTS | {"LG-5": {"word": "built in", "support": 0.0}}
    asked = []
    monkeypatch.setattr(
        frozen, "verdicts", lambda study: asked.append(study.slug) or seen
    )
    freeze.freeze(frozen.RULES, "fewer points are enough")
    change = frozen.read(frozen.RULES)["changes"][-1]
    assert change["effect"] == ["LG-5: follows → built in, support 0.7 → 0.0"]
    assert frozen.read(SLUG)["verdicts"] == seen
    assert asked == [SLUG]  # the others of the book are not frozen here
    assert [slug for slug in BOOK if frozen.read(slug)] == [SLUG]


def test_the_command_says_what_was_done_or_what_is_lacking(seeds, monkeypatch, capsys):
    def command(*words):
        monkeypatch.setattr("sys.argv", ["freeze", *words])
        freeze.main()
        return capsys.readouterr().out

    assert command(SLUG) == f"{SLUG}: nothing differs from what was frozen\n"
    shutil.rmtree(seeds / "frozen")
    assert command(frozen.RULES) == "rules: frozen\n"
    with pytest.raises(SystemExit):
        command("atlantis")
    changed(frozen.RULES, monkeypatch, "code", "verdict.FEW", to="FEW = 50")
    with pytest.raises(SystemExit, match='rules differs: --because "why" is needed'):
        command(frozen.RULES)
