"""What a teaching page draws from a class's file, without the numbers of its model."""

from functools import cache

import numpy as np
from teaching_page import TEACHING

from collabgov.build.code_cells import code
from collabgov.records import tables
from collabgov.records.files import seeds
from collabgov.teaching import games

GAMES = {
    "relational_leadership": games.BUILT_NOT_RUN,
    "cross_sector_synergy": games.ONE_STOP_HALL,
    "soft_metagovernance": games.WHOM_TO_CALL,
    "leading_small_groups": games.CHAIR_LEAVES,
    "synergistic_inertia": games.ROLE_DEVIATION,
}
BOOK = tables.codebook()
ROWS = {  # of the simulated classes
    slug: tables.checked(seeds() / f"{game.table}.csv", BOOK[game.table])
    for slug, game in GAMES.items()
}
# what the model foretells for each kind of group; any number will do here
TOLD = dict.fromkeys(["plain", "reward", "sanction", "both", 0, 1], "as foretold")
AHEAD = dict.fromkeys(["capacity", "fine", "stay", "none"], np.zeros(9))
IMPORT = ("from ", "import ")
# what the cells hold that a page runs before it reads the file
BEFORE = {
    "soft_metagovernance": (
        "roles = ", "def play", "def agree", "plans = ",
        "def pairs_of", "def likeness", "def report",
    ),
    "synergistic_inertia": ("letters = ",),
}  # fmt: skip


@cache
def cells(slug):
    """What a page imports, and the cells that make a class's table, compiled."""
    words = (*BEFORE.get(slug, ()), "folder = None", 'glue("class-')
    imports, found = [], []
    for _, cell in code((TEACHING / f"{slug}.md").read_text("utf-8")):
        lines = cell.replace("folder = None", "folder = own").split("\n")
        imports += [x for x in lines if x.startswith(IMPORT) and "import glue" not in x]
        if any(word in cell for word in words):
            found.append("\n".join(x for x in lines if not x.startswith(IMPORT)))
    return [compile(text, slug, "exec") for text in ("\n".join(imports), *found)]


def drawn(slug, folder):
    """What the page glues of a class, and the table that it shows."""
    glued = {}
    names = {
        "own": folder, "told": TOLD, "ahead": AHEAD,
        "drop": lambda t: t[3] - (t[4] + t[5]) / 2,
        "glue": lambda name, value, spec="": glued.update({name: value}),
    }  # fmt: skip
    for cell in cells(slug):
        exec(cell, names)
    result = names.get("result", names.get("shown", names.get("sums")))
    return {k: v for k, v in glued.items() if k.startswith("class-")}, result
