"""Files of codes as they come in: read whole, or refused in words."""

import warnings

import numpy as np
import pandas as pd
import pytest
from generated import READER, filled, read, spoilt
from hypothesis import event, given
from hypothesis import strategies as st

from collabgov.methods import agreement, codes

NAMES = st.sampled_from(["A", "B", "C", "s1", "trust", "10", "2"])
WORDS = st.sampled_from(["1", "2", "10", "2.5", "trust", "none", "mission", "0", "-3"])
LEVEL = st.sampled_from(agreement.LEVELS)


@st.composite
def sound(draw):
    """A sound file of codes, as some program writes it."""
    given = draw(st.dictionaries(st.tuples(NAMES, NAMES), WORDS, min_size=1))
    rows = [
        ("unit", "coder", "code"),
        *((*names, code) for names, code in given.items()),
    ]
    if draw(st.booleans()):
        rows = [(*row, "2" if k else "round") for k, row in enumerate(rows)]
    if draw(st.booleans()):
        rows = [(str(k) if k else "", *row) for k, row in enumerate(rows)]
    mark, separator = draw(st.sampled_from(["", '"'])), draw(st.sampled_from(",;\t"))
    lines = (separator.join(f"{mark}{cell}{mark}" for cell in row) for row in rows)
    return "\n".join(lines) + "\n"


@READER
@given(content=sound().flatmap(spoilt))
def test_a_file_of_codes_is_read_whole_or_refused(tmp_path, content):
    found = read(codes.read, tmp_path / "codes.csv", content)
    if found is None:
        return
    assert not found.isna().any(axis=None)
    text = content.decode("utf-8-sig")
    if '"' not in text:
        assert len(found) == filled(text) - 1
    again = found.to_csv(index=False).encode()
    assert codes.read(tmp_path / "codes.csv").equals(found)
    pd.testing.assert_frame_equal(read(codes.read, tmp_path / "b.csv", again), found)


@READER
@given(content=sound().flatmap(spoilt), level=LEVEL)
def test_codes_that_are_read_have_an_alpha_or_a_reason_why_not(
    tmp_path, content, level
):
    found = read(codes.read, tmp_path / "codes.csv", content)
    if found is None:
        return
    for _, part in found.groupby("round"):
        try:
            alpha = agreement.krippendorff_alpha(codes.matrix(part), level)
        except ValueError as error:
            assert type(error) is ValueError and "\n" not in str(error)
        else:
            assert np.isfinite(alpha) and alpha <= 1


FEW = st.sampled_from([0.0, 1.0, 2.0, 10.0, np.nan])
NUMBERS = (
    FEW | st.floats(allow_infinity=False) | st.sampled_from([1e200, 5e-324, 1.7e308])
)
TEXTS = st.sampled_from(["a", "b", "c", "10", "2", None, np.nan])
ODD = st.sampled_from(
    ["A", "NA", 1, True, 10**400, pd.NA, np.inf, -1.0, 1j, b"x", "a "]
)


@st.composite
def given_codes(draw):
    """Coders × units of numbers, of words, or of both and what is neither."""
    values = draw(st.sampled_from([FEW, NUMBERS, NUMBERS.map(abs), TEXTS, TEXTS | ODD]))
    units = draw(st.integers(0, 6))
    coder = st.lists(values, min_size=units, max_size=units)
    return draw(st.lists(coder, min_size=1, max_size=4))


@READER
@given(data=given_codes(), level=LEVEL)
def test_any_table_has_an_alpha_or_a_reason_why_not(data, level):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            alpha = agreement.krippendorff_alpha(data, level)
        except ValueError as error:
            event("refused")
            assert type(error) is ValueError and "\n" not in str(error)
            return
    event("an alpha")
    assert np.isfinite(alpha) and alpha <= 1
    if alpha < 1 and level == "nominal":
        assert alpha == pytest.approx(agreement.krippendorff_alpha(data[::-1], level))
