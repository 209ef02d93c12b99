"""Files of codes, and codes set out coders × units: nothing is guessed, nothing lost."""

import numpy as np
import pandas as pd
import pytest

from collabgov.methods import agreement, codes
from collabgov.records import tables


def write(folder, text):
    path = folder / "codes.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return path


def test_a_file_of_codes_is_read(tmp_path):
    path = write(tmp_path, "unit,coder,code\ns1,A,trust\ns1,B,mission\ns2,A,trust\n")
    found = codes.read(path)
    assert found["round"].tolist() == [1, 1, 1]
    table = codes.matrix(found)
    assert table.loc["A"].tolist() == ["trust", "trust"]
    assert table.loc["B", "s1"] == "mission"
    assert np.isnan(table.loc["B", "s2"])


def test_a_file_of_two_rounds_is_read(tmp_path):
    path = write(tmp_path, "round,unit,coder,code\n1,s1,A,x\n2,s1,A,y\n")
    assert codes.read(str(path))["round"].tolist() == [1, 2]


@pytest.mark.parametrize(
    "text",
    [
        '"unit","coder","code","round"\n"s1","A","x",1\n"s1","A","y",2\n',  # R
        '"","unit","coder","code","round"\n"1","s1","A","x",1\n"2","s1","A","y",2\n',
        "unit,coder,code,round\rs1,A,x,1\rs1,A,y,2\r",
        "unit,coder,code,round\r\ns1,A,x,1\r\ns1,A,y,2\r\n",
        "unit, coder, code, round\ns1, A, x, 1\ns1, A, y, 2\n",
        "unit;coder;code;round\ns1;A;x;1\ns1;A;y;2\n;;;\n\n",
        "\N{BYTE ORDER MARK}unit\tcoder\tcode\tround\ns1\tA\tx\t1\ns1\tA\ty\t2\n",
    ],
)
def test_two_rounds_are_read_from_whatever_program_wrote_them(tmp_path, text):
    found = codes.read(write(tmp_path, text))
    known = [["s1", "A", "x", 1], ["s1", "A", "y", 2]]
    assert found[["unit", "coder", "code", "round"]].to_numpy().tolist() == known


def test_numeric_codes_of_a_file_keep_their_size(tmp_path):
    """Numbered by the alphabet, 10 stood between 1 and 2."""
    pairs = [(1, 1), (2, 2), (10, 9), (10, 10), (9, 9), (3, 3), (1, 2), (2, 1)]
    lines = [f"u{k},A,{a}\nu{k},B,{b}\n" for k, (a, b) in enumerate(pairs)]
    data = codes.matrix(
        codes.read(write(tmp_path, f"unit,coder,code\n{''.join(lines)}"))
    )
    assert data.to_numpy().tolist() == np.transpose(pairs).tolist()
    for level, alpha in {"ordinal": 0.8819, "interval": 0.9877}.items():
        assert agreement.krippendorff_alpha(data, level) == pytest.approx(
            alpha, abs=5e-5
        )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("unit,coder\ns1,A\n",
         "row 1: the columns must be unit,coder,code, got unit,coder$"),
        ("unit,coder,code\ns1,A,\n", "row 2, column code: must not be empty, got ''"),
        ("unit,coder,code\ns1,A,x\ns1,A,y\n", "row 3, .* this row stands twice"),
        ("unit,coder,code\ns1,A,x\ns1,A ,y\n", "row 3, .* this row stands twice"),
        ("unit,coder,code,round\ns1,A,x,0\n", "row 2, column round: .* got '0'"),
        ("unit,coder,code\ns1,A,x,y\n", "row 2: must have 3 cells, got 4"),
        ("unit,coder,code\n", "row 2: there is no row under the header"),
        ("", "the file is empty"),
        ("unit,coder,code\ns1,A,x\ns1,B,NA\n", "row 3, column code: a missing code has n"),
        ("unit,coder,code\ns1,A,NaN\n", "row 2, column code: a missing code has no row"),
        ("unit,coder,code\ns1,A,.\n", "row 2, column code: a missing code has no row"),
        ("unit,coder,code\ns1,A,trust\ns1,B,Trust\n",
         "row 3, column code: must be written as in row 2, 'trust', got 'Trust'"),
        ("unit,coder,code\ns1,A,1\ns1,B,1.0\n",
         "row 3, column code: must be written as in row 2, '1', got '1.0'"),
        ("unit,coder,code\ns1,A,1\ns1,B,1e999\n", "row 3, column code: .* must be finite"),
        ("unit,coder,code\ns1,A,x\ns2,a,y\n",
         "row 3, column coder: must be written as in row 2, 'A', got 'a'"),
        ("unit,coder,code\ns1,A,x\nS1,B,y\n",
         "row 3, column unit: must be written as in row 2, 's1', got 'S1'"),
        ("unit,coder,code\ns1,A,tr\N{SOFT HYPHEN}ust\n",
         "row 2, column code: must have no hidden characters, got"),
    ],
)  # fmt: skip
def test_a_file_with_a_fault_is_refused_by_row(tmp_path, text, message):
    path = write(tmp_path, text)
    with pytest.raises(ValueError, match=message) as told:
        codes.read(path)
    assert str(told.value).startswith(str(path))
    assert len(str(told.value).splitlines()) == 1


def test_the_word_none_is_a_code(tmp_path):
    found = codes.read(write(tmp_path, "unit,coder,code\ns1,A,none\ns1,B,x\n"))
    assert found["code"].tolist() == ["none", "x"]
    assert set(tables.read("text_coding_example")["code"]) >= {"none"}


def given(units, coders, marks):
    return pd.DataFrame({"unit": units, "coder": coders, "code": marks})


def test_a_missing_code_of_a_table_is_no_code():
    table = codes.matrix(given([1, 1, 2, 2], list("ABAB"), ["x", "y", None, "x"]))
    assert table.loc["B"].tolist() == ["y", "x"]
    assert pd.isna(table.loc["A", 2])


def test_names_of_coders_are_tidied():
    table = codes.matrix(given(["u", "u", "v"], ["A", "B", "A "], ["x", "y", "z"]))
    assert table.index.tolist() == ["A", "B"]


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (given([1, 1], ["A", "A"], ["x", "y"]), "coder A coded unit 1 twice"),
        (given([1, 1], ["A", "A "], ["x", "y"]), "coder A coded unit 1 twice"),
        (given([1, None], ["A", "B"], ["x", "y"]), "every code needs a unit, got none"),
        (given([1, 1], ["A", None], ["x", "y"]), "every code needs a coder, got none"),
        (given([1, 1], ["A", "B"], ["x", "NA"]), "a missing code has no row, .* 'NA'"),
        (given([1, 1], ["A", "B"], ["x", "X"]), "in one way, got 'x' and 'X'"),
        (
            given([1, 2], ["Ann", "ann"], ["x", "y"]),
            "a coder must be written in one way",
        ),
        (
            given([1, 1], ["A", "B"], ["x", 1]),
            "codes must all be texts, or none, got 1",
        ),
        (given([1, 1], ["A", "B"], [1, np.inf]), "must be finite, got inf"),
        (given([1], ["A"], ["x"]).drop(columns="unit"), "needs columns .* got no unit"),
    ],
)
def test_codes_that_cannot_be_set_out_are_refused(frame, message):
    with pytest.raises(ValueError, match=message):
        codes.matrix(frame)
