from collabgov.pages import study_cards
from collabgov.records import study_record


def test_a_card_tells_question_cases_findings_and_gaps():
    study = study_record.read("leading_small_groups")
    text = study_cards.card(study).data
    assert study.cases[0].name in text
    assert text.count("<li>") >= len(study.findings) + len(study.not_told)
    assert 'href="leading_small_groups.html"' in text


def test_a_card_lists_exactly_the_claims_that_carry_a_reason():
    study = study_record.read("leading_small_groups")
    text = study_cards.card(study).data
    for claim in study.claims:
        shown = f'<span class="text-nowrap">{claim.id}</span>'
        there = f'<li><a href="claims.html#{claim.id}">{shown}</a>. '
        assert (there in text) == bool(claim.reason)


def test_a_citation_ends_in_a_full_stop_and_links_its_doi():
    text = study_cards.card(study_record.read("leading_small_groups")).data
    doi = "10.1108/IJPL-02-2020-0008"
    assert f'249–264. <a href="https://doi.org/{doi}">doi:{doi}</a>. Read: ' in text
    without = study_cards.card(study_record.read("synergistic_inertia")).data
    assert "=2556307079962989. Read: " in without and "China’s" in without


def test_side_by_side_has_a_row_a_study_and_counts_what_is_formalised():
    studies = study_record.studies()
    table = study_cards.overview(studies)
    assert len(table) == len(studies)
    small = table.loc["Leading small groups"]
    study = study_record.read("leading_small_groups")
    assert small["claims"] == len(study.claims)
    assert small["of these formalised"] == sum(bool(c.predicates) for c in study.claims)


def test_the_overlap_names_the_shared_works():
    table = study_cards.shared_works(study_record.studies())
    row = table.loc["Synergy of drivers, Relational leadership"]
    assert row["shared"] == 2
    assert "Collaborative governance in theory and practice (2008)" in row["works"]
    assert (table["shared"] <= 2).all()
