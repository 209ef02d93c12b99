"""Rows of a CSV file are the same, whichever program wrote it."""

import pytest

from collabgov.records.csv_rows import rows

ROWS = [["unit", "coder", "code"], ["s1", "A", "x y"], ["s2", "B", "z"]]
PLAIN = "unit,coder,code\ns1,A,x y\ns2,B,z\n"
QUOTED = '"unit","coder","code"\n"s1","A","x y"\n"s2","B","z"\n'


def read(folder, content):
    path = folder / "a.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return rows(path)


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        QUOTED,
        '"","unit","coder","code"\n"1","s1","A","x y"\n"2","s2","B","z"\n',  # R
        ",unit,coder,code\n0,s1,A,x y\n1,s2,B,z\n",  # pandas
        PLAIN.replace("\n", "\r"),
        PLAIN.replace("\n", "\r\n"),
        QUOTED.replace("\n", "\r"),
        PLAIN.replace(",", ", "),
        QUOTED.replace(",", ", "),
        PLAIN.replace(",", ";"),
        QUOTED.replace(",", ";"),
        PLAIN.replace(",", "\t"),
        PLAIN.encode("utf-8-sig"),
        PLAIN + "\n\n",
        PLAIN + ",,\n , ,\n",
        PLAIN.replace("A,", " A ,").replace("z", "z \t"),
        PLAIN.replace("x y", "x\N{NO-BREAK SPACE} y"),
        PLAIN.removesuffix("\n"),
    ],
)
def test_what_programs_write_differently_is_read_alike(tmp_path, content):
    assert read(tmp_path, content) == ROWS


def test_a_separator_within_quotes_separates_nothing(tmp_path):
    found = read(tmp_path, 'a,"b;c;d;e"\n"1,5",2\n')
    assert found == [["a", "b;c;d;e"], ["1,5", "2"]]


def test_a_letter_is_one_letter_however_it_is_composed(tmp_path):
    assert read(tmp_path, "a,b\ne\N{COMBINING ACUTE ACCENT},é\n")[1] == ["é", "é"]


def test_an_empty_row_within_the_table_stays(tmp_path):
    assert read(tmp_path, "a,b\n\n1,2\n") == [["a", "b"], [], ["1", "2"]]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "a.csv:1: the file is empty"),
        (b"a,b\n1,\xff\n", "a.csv:2: must be UTF-8, got byte 0xff"),
        (b"a,b\r1,2\r3,\xff\r", "a.csv:3: must be UTF-8, got byte 0xff"),
        (b'a,b\n1,"2\n', "a.csv: row 2: quotes do not match"),
        (b'a,b\n1,"2"3\n', "a.csv: row 2: quotes do not match"),
        (b"a,b\n1," + 200_000 * b"x" + b"\n", "a.csv: row 2: a cell is too long"),
    ],
)
def test_what_is_no_table_is_refused_by_row(tmp_path, content, told):
    with pytest.raises(ValueError, match=told):
        read(tmp_path, content)


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(ValueError, match="cannot be read: Is a directory"):
        rows(tmp_path)
