import ast
from dataclasses import replace

import pytest

from collabgov.pages import predicate_code
from collabgov.studies import load

SLUG = "leading_small_groups"


@pytest.fixture(scope="module")
def found():
    return predicate_code.listings(SLUG)


def piece(found, test):
    (source,) = (text for text, tests in found.items() if test in tests)
    return source


def test_every_test_has_its_code_once_and_in_the_order_of_the_table(found):
    listed = [test for tests in found.values() for test in tests]
    assert listed == [p.id for p in load(SLUG).predicates]


def test_the_code_is_the_entry_of_the_table(found):
    source = piece(found, "LG-5")
    assert ast.parse(source)
    assert '"LG-5",' in source and "margin=0.6" in source
    assert not source.startswith(" ")


def test_functions_that_an_entry_calls_follow_it(found):
    source = piece(found, "LG-3P")
    assert "def _dominance(" in source and "def _alone(" in source
    assert "def _gain(" not in source


def test_a_loop_that_makes_several_is_shown_once_for_all(found):
    source = piece(found, "LG-10s.sLa")
    assert "LG-10m.fLr" in found[source]
    assert source.count("def _legalised(") == 1


def test_each_test_has_an_address_and_a_way_to_the_ledger():
    claims = {p.id: p.claim for p in load(SLUG).predicates}
    text = predicate_code.listings_html(SLUG, claims)
    assert '<a id="code-LG-5" href="claims.html#test-LG-5">LG-5</a>' in text
    assert '<a id="code-LG-5b" href="claims.html#LG-5b">LG-5b</a>' in text
    assert text.count("<a id=") == len(claims)
    assert "r[f&quot;{run}.effort&quot;]" in text


def test_a_predicate_that_stands_in_no_tuple_of_its_files_is_refused(monkeypatch):
    study = load(SLUG)
    made = replace(study.predicates[0], id="LG-99")
    longer = replace(study, predicates=(*study.predicates, made))
    monkeypatch.setattr(predicate_code, "load", lambda slug: longer)
    with pytest.raises(ValueError, match=r"LG-99 stands in no tuple of predicates"):
        predicate_code.listings(SLUG)
