"""What holds for every study of the book alike."""

import pytest

from collabgov.records import study_record
from collabgov.studies import BOOK, load


@pytest.mark.parametrize("slug", BOOK)
def test_every_parameter_says_what_it_is_what_to_ask_and_on_what_ground(slug):
    texts = load(slug).model.table()[["unit", "meaning", "ask", "ground"]]
    assert (texts.map(len) > 0).all(axis=None)
    # it stands after "fails where"
    assert not texts["meaning"].str.startswith("where ").any()


@pytest.mark.parametrize("slug", BOOK)
def test_record_and_study_name_each_others_claims_and_predicates(slug):
    predicates = load(slug).predicates
    study_record.agree(study_record.read(slug), predicates)
    ids = [predicate.id for predicate in predicates]
    assert len(set(ids)) == len(ids)
