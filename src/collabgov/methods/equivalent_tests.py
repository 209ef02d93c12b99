"""How many independent tests are several cases worth that share part of their causes?"""

import numpy as np
import pandas as pd


def equivalent_tests(seen: pd.DataFrame) -> float:
    """How many independent tests the cases of a point amount to.

    Parameters
    ----------
    seen : DataFrame of bool, shape (points, cases)
        Whether each case shows what is looked for.

    Returns
    -------
    float
        ``ln P(all) / mean ln P(one)``: the number of cases where they know nothing of
        each other, 1 where they are one case under several names.

    Raises
    ------
    ValueError
        If some case always shows it or never does, or never all at once.

    Examples
    --------
    >>> one = pd.DataFrame({"a": [True, False, True, False]})
    >>> equivalent_tests(one.assign(b=one["a"]))
    1.0
    >>> equivalent_tests(one.assign(b=[True, True, False, False]))
    2.0
    """
    single, joint = seen.mean(), seen.all(axis=1).mean()
    if not (0 < single.min() <= single.max() < 1 and joint > 0):
        raise ValueError(
            f"need shares between 0 and 1, got {single.to_dict()}, {joint}"
        )
    return float(np.log(joint) / np.log(single).mean())
