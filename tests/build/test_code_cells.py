import subprocess
import sys

import pytest

from collabgov.build import code_cells

UGLY = """\
Text with `code`.

```{code-cell} python
:tags: [hide-input]
:name: first

x = {'a':1}
x;
```

```python
y = {'not':'a cell'}
```

````{code-cell} python
---
tags: [a,b]
---
print( '```' )
````

```{code-cell} python
z = 1
```
"""
NEAT = UGLY.replace("{'a':1}", '{"a": 1}').replace("( '```' )", '("```")')


@pytest.fixture
def book(tmp_path, monkeypatch):
    """A folder with a page that has cells to format, and the working folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.md").write_text(UGLY)
    (tmp_path / "plain.md").write_text("No code.\n")
    return tmp_path


def test_code_is_read_without_options_and_with_its_line():
    assert code_cells.code(UGLY) == [
        (3, "x = {'a':1}\nx;\n"),
        (15, "print( '```' )\n"),
        (22, "z = 1\n"),
    ]


def test_check_names_the_cells_and_changes_nothing(book, capsys):
    assert code_cells.main(["--check", "."]) == 1
    assert capsys.readouterr().out == (
        "page.md:3: would be reformatted\npage.md:15: would be reformatted\n"
    )
    assert (book / "page.md").read_text() == UGLY


def test_formatting_changes_cells_alone_and_then_has_nothing_to_do(book):
    assert code_cells.main(["."]) == 0
    assert (book / "page.md").read_text() == NEAT
    assert code_cells.main(["--check", "."]) == 0


def test_cell_that_is_no_python_is_named_by_its_page(book):
    (book / "page.md").write_text(UGLY + "\n```{code-cell} python\n\nx = 1\ny =\n```\n")
    with pytest.raises(SystemExit, match=r"page\.md:29:\d+: Expected an expression"):
        code_cells.main(["--check", "."])


def test_book_without_pages_passes(tmp_path):
    command = [
        sys.executable,
        "-m",
        "collabgov.build.code_cells",
        "--check",
        str(tmp_path),
    ]
    assert subprocess.run(command, check=False).returncode == 0
