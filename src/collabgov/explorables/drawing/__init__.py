"""What each kind of panel draws of a run: at build, and at each movement in the page.

Plain Python that imports nothing else: MicroPython runs these very files in the page.
Each kind has three functions of `panel`, what the page knows of a panel, of `parts`, the
numbers of a run by part, and of `record`, those of the kernel's record. `marks` are the
attributes of the shapes that move, in the order of the page; `rows` the table, its heads
first; `sentence` what it says in words.
"""

from collabgov.explorables.drawing import (
    departure_lines,
    network,
    phase_line,
    stacked_columns,
    survival,
    trajectories,
)

KINDS = {
    "stacked_columns": stacked_columns,
    "departure_lines": departure_lines,
    "network": network,
    "phase_line": phase_line,
    "survival": survival,
    "trajectories": trajectories,
}
