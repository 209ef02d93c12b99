"""What a teaching page draws from a class's file, without the numbers of its model."""

from functools import cache

import numpy as np
import pandas as pd
from teaching_page import TEACHING

from collabgov.build.code_cells import code
from collabgov.charts import figures
from collabgov.records import tables
from collabgov.studies.soft_metagovernance import reach_of
from collabgov.teaching import games

GAMES = {
    "relational_leadership": games.BUILT_NOT_RUN,
    "cross_sector_synergy": games.ONE_STOP_HALL,
    "soft_metagovernance": games.WHOM_TO_CALL,
    "leading_small_groups": games.CHAIR_LEAVES,
    "synergistic_inertia": games.ROLE_DEVIATION,
}
# what the model foretells for each kind of group; any number will do here
TOLD = dict.fromkeys(["plain", "reward", "sanction", "both", 0, 1], "as foretold")
AHEAD = dict.fromkeys(["capacity", "fine", "stay", "none"], np.zeros(9))
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
    """Cells that make a class's table, without their imports, compiled."""
    words = (*BEFORE.get(slug, ()), "folder = None", 'glue("class-')
    found = []
    for _, cell in code((TEACHING / f"{slug}.md").read_text("utf-8")):
        if any(word in cell for word in words):
            lines = cell.replace("folder = None", "folder = own").split("\n")
            kept = (x for x in lines if not x.startswith(("from ", "import ")))
            found.append(compile("\n".join(kept), slug, "exec"))
    return found


def drawn(slug, folder):
    """What the page glues of a class, and the table that it shows."""
    glued = {}
    names = {
        **vars(games), "np": np, "pd": pd, "figures": figures, "tables": tables,
        "reach_of": reach_of, "own": folder, "told": TOLD, "ahead": AHEAD,
        "drop": lambda t: t[3] - (t[4] + t[5]) / 2,
        "glue": lambda name, value, spec="": glued.update({name: value}),
    }  # fmt: skip
    for cell in cells(slug):
        exec(cell, names)
    result = names.get("result", names.get("shown", names.get("sums")))
    return {k: v for k, v in glued.items() if k.startswith("class-")}, result
