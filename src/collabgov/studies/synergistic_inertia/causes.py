"""What inertia is due to: role, friction and unequal capacity, links and loop."""

from math import inf
from typing import Any

import pandas as pd


def inertia_by_cause(r: Any) -> pd.DataFrame:
    """How much of the inertia falls to role, friction and unequal capacity.

    Parameters
    ----------
    r : DataFrame
        Rows of `ensemble.run` with the runs in which they are off, one by one, two by
        two and all three.

    Returns
    -------
    DataFrame
        Columns `role`, `friction`, `unequal`, which add up to `total`: the Shapley
        values of three causes; `collabgov.methods.coalitions.shapley` takes any number.

    References
    ----------
    Shapley, L. S. (1953). A value for n-person games. Contributions to the Theory of
    Games II, 307–317.
    """
    on = {"": r["rfe.inertia"], "rfe": r["act.inertia"]}
    on |= {"r": r["fe.inertia"], "f": r["re.inertia"], "e": r["rf.inertia"]}
    on |= {"rf": r["e.inertia"], "re": r["f.inertia"], "fe": r["r.inertia"]}
    found = {}
    for letter, name in {"r": "role", "f": "friction", "e": "unequal"}.items():
        x, y = (other for other in "rfe" if other != letter)
        one, two = ("".join(c for c in "rfe" if c in letter + k) for k in (x, y))
        ends = (on[letter] - on[""] + on["rfe"] - on[x + y]) / 3
        found[name] = ends + (on[one] - on[x] + on[two] - on[y]) / 6
    return pd.DataFrame(found).assign(total=on["rfe"] - on[""])


def linked(r: Any, run: str = "nolink") -> Any:
    """Share of the inertia that the role causes which runs through the links.

    Parameters
    ----------
    r : DataFrame
        Rows of `ensemble.run`.
    run : str
        The run without links.

    Returns
    -------
    Series
        1 where nothing of it is left without them; NaN where the role causes none.
    """
    return (r["act.inertia"] - r[f"{run}.inertia"]) / caused(r)


def loop(r: Any) -> Any:
    """The loop number of every row, which belongs to its rates; see `loop_number`.

    Parameters
    ----------
    r : DataFrame
        Rows with the parameters and `case`.

    Returns
    -------
    Series
        ``inf`` where imitation alone outruns repair.
    """
    speed = 1 + r["superior"].where(r["case"] == "prd", 0.0)
    left = r["fix_d"] * speed - r["copy"]
    number = r["wd"] * r["dn"] * r["nw"] / (r["fix_w"] * r["fix_n"] * speed**2 * left)
    return number.where(left > 0, inf)


def caused(r: Any) -> Any:
    """Inertia that is gone where the role is perfect.

    Parameters
    ----------
    r : DataFrame
        Rows of `ensemble.run`.

    Returns
    -------
    Series
    """
    return r["act.inertia"] - r["r.inertia"]
