"""Which of the values that somebody gives a model change nothing beside the others."""

from collabgov.engine.parameters import Parameter, Setting, Values


def idle(named: dict[str, Parameter | Setting], given: Values) -> list[str]:
    """Which of some given values change nothing, in words.

    Parameters
    ----------
    named : dict of str to Parameter or Setting
        All that a model has.
    given : mapping
        Values by name; defaults stand for the rest.

    Returns
    -------
    list of str
        A sentence for each value that is not the usual one, and does not act. None
        where every parameter is given: that describes a case, and asks about none.

    Examples
    --------
    >>> ruled = {"acts": lambda v: v["rules"] != "none", "acts_if": "there are rules"}
    >>> paper = Parameter("paper", low=0, high=1, **ruled)
    >>> rules = Setting("rules", "none", allowed=("none", "add"))
    >>> named = {"rules": rules, "paper": paper}
    >>> named |= {"gain": Parameter("gain", low=0, high=2)}
    >>> idle(named, {"paper": 1})
    ['paper acts only if there are rules; it changes nothing here']
    >>> idle(named, {"paper": 1, "rules": "add"})
    []
    """
    if all(n in given for n, item in named.items() if isinstance(item, Parameter)):
        return []
    values = {name: item.default for name, item in named.items()} | dict(given)
    return [
        f"{name} acts only if {named[name].acts_if}; it changes nothing here"
        for name, value in given.items()
        if value != named[name].default and not _acts(named[name], values)
    ]


def _acts(item: Parameter | Setting, values: Values) -> bool:
    """Whether a parameter or setting changes anything at a point."""
    return item.acts is None or item.acts(values)
