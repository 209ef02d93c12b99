from collections import Counter

from collabgov.pages import addresses
from collabgov.records import study_record
from collabgov.studies import load


def names():
    """Tests and their claims, as records name them and modules have them."""
    for record in study_record.studies():
        named = [(t, c.id) for c in record.claims for t in c.predicates]
        made = [(p.id, p.claim) for p in load(record.slug).predicates]
        yield [claim.id for claim in record.claims], {*named, *made}


def test_no_two_rows_of_the_ledger_share_an_address():
    found = Counter()
    for claims, tests in names():
        found.update(addresses.anchor(claim) for claim in claims)
        found.update(addresses.row(*test) for test in tests)
    assert len(found) > 100
    assert [address for address, times in found.items() if times > 1] == []


def test_no_two_tests_share_the_place_of_their_code():
    codes = [addresses.code(test) for _, tests in names() for test, _ in tests]
    assert len(set(codes)) == len(codes)


def test_an_address_holds_what_can_stand_in_one():
    assert addresses.anchor("XS-14s 1.2") == "XS-14s-1.2"
    assert addresses.anchor("XS-9b′") != addresses.anchor("XS-9b")


def test_a_test_named_as_its_claim_leaves_the_address_to_the_claim():
    assert addresses.row("LG-5", "LG-5") != addresses.anchor("LG-5")
    assert addresses.row("LG-5b", "LG-5") == "LG-5b"
