import re

from collabgov.records import study_record
from collabgov.synthesis.words import MEETINGS, STUDIES, VOCABULARY


def test_every_word_has_a_meaning_in_every_study():
    for word, row in VOCABULARY.items():
        assert tuple(row) == STUDIES, word
        assert all(row.values()), word


def test_claims_that_meet_are_claims_of_the_records():
    known = {claim.id for study in study_record.studies() for claim in study.claims}
    for names in MEETINGS:
        found = re.findall(r"[A-Z]{2}-\d+", names)
        assert len(found) > 1 and set(found) <= known, names
