import os

import pandas as pd
import pytest

from collabgov.claims import store

TABLE = pd.DataFrame({"x": [0.1, 1 / 3], "word": ["a", "b"]}, index=["i", "j"])
TABLE.index.name = "id"


class Counted:
    """Makes the table, and counts how often."""

    def __init__(self):
        self.calls = 0

    def __call__(self):
        self.calls += 1
        return TABLE


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout of one source, older than this process."""
    source = tmp_path / "study.py"
    source.write_text("one = 1\n")
    os.utime(source, (0, 0))
    monkeypatch.setattr(store, "root", lambda: tmp_path)
    monkeypatch.setattr(store, "sources", lambda slug: [source])
    monkeypatch.setattr(store, "_MEMORY", {})
    return tmp_path


def files(checkout):
    return sorted(path.name for path in checkout.rglob("_build/evidence/**/*"))


def ask(compute, name="claims"):
    return store.kept("toy", name, compute, "a moment")


def forget(monkeypatch):
    """As if another process asked."""
    monkeypatch.setattr(store, "_MEMORY", {})


def change(checkout, text):
    source = checkout / "study.py"
    source.write_text(text)
    os.utime(source, (0, 0))


def test_a_table_is_computed_once_and_comes_back_exactly(checkout, monkeypatch):
    compute = Counted()
    pd.testing.assert_frame_equal(ask(compute), TABLE, check_exact=True)
    pd.testing.assert_frame_equal(ask(compute), TABLE, check_exact=True)
    forget(monkeypatch)
    pd.testing.assert_frame_equal(ask(compute), TABLE, check_exact=True)
    assert compute.calls == 1
    assert files(checkout) == [f"toy-claims-{store.key('toy')}.pickle"]


def test_a_change_of_a_source_makes_the_table_anew_and_drops_the_old(checkout):
    compute = Counted()
    ask(compute)
    before = files(checkout)
    change(checkout, "one = 2\n")
    ask(compute)
    assert compute.calls == 2
    assert len(files(checkout)) == 1
    assert files(checkout) != before


def test_tables_of_other_names_stay(checkout):
    ask(Counted(), "claims-16-0")
    ask(Counted(), "claims-16-2")
    change(checkout, "one = 2\n")
    ask(Counted(), "claims-16-0")
    assert len(files(checkout)) == 2


def test_two_tables_of_a_study_do_not_share_a_file(checkout):
    ask(Counted())
    other = store.kept("toy", "box", lambda: TABLE * 2, "a moment")
    assert other["x"].tolist() == [0.2, 2 / 3]


def test_the_caller_may_change_what_it_gets(checkout):
    mine = ask(Counted())
    mine.loc["i", "x"] = 9.0
    assert ask(Counted()).loc["i", "x"] == 0.1


def test_an_interrupted_computation_leaves_nothing(checkout):
    def interrupted():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ask(interrupted)
    assert files(checkout) == []


def test_an_interrupted_write_leaves_no_half_table(checkout, monkeypatch):
    def half(self, data):
        with self.open("wb") as file:
            file.write(data[: len(data) // 2])
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(store.Path, "write_bytes", half)
        with pytest.raises(KeyboardInterrupt):
            ask(Counted())
    assert files(checkout) == []
    compute = Counted()
    pd.testing.assert_frame_equal(ask(compute), TABLE)
    assert compute.calls == 1


def test_outside_a_checkout_it_is_computed_once_a_process(checkout, monkeypatch):
    monkeypatch.setattr(store, "root", lambda: None)
    compute = Counted()
    ask(compute)
    pd.testing.assert_frame_equal(ask(compute), TABLE)
    assert compute.calls == 1
    assert files(checkout) == []
    forget(monkeypatch)
    ask(compute)
    assert compute.calls == 2


def test_a_source_edited_under_a_running_process_is_not_filed(checkout):
    """What runs is then not what the source says."""
    later = store.STARTED + 60
    os.utime(checkout / "study.py", (later, later))
    pd.testing.assert_frame_equal(ask(Counted()), TABLE)
    assert files(checkout) == []


def test_a_person_who_waits_is_told(checkout, capsys):
    ask(Counted())
    said = capsys.readouterr()
    assert said.out == ""
    assert "computing toy-claims: a moment, once\n" in said.err
    assert "computed toy-claims in 0 s" in said.err
    ask(Counted())
    assert capsys.readouterr().err == ""


def test_the_key_rests_on_machinery_study_record_and_lock():
    top = store.root()
    assert top is not None
    named = {path.relative_to(top).as_posix() for path in store.sources("toy")}
    slug = "leading_small_groups"
    more = {path.relative_to(top).as_posix() for path in store.sources(slug)}
    assert "src/collabgov/evidence/verdict.py" in named
    assert "requirements.txt" in named
    assert more - named == {f"src/collabgov/studies/{slug}.py", f"seeds/{slug}.yml"}


def test_an_installed_package_is_no_checkout(tmp_path, monkeypatch):
    here = tmp_path / "lib" / "collabgov" / "evidence"
    (tmp_path / "lib" / "collabgov" / "seeds").mkdir(parents=True)
    monkeypatch.setattr(store, "HERE", here)
    assert store.root() is None
