"""Files of classes as they come in: drawn whole, or refused in words."""

import math

import pytest
from class_page import BOOK, GAMES, ROWS, drawn
from generated import READER, read, spoilt
from hypothesis import given
from hypothesis import strategies as st

from collabgov.records import tables


@st.composite
def classes(draw, slug):
    """Rows of a class: some groups, with up to three faults that people make."""
    rows = ROWS[slug]
    groups = draw(st.sets(st.sampled_from("ABCD"), min_size=1))
    rows = rows[rows["group"].isin(groups)].reset_index(drop=True)
    for fault in draw(st.lists(st.sampled_from(FAULTS), max_size=3)):
        if len(rows):
            rows = draw(fault(rows)).reset_index(drop=True)
    return rows


def without_rounds(rows):
    """Some rounds are missing, of all groups or of one."""
    rounds = st.sets(st.sampled_from(sorted(set(rows["round"]))), min_size=1)
    group = st.sampled_from([*sorted(set(rows["group"])), None])
    return st.tuples(rounds, group).map(
        lambda x: rows[
            ~(rows["round"].isin(x[0]) & ((rows["group"] == x[1]) | (x[1] is None)))
        ]
    )


def without_rows(rows):
    """Some rows are missing."""
    return st.sets(st.sampled_from(range(len(rows))), max_size=3).map(
        lambda some: rows.drop(index=sorted(some))
    )


def other_cell(rows):
    """A cell holds what stands elsewhere in its column."""
    row, column = st.sampled_from(range(len(rows))), st.sampled_from(list(rows))
    return st.tuples(row, row, column).map(lambda x: put(rows, *x))


def put(rows, at, taken, column):
    """Rows in which one cell is that of another row."""
    values = rows[column].tolist()
    values[at] = values[taken]
    return rows.assign(**{column: values})


def small_letters(rows):
    """A group, or all of them, is written with a small letter."""
    which = st.sampled_from([*sorted(set(rows["group"])), None])
    return which.map(
        lambda one: rows.assign(
            group=[x.lower() if one in (None, x) else x for x in rows["group"]]
        )
    )


def sorted_otherwise(rows):
    """Rows in another order: no fault at all."""
    return st.sampled_from(list(rows)).map(lambda column: rows.sort_values(column))


FAULTS = (without_rounds, without_rows, other_cell, small_letters, sorted_otherwise)


@pytest.fixture
def known(monkeypatch):
    """Codebook and roles are read once, not for every class."""
    monkeypatch.setattr(tables, "codebook", lambda folder=None: BOOK)


def whole(slug, folder):
    """What the page draws is there for every group and every comparison."""
    glued, result = drawn(slug, folder)
    assert all(math.isfinite(value) for value in glued.values()), glued
    assert not result.isna().any(axis=None), result


@READER
@given(slug=st.sampled_from(sorted(GAMES)), data=st.data())
def test_what_a_page_draws_of_a_class_is_whole_or_nothing(tmp_path, known, slug, data):
    game, rows = GAMES[slug], data.draw(classes(slug))
    content = rows.to_csv(index=False).encode()
    found = read(lambda p: game.read(p.parent), tmp_path / f"{game.table}.csv", content)
    if found is not None:
        assert len(found) == found["group"].nunique() * game.rounds * game.size
        whole(slug, tmp_path)


@READER
@given(slug=st.sampled_from(sorted(GAMES)), data=st.data())
def test_a_spoilt_file_of_a_class_is_read_whole_or_refused(tmp_path, known, slug, data):
    game = GAMES[slug]
    content = data.draw(spoilt(ROWS[slug].to_csv(index=False)))
    found = read(lambda p: game.read(p.parent), tmp_path / f"{game.table}.csv", content)
    if found is not None:
        assert len(found) == found["group"].nunique() * game.rounds * game.size
