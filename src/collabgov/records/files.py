"""Files that people write: read whole, or refused with file, line, rule and value."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from collabgov.records.spelling import visible
from collabgov.records.yaml_document import Place, document

CODEBOOK = "codebook.yml"  # the one YAML file in seeds/ that is not a record
TOLD = 10  # faults named in one refusal
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
    """Folder of the seeds that belong to a module collabgov/records/<name>.py."""
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
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise ValueError(f"{path}: there is no such file") from None
    except OSError as error:  # a folder, or nobody may read it
        raise ValueError(f"{path}: cannot be read: {error.strerror}") from None
    if raw.startswith(SPREADSHEETS):
        raise ValueError(f"{path}:1: a spreadsheet, not plain text; save it as UTF-8")
    try:
        content = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len((raw[: error.start] + b".").splitlines())
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
    return _checked(path, part, relations)[1]


def content(path: Path, part: type[Part]) -> Any:
    """Read a YAML file as it stands, once it is known to be such a part.

    Parameters
    ----------
    path, part
        As for `load`.

    Raises
    ------
    ValueError
        As for `load`.
    """
    return _checked(path, part, lambda whole: ())[0]


def _checked(
    path: Path, part: type[P], relations: Callable[[P], Iterable[Fault]]
) -> tuple[Any, P]:
    """A YAML file as it stands, and as the checked part that it is."""
    data, lines = document(path, text(path))
    try:
        whole = part.model_validate(data)
    except ValidationError as error:
        faults = [_fault(e) for e in error.errors()]
    else:
        faults = list(relations(whole))
        if not faults:
            return data, whole
    raise refusal(path, faults, lambda fault: _told(path, lines, *fault))


def refusal(
    path: Path, faults: Sequence[Any], told: Callable[[Any], str]
) -> ValueError:
    """An error that tells ten faults of a file, one a line, and how many more it has.

    Examples
    --------
    >>> str(refusal(Path("a.csv"), range(12), "a.csv: row {}".format)).splitlines()[9:]
    ['a.csv: row 9', 'a.csv: and 2 more faults']
    """
    more = len(faults) - TOLD
    lines = [visible(told(fault)) for fault in faults[:TOLD]]
    if more > 0:
        lines.append(f"{path}: and {more} more fault{'s' * (more > 1)}")
    return ValueError("\n".join(lines))


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
    return f"{path}:{lines[known]}: {field:.80}: {rule:.240}, got {value!r:.80}"
