"""The page on the package names what is public: all of it, and nothing else."""

import inspect
import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules, resolve_name

import pytest
from bs4 import BeautifulSoup

import collabgov

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "book" / "api.md").read_text("utf-8")
DIRECTIVE = re.compile(r"\.\. ([\w:]+):: ([\w.]+)")
CLASSES = {
    "collabgov.engine.model.Model",
    "collabgov.engine.parameters.Parameter",
    "collabgov.engine.parameters.Setting",
    "collabgov.claims.predicate.Predicate",
    "collabgov.claims.predicate.Dominance",
    "collabgov.claims.study.World",
    "collabgov.claims.departure.Departure",
    "collabgov.claims.curves.Curve",
}
WHOLE = {  # modules of which every public name is listed
    "collabgov.engine.ensemble",
    "collabgov.records.study_record",
    "collabgov.records.tables",
}
VERDICTS = {
    f"collabgov.claims.evaluation.{n}" for n in ("evaluate", "drivers", "regions")
}


def named(module: str) -> set[str]:
    """Names that a module shows: those of ``__all__``, or what it defines itself."""
    held = import_module(module)
    own = [
        name
        for name, value in vars(held).items()
        if inspect.isfunction(value) or inspect.isclass(value)
        if value.__module__ == module and not name.startswith("_")
    ]
    return {f"{module}.{name}" for name in getattr(held, "__all__", own)}


def shown(room: str) -> set[str]:
    """Modules of a room but those that another one of it stands before."""
    names = [module.name for module in iter_modules(import_module(room).__path__)]
    modules = {f"{room}.{name}": import_module(f"{room}.{name}") for name in names}
    behind = {
        value.__name__ if inspect.ismodule(value) else getattr(value, "__module__", "")
        for name, front in modules.items()
        if hasattr(front, "__all__")
        for value in vars(front).values()
        if getattr(value, "__module__", "") != name
    }
    return modules.keys() - behind


def listed() -> set[str]:
    """Names that the page lists."""
    found, module = set(), ""
    for kind, name in DIRECTIVE.findall(PAGE):
        if kind == "currentmodule":
            module = name
        elif kind == "automodule":
            found |= named(name)
        else:
            found.add(f"{module}.{name}")
    return found


def public() -> set[str]:
    """Names that are public."""
    modules = WHOLE | shown("collabgov.methods") | shown("collabgov.sweep")
    found = named("collabgov") | CLASSES | VERDICTS
    return found.union(*map(named, modules))


def test_the_page_lists_what_is_public_and_nothing_else():
    assert public() - listed() == set(), "public, and not listed"
    assert listed() - public() == set(), "listed, and not public"


@pytest.mark.parametrize("name", sorted(listed()))
def test_what_is_listed_is_there_and_says_what_it_is(name):
    assert inspect.getdoc(resolve_name(name))


def test_the_package_has_what_it_shows_and_no_more():
    assert all(getattr(collabgov, name) for name in collabgov.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'Studies'"):
        collabgov.Studies  # noqa: B018


def test_a_study_is_evaluated_by_name_or_as_it_is(monkeypatch):
    asked = []
    monkeypatch.setattr(
        collabgov.Study,
        "evaluate",
        lambda study, points, scrambles: asked.append((study, points, scrambles)),
    )
    study = collabgov.load("leading_small_groups")
    changed = study.with_settings(store=1.0)
    collabgov.evaluate("leading_small_groups")
    collabgov.evaluate(changed, points=64, scrambles=0)
    assert asked == [(study, 2048, 10), (changed, 64, 0)]
    with pytest.raises(ValueError, match="no study 'atlantis'; there are"):
        collabgov.evaluate("atlantis")


@pytest.mark.slow
def test_every_listed_name_stands_on_the_page_with_its_arguments(site):
    page = BeautifulSoup((site / "book/api.html").read_text("utf-8"), "html.parser")
    outer = [d for d in page.select("dl.py") if not d.find_parent("dl", class_="py")]
    ids = {dt["id"] for d in outer for dt in d.find_all("dt", recursive=False)}
    assert ids == listed()
