"""A study is one object, found by its slug."""

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from toy_study import STUDY

import collabgov
from collabgov import studies
from collabgov.claims import curves, departure, evaluation, margins, premises
from collabgov.claims.study import Coded, Study, World
from collabgov.engine.run import Run
from collabgov.studies import BOOK, load

WHOLE = {
    "model": STUDY.model,
    "predicates": STUDY.predicates,
    "world": STUDY.world,
    "coding": STUDY.coding,
}


# --- refused


@pytest.mark.parametrize("name", ["model", "predicates", "world", "coding"])
@pytest.mark.parametrize("empty", [None, ()])
def test_what_lacks_is_named(name, empty):
    with pytest.raises(ValueError, match=f"study toy lacks {name}"):
        Study("toy", **{**WHOLE, name: empty})


def test_a_study_without_a_name_is_refused():
    with pytest.raises(ValueError, match=r"study \? lacks slug"):
        Study("", **WHOLE)


def test_what_must_be_given_must_be_given():
    for name in WHOLE:
        rest = {key: value for key, value in WHOLE.items() if key != name}
        with pytest.raises(TypeError, match=name):
            Study("toy", **rest)


def test_two_predicates_of_one_id_are_refused():
    again = replace(STUDY.predicates[0], margin=0.9)
    with pytest.raises(ValueError, match=r"toy: two predicates are called T-1$"):
        replace(STUDY, predicates=(*STUDY.predicates, again))


UNKNOWN = {
    "world": {"world": World(lambda r: r, runs=("base", "led"), points=8)},
    "T-3": {"predicates": (replace(STUDY.predicate("T-3"), run="led"),)},
    "curve b": {"curves": {"b": replace(STUDY.curves["b"], runs=("up", "led"))}},
}


@pytest.mark.parametrize("reader", UNKNOWN)
def test_who_reads_runs_that_there_are_not_is_named(reader):
    fields = {**UNKNOWN[reader]}
    fields |= {} if reader != "T-3" else {"premises": None}
    with pytest.raises(
        ValueError, match=rf"toy: {reader} reads unknown runs \['led'\]"
    ):
        replace(STUDY, **fields)


def test_premises_of_a_test_that_there_is_not_are_refused():
    fewer = tuple(p for p in STUDY.predicates if p.id != "T-3")
    with pytest.raises(ValueError, match="toy has no predicate 'T-3'; there are T-1, "):
        replace(STUDY, predicates=fewer)


def test_premises_of_a_test_that_is_no_ratio_are_refused():
    other = replace(STUDY.premises, test="T-1")
    with pytest.raises(ValueError, match="toy: premises need a ratio, got T-1"):
        replace(STUDY, premises=other)


def test_a_predicate_that_there_is_not_is_refused_with_those_there_are():
    assert STUDY.predicate("T-2").claim == "T-2"
    with pytest.raises(
        ValueError, match="toy has no predicate 'T'; there are T-1, T-1b"
    ):
        STUDY.predicate("T")


# --- told


def test_a_study_is_told_in_one_line():
    for study in (STUDY, *map(load, BOOK)):
        assert len(repr(study)) < 120 and "\n" not in repr(study)
    assert repr(STUDY) == "<Study toy: 3 parameters, 3 runs, 5 predicates>"


def test_a_changed_study_is_told_in_one_line_too():
    for slug in BOOK:
        study = load(slug)
        first = study.model.parameters[0]
        changed = study.with_parameters(**{first.name: (first.low, first.default)})
        assert len(repr(changed)) < 120
        assert f"; changed: {first.name}: " in repr(changed)


@pytest.mark.parametrize("slug", BOOK)
def test_a_notebook_shows_what_a_study_claims(slug):
    study = load(slug)
    shown = study._repr_html_()
    assert shown.count("<li>") == len(study.record.claims)
    assert f"{len(study.predicates)} predicates" in shown
    assert "&lt;Study" not in shown and "<Study" not in shown


