"""Run every topic, print one table of ratios, write it as CSV under _build/bench/."""

import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pandas as pd

from bench.measure import row

HERE = Path(__file__).parent
OUT = HERE.parent / "_build" / "bench"
TOPICS = sorted(path.stem for path in HERE.glob("[a-z]*.py") if path.stem != "measure")


def main(wanted: list[str]) -> None:
    """Run the wanted topics, or all of them.

    Raises
    ------
    SystemExit
        For a topic that there is not.
    """
    if unknown := sorted(set(wanted) - set(TOPICS)):
        sys.exit(f"no topic {', '.join(unknown)}; there are {', '.join(TOPICS)}")
    rows = []
    for topic in wanted or TOPICS:
        module = import_module(f"bench.{topic}")
        if lost := [name for name in module.NEEDS if find_spec(name) is None]:
            print(f"{topic}: skipped, {', '.join(lost)} has no wheel for this Python")
            continue
        found = pd.DataFrame([row(topic, one) for one in module.comparisons()])
        OUT.mkdir(parents=True, exist_ok=True)
        found.to_csv(OUT / f"{topic}.csv", index=False)
        rows.append(found)
    if rows:
        print(_shown(pd.concat(rows)))
        print(f"ratio: their time over ours; CSV in {OUT.relative_to(HERE.parent)}")


def _shown(table: pd.DataFrame) -> str:
    """The table for a terminal."""
    columns = ["task", "peer", "ours_s", "theirs_s", "ratio", "whole_ratio"]
    return table[columns].to_string(index=False, float_format="{:.3g}".format)


if __name__ == "__main__":
    main(sys.argv[1:])
