"""What each column of the claim ledger holds, and the ledger as files to download."""

import json
from dataclasses import asdict, dataclass

import pandas as pd

from collabgov.pages.place_words import BY_TAIL, OWN_WORLD
from collabgov.pages.typography import spelled

ABOUT = (
    "All claims of the {} studies as read from their abstracts: a row for each test of "
    "a claim, and one for each claim without a test. A share is a share of sets of "
    "assumptions that we drew, not a probability and no finding about any place. Text "
    "is UTF-8; a cell is empty where its column does not apply."
)


@dataclass(frozen=True)
class Column:
    """One column: its name, its kind of value, and what it means."""

    name: str
    type: str
    description: str


def _places() -> list[Column]:
    """The three columns of each place."""
    columns = []
    for tail, words in BY_TAIL.items():
        place = words.counted
        columns += [
            Column(f"n{tail}", "integer", f"sets of assumptions counted in {place}"),
            Column(f"support{tail}", "number", f"share that supports it in {place}"),
            Column(f"oppose{tail}", "number", f"share that opposes it in {place}"),
        ]
        if not tail:
            columns += [
                Column("no_room", "number", "share in which nothing could have moved"),
                Column("no_effect", "number", "share in which nothing moved enough"),
            ]
    return columns


COLUMNS = (
    Column("address", "string", "the row's address: claims.html#address"),
    Column("claim", "string", "id of the claim; never used again for another"),
    Column("study", "string", "short title of the study"),
    Column("slug", "string", "name of the study's files"),
    Column("statement", "string", "the claim in our words, no stronger than the text"),
    Column("phrase", "string", "the text's own key words, at most eight"),
    Column("modality", "string", "how strong the claim is, by the words that carry it"),
    Column("type", "string", "finding, mechanism, recommendation, definition, context, "
           "contribution, question, scope"),
    Column("basis", "string", "stated, inferred, ours"),
    Column("source_level", "string", "how deep was read"),
    Column("understood", "string", "how the claim is understood when it is tested"),
    Column("state", "string", "formalised, not formalised"),
    Column("reason", "string", "why the claim is not formalised"),
    Column("test", "string", "id of the test (predicate) in the study's module"),
    Column("question", "string", "what it asks of every set of assumptions"),
    Column("read_as", "string", "the strength under which it is tested; proxy where only "
           "a stand-in is"),
    Column("checked_in", "string", "the file of the repository that checks it; "
           "…_measured.py where its shares are compared with an earlier measurement"),
    Column("meanings", "string", "what the parameters are that stand in drivers"),
    Column("built_in", "string", "why its sign cannot be otherwise in this model"),
    Column("circular", "string", f"why {OWN_WORLD} contains the answer"),
    *_places(),
    Column("size_w", "integer", f"sets of assumptions in {OWN_WORLD}"),
    Column("low", "number", "smallest support over the places"),
    Column("high", "number", "largest support over the places"),
    Column("error", "number", "numerical error of support: standard deviation over ten "
           "scramblings of the sequence"),
    Column("error_w", "number", f"the same in {OWN_WORLD}"),
    Column("drivers", "string", "the assumptions on which it hangs most: support less "
           "opposition in the lowest and in the highest third"),
    Column("region", "string", "where it fails (and holds), with coverage and density"),
    Column("word", "string", "the word by the fixed rules"),
    Column("verdict", "string", "the same with the part of the box on which it depends"),
)  # fmt: skip


def csv(table: pd.DataFrame) -> str:
    """The ledger as CSV, with the codebook's columns in its order.

    Parameters
    ----------
    table : DataFrame
        As `claim_rows.rows` gives it.

    Returns
    -------
    str
    """
    names = [column.name for column in COLUMNS]
    return table[names].to_csv(index=False, lineterminator="\n")


def columns_csv() -> str:
    """The codebook as CSV.

    Returns
    -------
    str

    Examples
    --------
    >>> columns_csv().splitlines()[2]
    'claim,string,id of the claim; never used again for another'
    """
    listed = pd.DataFrame([asdict(column) for column in COLUMNS])
    return listed.to_csv(index=False, lineterminator="\n")


def as_json(table: pd.DataFrame) -> str:
    """The ledger as JSON with the codebook in it: about, licence, fields, data.

    Parameters
    ----------
    table : DataFrame
        As `claim_rows.rows` gives it.

    Returns
    -------
    str
        ``schema`` and ``data`` are laid out as a Frictionless data resource.
    """
    names = [column.name for column in COLUMNS]
    whole = {
        "name": "claim-ledger",
        "description": ABOUT.format(spelled(table["slug"].nunique())),
        "licenses": [{"name": "CC-BY-4.0"}],
        "schema": {"fields": [asdict(column) for column in COLUMNS]},
        "data": table[names].to_dict("records"),
    }
    return json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=0) + "\n"
