"""Every teaching page: a session that adds up, a game that is described whole."""

import ast
import re
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from teaching_page import TEACHING, section, table_rows

from collabgov.build.code_cells import code
from collabgov.records import tables
from collabgov.studies import BOOK

HERE = Path(__file__).parent
PARTS = (
    "Three board questions", "Likely wrong answers", "Without printer or screen",
    "Rules", "Predicted result", "Debrief",
)  # fmt: skip
FIVE = BOOK[:5]  # the published ones; a further study may do with a game on paper
PLAYED = ("What to record", "The class's result")  # where a game leaves a file
BLOOM = {
    "understand": "explain classify", "apply": "compute simulate code",
    "analyse": "compare test decompose", "evaluate": "judge critique defend",
    "create": "design propose",
}  # fmt: skip


@dataclass(frozen=True)
class Session:
    """What a page must hold: its game, its exercises, the words of its summary."""

    game: str
    at: str  # minutes of the session that the game takes
    lasts: tuple[int, ...]  # minutes of each activity's own plan
    exercises: tuple[str, ...]
    chinese: str
    example: str = ""  # the file that a game leaves
    columns: tuple[str, ...] = ()
    more: tuple[str, ...] = ()  # further activity cards
    exam: tuple[str, ...] = ()  # a section of exam questions
    wrong: tuple[int, int] = (2, 3)  # answers to each exercise, at least and at most
    verbs: dict[str, str] = field(default_factory=lambda: BLOOM)
    cell: int = 15  # lines
    rows: int = 12  # of the tally sheet

    @property
    def sections(self):
        cards = tuple(f"Activity card: {name}" for name in (self.game, *self.more))
        ends = ("The night before", "Sheets to print", "中文提要", "Outcomes")
        begins = ("At a glance", "The session, minute by minute")
        return (*begins, *cards, "Exercises", *self.exam, *ends)


def read(file):
    """A session as its file tells it; a key that there is not is refused."""
    session = yaml.safe_load(file.read_text("utf-8"))
    return Session(
        **{k: tuple(v) if isinstance(v, list) else v for k, v in session.items()}
    )


# one file a teaching page: what the page has to hold
SESSIONS = {file.stem: read(file) for file in sorted(HERE.glob("sessions/*.yml"))}
EACH = pytest.mark.parametrize("slug", SESSIONS)
GAMES = pytest.mark.parametrize("slug", [s for s in SESSIONS if SESSIONS[s].example])


@pytest.fixture
def session(slug):
    return SESSIONS[slug]


@pytest.fixture
def page(slug):
    return (TEACHING / f"{slug}.md").read_text(encoding="utf-8")


@EACH
def test_every_section_is_there_and_in_order(page, session):
    assert tuple(re.findall(r"(?m)^## (.+)$", page)) == session.sections
    parts = {*PARTS, *(PLAYED if session.example else ())}
    assert parts <= set(re.findall(r"(?m)^### (.+)$", page))


@pytest.mark.parametrize(
    ("slug", "number", "minutes"),
    [
        (slug, number, minutes)
        for slug, session in SESSIONS.items()
        for number, minutes in enumerate((75, *session.lasts), start=1)
    ],
)
def test_the_minutes_join_and_add_up(page, session, number, minutes):
    starts = [row[0] for row in table_rows(section(page, session.sections[number]))]
    found = [tuple(map(int, s.split("–"))) for s in starts if re.match(r"\d+–\d", s)]
    assert all(end == start for (_, end), (start, _) in pairwise(found))
    assert (found[0][0], sum(end - start for start, end in found)) == (0, minutes)


@EACH
def test_the_plan_gives_the_game_its_minutes_and_asks_three_questions(page, session):
    plan = table_rows(section(page, session.sections[1]))
    assert [row[0] for row in plan if f"{session.game}**" in row[1]] == [session.at]
    assert re.findall(r"Question (\d)\.", " ".join(map(" ".join, plan))) == list("123")
    questions = section(page, "Three board questions", "###")
    assert len(re.findall(r"(?m)^\d\. \*\*.+\?\*\* Good: ", questions)) == 3


def test_every_teaching_page_has_its_session():
    pages = {page.stem for page in TEACHING.glob("*.md")}
    untold = [f"tests/teaching/sessions/{name}.yml" for name in pages - set(SESSIONS)]
    assert not untold, f"write {', '.join(untold)}: game, at, lasts, exercises, chinese"
    assert not set(SESSIONS) - pages, "a session without its page in book/teaching/"


def test_the_sessions_of_the_five_studies_leave_a_file_of_their_game():
    assert {slug for slug, session in SESSIONS.items() if session.example} >= set(FIVE)


