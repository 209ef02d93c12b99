import pytest

from collabgov.records.files import Part, _beside, load, seeds, text


class Inner(Part):
    name: str


class Whole(Part):
    title: str
    parts: tuple[Inner, ...]


GOOD = "title: one\nparts:\n  - name: a\n  - name: b\n"


def written(folder, content):
    path = folder / "a.yml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_sound_file_is_read_whole(tmp_path):
    whole = load(written(tmp_path, GOOD), Whole)
    assert [part.name for part in whole.parts] == ["a", "b"]


def test_a_byte_order_mark_is_dropped(tmp_path):
    path = written(tmp_path, b"\xef\xbb\xbf" + GOOD.encode())
    assert load(path, Whole).title == "one"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (GOOD + "more: 1\n", "a.yml:5: more: unknown key, got 1"),
        (GOOD.replace("name: b", "nam: b"), "a.yml:4: parts.2.name: this key is miss"),
        (GOOD.replace("name: b", "name: 7"), "a.yml:4: parts.2.name: .*string, got 7"),
        (
            GOOD.replace("name: b", "b"),
            "a.yml:4: parts.2: must be a mapping.*, got 'b'",
        ),
        ("title: one\n", "a.yml:1: parts: this key is missing"),
        ("- 1\n- 2\n", "a.yml:1: the whole file: must be a mapping"),
        ("one\n", "a.yml:1: the whole file: must be a mapping.*, got 'one'"),
        (GOOD + "title: two\n", "a.yml:5: the key 'title' stands twice"),
        (GOOD + "    name: c\n", "a.yml:5: the key 'name' stands twice"),
        ("title: one\nparts: [\n", "a.yml:3: expected the node content"),
        (
            "title: !!python/name:os.system\n",
            "a.yml:1: must have no tag, got tag:.*os.system",
        ),
        (GOOD + "---\n" + GOOD, "a.yml:5: but found another document"),
        ("", "a.yml:1: the file is empty"),
        ("# only a comment\n", "a.yml:1: the file is empty"),
        (b"title: one\nparts: Andr\xe9\n", "a.yml:2: must be UTF-8, got byte 0xe9"),
        (b"PK\x03\x04 and so on", "a.yml:1: a spreadsheet, not plain text"),
    ],
)
def test_a_fault_is_refused_with_file_line_and_rule(tmp_path, content, told):
    with pytest.raises(ValueError, match=told):
        load(written(tmp_path, content), Whole)


def test_all_faults_stand_in_one_refusal(tmp_path):
    content = GOOD.replace("name: a", "name: 1").replace("name: b", "other: 2")
    with pytest.raises(ValueError) as refusal:
        load(written(tmp_path, content), Whole)
    lines = str(refusal.value).splitlines()
    assert [line.split("a.yml:")[1].split(",")[0] for line in lines] == [
        "3: parts.1.name: Input should be a valid string",
        "4: parts.2.name: this key is missing",
        "4: parts.2.other: unknown key",
    ]


def test_a_relation_between_parts_is_refused_at_its_place(tmp_path):
    def relations(whole):
        yield ("parts", 1, "name"), "must not be b", whole.parts[1].name

    with pytest.raises(ValueError, match=r"a\.yml:4: parts\.2\.name: must not be b"):
        load(written(tmp_path, GOOD), Whole, relations)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ValueError, match=r"none\.csv: there is no such file"):
        text(tmp_path / "none.csv")


def test_what_was_read_cannot_be_changed(tmp_path):
    whole = load(written(tmp_path, GOOD), Whole)
    with pytest.raises(ValueError, match="frozen"):
        whole.title = "two"


def test_a_checkout_never_reads_the_copy_in_its_package(tmp_path):
    package = tmp_path / "src" / "collabgov"
    (package / "seeds").mkdir(parents=True)  # an old copy
    (tmp_path / "pyproject.toml").touch()
    assert _beside(package / "evidence" / "reading.py") == tmp_path / "seeds"


def test_an_installed_package_reads_its_own_seeds(tmp_path):
    package = tmp_path / "site-packages" / "collabgov"
    assert _beside(package / "evidence" / "reading.py") == package / "seeds"


def test_a_package_put_into_another_project_reads_its_own_seeds(tmp_path):
    package = tmp_path / "vendor" / "collabgov"
    (tmp_path / "pyproject.toml").touch()
    assert _beside(package / "evidence" / "reading.py") == package / "seeds"


def test_an_installed_package_in_a_folder_called_src_reads_its_own_seeds(tmp_path):
    package = tmp_path / "src" / "collabgov"
    assert _beside(package / "evidence" / "reading.py") == package / "seeds"


def test_the_seeds_have_a_readme_and_a_codebook():
    assert {"README.md", "codebook.yml"} <= {path.name for path in seeds().iterdir()}
