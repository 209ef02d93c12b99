"""Files that people write: read whole, or refused with file, line, rule and value."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError
from yaml.constructor import ConstructorError

CODEBOOK = "codebook.yml"  # the one YAML file in seeds/ that is not a record
Place = tuple[str | int, ...]  # keys and positions that lead to a value
Fault = tuple[Place, str, Any]  # where, which rule, which value

SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how .xlsx/.ods and .xls begin
RULES = {
    "missing": "this key is missing",
    "extra_forbidden": "unknown key",
    "model_type": "must be a mapping of keys to values",
}


class Part(BaseModel):
    """A block of a file: its keys are fixed and its values cannot be changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


P = TypeVar("P", bound=Part)


def seeds() -> Path:
    """Folder of records and tables: beside src/ in a checkout, else in the package."""
    return _beside(Path(__file__).resolve())


def _beside(module: Path) -> Path:
    """Folder of the seeds that belong to a module collabgov/evidence/<name>.py."""
    package, above = module.parents[1], module.parents[2]
    checkout = above.name == "src" and (above.parent / "pyproject.toml").is_file()
    return (above.parent if checkout else package) / "seeds"


def text(path: Path) -> str:
    """Content of a UTF-8 text file; line ends as they are, a byte-order mark dropped.

    Raises
    ------
    ValueError
        If there is no such file, or it is empty, a spreadsheet or not UTF-8.
    """
    if not path.is_file():
        raise ValueError(f"{path}: there is no such file")
    raw = path.read_bytes()
    if raw.startswith(SPREADSHEETS):
        raise ValueError(f"{path}:1: a spreadsheet, not plain text; save it as UTF-8")
    try:
        content = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        byte = f"0x{raw[error.start]:02x}"
        raise ValueError(f"{path}:{line}: must be UTF-8, got byte {byte}") from None
    if not content.strip():
        raise ValueError(f"{path}:1: the file is empty")
    return content


def load(
    path: Path,
    part: type[P],
    relations: Callable[[P], Iterable[Fault]] = lambda whole: (),
) -> P:
    """Read a YAML file into a checked part.

    Parameters
    ----------
    path : Path
        The file.
    part : type of Part
        Keys, types and rules of the whole file.
    relations : callable
        Whole → faults, for rules that tie distant places of the file together.

    Raises
    ------
    ValueError
        If anything is wrong; one line a fault: file, line, field, rule, value.
    """
    data, lines = _document(path)
    try:
        whole = part.model_validate(data)
    except ValidationError as error:
        faults = [_fault(e) for e in error.errors()]
    else:
        faults = list(relations(whole))
        if not faults:
            return whole
    raise ValueError("\n".join(_told(path, lines, *fault) for fault in faults))


def _fault(error: Mapping[str, Any]) -> Fault:
    """Say what pydantic found, in words for a reader of YAML."""
    rule = RULES.get(error["type"], error["msg"].removeprefix("Value error, "))
    value = "nothing" if error["type"] == "missing" else error["input"]
    return error["loc"], rule, value


def _told(path: Path, lines: Mapping[Place, int], place: Place, rule: str, value: Any):
    """One line of a refusal; positions in lists count from 1."""
    known = next(place[:n] for n in range(len(place), -1, -1) if place[:n] in lines)
    names = (str(key + 1) if isinstance(key, int) else key for key in place)
    field = ".".join(names) or "the whole file"
    return f"{path}:{lines[known]}: {field}: {rule}, got {value!r:.80}"


class _Loader(yaml.SafeLoader):
    """The safe loader, but a key that stands twice is refused."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                rule = f"the key {key.value!r} stands twice"
                raise ConstructorError(problem=rule, problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def _document(path: Path) -> tuple[Any, dict[Place, int]]:
    """Load the data of a YAML file, and the line of each place in it."""
    try:
        loader = _Loader(text(path))
        node = loader.get_single_node()
        if node is None:
            raise ValueError(f"{path}:1: the file is empty")
        return loader.construct_document(node), _lines(node, (), node.start_mark.line)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or error
        raise ValueError(f"{path}:{mark.line + 1 if mark else 1}: {problem}") from None


def _lines(node: yaml.Node, place: Place, line: int) -> dict[Place, int]:
    """Line, from 1, of every place at or below a node; a value is where its key is."""
    found = {place: line + 1}
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            found |= _lines(value, (*place, key.value), key.start_mark.line)
    elif isinstance(node, yaml.SequenceNode):
        for i, item in enumerate(node.value):
            found |= _lines(item, (*place, i), item.start_mark.line)
    return found