@GAMES
def test_the_card_names_the_columns_of_the_example(page, session):
    named = table_rows(section(page, "What to record", "###"))
    about = tables.codebook()[session.example]
    found = tuple(row[0].strip("`") for row in named)
    assert found == tuple(about.columns) == session.columns


@EACH
def test_roles_are_spoken_of_and_no_names(page, session):
    card = section(page, session.sections[2])
    for words in ("no names", "Speak of roles"):
        assert words in card


@GAMES
def test_consent_and_simulation_are_spoken_of(page, session):
    card = section(page, session.sections[2])
    for words in ("Consent and pseudonyms", "simulated"):
        assert words in card
    assert "simulated" in tables.codebook()[session.example].about


@pytest.mark.parametrize(
    ("slug", "name"),
    [(slug, name) for slug, s in SESSIONS.items() for name in s.exercises],
)
def test_an_exercise_has_a_good_answer_and_some_wrong_ones(page, session, slug, name):
    parts = re.split(r"(?m)^### ", section(page, "Exercises"))[1:]
    assert len(parts) == len(session.exercises)
    known = f"ex-{slug}-{name}"  # or the heading, where the chapter does not have it
    [part] = [part for part in parts if known in part or part.startswith(name)]
    assert "**Good answer.**" in part
    wrong = table_rows(part)
    assert session.wrong[0] <= len(wrong) <= session.wrong[1]
    assert all(heard.startswith('"') and said for heard, said in wrong)


@EACH
def test_the_chinese_summary_is_marked_as_not_read(page, session):
    words = ("not yet read by a native reader", session.chinese, 'lang="zh-Hans"')
    for each in words:
        assert each in section(page, "中文提要")


@EACH
def test_every_outcome_has_one_verb_of_its_level_and_is_assessed(page, session):
    outcomes = table_rows(section(page, "Outcomes"))
    assert 3 <= len(outcomes) <= 5
    for name, text, level, assessed in outcomes:
        [verb] = re.findall(r"\*\*(\w+)\*\*", text)
        assert verb in session.verbs[level].split(), name
        assert assessed


@EACH
def test_the_chinese_summary_has_marks_of_full_width(page):
    summary = re.search(r'(?s)<div lang="zh-Hans">(.+?)</div>', page)[1]
    assert not re.findall(r"[,:;?!()\"']", summary)
    assert summary.count("“") == summary.count("”")


@EACH
def test_every_sheet_to_print_is_a_page_of_its_own(page):
    sheets = section(page, "Sheets to print").split('<div class="gt-sheet">\n\n')[1:]
    assert len(sheets) >= 4
    for sheet in sheets:
        assert sheet.count("\n</div>\n") == 1
        assert re.match(r"(\([\w-]+\)=\n)?\*\*[^*]+\*\*", sheet), sheet[:80]


@GAMES
def test_a_tally_sheet_has_all_its_rows_and_asks_for_consent(page, session):
    [sheet] = re.findall(
        r"(?s)\*\*Tally sheet\*\*.+?</div>", section(page, "Sheets to print")
    )
    rows = [row[0] for row in table_rows(sheet)]
    assert rows == [str(k) for k in range(1, 1 + session.rows)]
    assert (session.rows == 12) == ("does not give away the last round" in sheet)
    [consent] = re.findall(r'stands: \*"(.+?until the end of the session)', page, re.S)
    assert " ".join(consent.split()) in " ".join(sheet.split())


@EACH
def test_outcomes_are_those_of_the_chapter(page, slug):
    chapter = (TEACHING.parent / f"{slug}.md").read_text("utf-8")
    named = re.findall(r"\{id: (\w\w\.\d), verb: (\w+)", chapter)
    rows = table_rows(section(page, "Outcomes"))
    assert [(r[0], re.findall(r"\*\*(\w+)\*\*", r[1])[0]) for r in rows] == named


@EACH
def test_exercises_are_those_of_the_chapter(page, session, slug):
    chapter = (TEACHING.parent / f"{slug}.md").read_text("utf-8")
    labels = re.findall(r":label: (ex-.+)", chapter)
    assert re.findall(r"<(ex-.+)>", section(page, "Exercises")) == labels


@EACH
def test_the_cells_are_short_and_folded(page, session):
    assert max(cell.count("\n") for _, cell in code(page)) <= session.cell
    tags = [f":tags: [{tag}]" for tag in ("hide-input", "remove-cell")]
    assert page.count("{code-cell}") == sum(map(page.count, tags))


@EACH
def test_a_fold_of_code_stands_where_something_is_shown(page):
    """What only prepares is left out of a page that promises no code."""
    folded = re.findall(
        r"(?s)\{code-cell\} python\n:tags: \[hide-input\]\n(.+?)```", page
    )
    for cell in folded:
        last = ast.parse(cell).body[-1]
        assert isinstance(last, ast.Expr), cell
        assert not ast.unparse(last).startswith("glue("), cell
