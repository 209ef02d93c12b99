"""YAML that people write: what only programs write is refused, at its line, at once."""

import time
from pathlib import Path

import pytest

from collabgov.records.yaml_document import LONGEST, MOST, document

FILE = Path("a.yml")
NINE = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{k}: &a{k} [{', '.join([f'*a{k - 1}'] * 9)}]\n" for k in range(1, 10)
)  # nine to the tenth values, if they were written out


def refused(content):
    with pytest.raises(ValueError) as error:
        document(FILE, content)
    assert type(error.value) is ValueError
    return str(error.value)


def test_values_are_read_with_the_line_of_their_key():
    data, lines = document(FILE, "a: 1\nb:\n  - x\n  - c: 2.5\n    d: null\n")
    assert data == {"a": 1, "b": ["x", {"c": 2.5, "d": None}]}
    assert lines["b",] == 2
    assert (lines["b", 0], lines["b", 1, "d"]) == (3, 5)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (NINE, "a.yml:2: must be written out, got the alias *a0"),
        ("a: 1\nb: &x [*x]\n", "a.yml:2: must be written out, got the alias *x"),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", "a.yml:3: must be written out, got the alias"),
        ("a: 1\n<<: {b: 2}\n", "a.yml:2: a key must be a text, got '<<'"),
        ("a: 1\nb: " + 5_000 * "[", "a.yml:2: must not be nested more than 20 deep"),
        (5_000 * "{a: ", "a.yml:1: must not be nested more than 20 deep"),
        ("".join(f"{' ' * k}k:\n" for k in range(90)), "a.yml:20: must not be nested"),
        ("a: 1\n? [b, c]\n: 2\n", "a.yml:2: a key must be a text, got a list"),
        ("? {b: c}\n: 2\n", "a.yml:1: a key must be a text, got a mapping"),
        ("a: 1\n2020-02-01: 2\n", "a.yml:2: a key must be a text, got '2020-02-01'"),
        ("1: 2\n", "a.yml:1: a key must be a text, got '1'"),
        ("a: 1\nb: {c: 2, 'c': 3}\n", "a.yml:2: the key 'c' stands twice"),
        ("a: 2020-02-30\n", "a.yml:1: cannot be read as a date, got '2020-02-30'"),
        ("a: 2020-02-01T00:00:00+99:99\n", "a.yml:1: cannot be read as a date, got "),
        ("a: 1\nb: [0x_]\n", "a.yml:2: cannot be read as a whole number, got '0x_'"),
        ("a: 0b_\n", "a.yml:1: cannot be read as a whole number, got '0b_'"),
        (f"a: {5_000 * '9'}\n", "a.yml:1: cannot be read as a whole number, got '999"),
        (f"a: {4_000 * '9'}\n", "a.yml:1: a whole number must lie within 2^53, got 99"),
        ("a: 9007199254740993\n", "a.yml:1: a whole number must lie within 2^53, got "),
        ("a: !!timestamp x\n", "a.yml:1: must have no tag, got tag:yaml.org,2002:timest"),
        ("a: 1\nb: !!bool x\n", "a.yml:2: must have no tag, got tag:yaml.org,2002:bool"),
        ("a: !!binary aGk=\n", "a.yml:1: must have no tag, got tag:yaml.org,2002:binary"),
        ("a: !!set {b, c}\n", "a.yml:1: must have no tag, got tag:yaml.org,2002:set"),
        ("a: 1\nb: x\0y\n", "a.yml:2: must have no hidden characters, got U+0000"),
        ("a: 1\nb: [\n", "a.yml:3: expected the node content"),
        ("# nothing\n", "a.yml:1: the file is empty"),
    ],
)  # fmt: skip
def test_what_is_no_plain_record_is_refused_with_its_line_within_a_second(
    content, told
):
    start = time.process_time()
    found = refused(content)
    assert time.process_time() - start < 1
    assert found.startswith(told)
    assert len(found.splitlines()) == 1 and len(found) < 200


def test_a_file_may_be_long_but_not_endless():
    data, _ = document(FILE, f"a: {'b' * (LONGEST - 3)}")
    assert len(data["a"]) == LONGEST - 3
    assert refused(f"a: {'b' * (LONGEST - 2)}") == (
        "a.yml:1: the file must have at most 100,000 characters, got 100,001"
    )


def test_a_file_may_have_many_values_but_not_any_number():
    few = MOST // 2 - 1
    data, _ = document(FILE, "".join(f"k{k}: 1\n" for k in range(few)))
    assert len(data) == few
    told = refused("".join(f"k{k}: 1\n" for k in range(20_000 // 4)))
    assert told == "a.yml:2500: must have at most 5,000 keys and values"