def test_what_stands_in_a_record_is_escaped(monkeypatch):
    record = load("leading_small_groups").record
    first, *rest = record.claims
    claims = (first.model_copy(update={"statement": "if x < 1 & y"}), *rest)
    odd = record.model_copy(update={"claims": claims, "short": "A <b> c"})
    monkeypatch.setattr(Study, "record", property(lambda self: odd))
    shown = STUDY._repr_html_()
    assert "if x &lt; 1 &amp; y" in shown and "A &lt;b&gt; c" in shown


@pytest.mark.parametrize("slug", BOOK)
def test_claims_are_those_of_the_record(slug):
    study = load(slug)
    assert study.claims.index.tolist() == [claim.id for claim in study.record.claims]
    tested = {predicate.claim for predicate in study.predicates}
    known = set(study.claims.index)
    assert {re.sub(r"(?<=\d)[a-z]+$", "", claim) for claim in tested} <= known


def test_a_run_and_a_table_are_those_of_the_model():
    run = STUDY.run(3, a=0.5)
    assert isinstance(run, Run)
    assert run.outputs == STUDY.model.run(3, a=0.5).outputs
    assert STUDY.table().equals(STUDY.model.table())


def test_a_table_of_a_changed_study_says_so_and_the_first_stays():
    table = STUDY.model.table()
    changed = replace(STUDY, changed=("one", "two"))
    assert (changed.marked(table)["changed"] == "one; two").all()
    assert "changed" not in table
    assert STUDY.marked(table) is table


# --- all its tables


ALL = {
    "verdicts": (evaluation, "evaluate"),
    "drivers": (evaluation, "drivers"),
    "regions": (evaluation, "regions"),
    "margins": (margins, "table"),
    "premises": (premises, "effects"),
    "departure": (departure, "effects"),
    "curve": (curves, "shares"),
}


def test_all_tables_that_pages_read_are_made(monkeypatch):
    made = []
    for kind, (module, name) in ALL.items():

        def counted(study, *more, kind=kind, **given):
            assert study.slug == "toy"
            made.append((kind, *more))

        monkeypatch.setattr(module, name, counted)
    own = {"own": lambda study: made.append(("own", study.slug))}
    replace(STUDY, tables=own, departure="some").compute()
    asked = [(kind,) for kind in ALL if kind not in ("verdicts", "curve")]
    known = [*asked, ("verdicts", 2048, 10), ("curve", "b"), ("own", "toy")]
    assert sorted(made) == sorted(known)
    made.clear()
    replace(STUDY, premises=None, curves={}).compute()
    first = [("verdicts", 2048, 10), ("drivers",), ("regions",), ("margins",)]
    assert made == first


# --- the registry


def test_the_studies_stand_in_the_order_of_the_book():
    assert collabgov.studies() == BOOK == studies.BOOK
    assert collabgov.studies()[:5] == (  # the published ones; further ones follow
        "relational_leadership",
        "cross_sector_synergy",
        "soft_metagovernance",
        "leading_small_groups",
        "synergistic_inertia",
    )


@pytest.mark.parametrize("slug", BOOK)
def test_a_study_is_found_by_its_slug(slug):
    study = collabgov.load(slug)
    assert study.slug == slug and study.changed == ()
    assert collabgov.load(slug) is study
    assert isinstance(study, collabgov.Study)
    assert all(isinstance(line, Coded) for line in study.coding)


def test_all_packages_of_studies_are_in_the_book():
    found = {f.parent.name for f in Path(studies.__file__).parent.glob("*/__init__.py")}
    assert found == set(BOOK)


@pytest.mark.parametrize("slug", ["atlantis", "", "kernel", "claims.study", None, "LG"])
def test_an_unknown_study_is_refused_with_those_there_are(slug):
    with pytest.raises(ValueError, match=r"no study .+; there are ") as told:
        collabgov.load(slug)
    assert str(told.value) == f"no study {slug!r}; there are {', '.join(BOOK)}"


def test_a_study_that_misses_a_library_says_which(monkeypatch):
    name = "collabgov.studies.leading_small_groups"
    for module in [m for m in sys.modules if m.startswith(name)]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "collabgov.claims.departure", None)
    with pytest.raises(ModuleNotFoundError, match=r"collabgov\.claims\.departure"):
        load("leading_small_groups")
