"""Write down what a study tests, or record that it was changed, and what that did.

``python -m collabgov.build.freeze SLUG`` freezes a study for the first time;
with ``--because "why"`` it records a change. SLUG may be "rules".
"""

import argparse
from datetime import date

import yaml

from collabgov.claims import frozen
from collabgov.studies import BOOK, load


def freeze(name: str, because: str = "") -> str:
    """Freeze a study or the rules, or record a change of them.

    Parameters
    ----------
    name : str
        A slug, or "rules".
    because : str
        Why it was changed; needed once it has been frozen and something differs.

    Returns
    -------
    str
        What was done, for the person who asked.

    Raises
    ------
    ValueError
        If something differs and no reason is given, or the book has no study of that
        name.
    """
    now, kept = content(name), frozen.read(name)
    if kept is None:
        first = {"date": date.today().isoformat(), "hash": frozen.digest(now)}
        kept = {"name": name, "first": first, **now, "changes": []}
        _write(name, kept | _verdicts(name))
        return f"{name}: frozen"
    what = frozen.differences(kept, now)
    if not what:
        return f"{name}: nothing differs from what was frozen"
    if not because.strip():
        lines = "\n  ".join(what)
        raise ValueError(f'{name} differs: --because "why" is needed\n  {lines}')
    did = _effect(name, kept)
    change: frozen.Content = {
        "date": date.today().isoformat(),
        "because": because.strip(),
    }
    change |= {"what": what, "effect": did or ["no word, and no share by 0.005"]}
    change |= {"hash": frozen.digest(now)}
    _write(name, kept | now | _verdicts(name) | {"changes": [*kept["changes"], change]})
    return "\n  ".join(
        [f"{name}: change recorded", *what, "effect:", *change["effect"]]
    )


def content(name: str) -> frozen.Content:
    """What there is to freeze of a study, or of the rules, as it is now."""
    return frozen.of_rules() if name == frozen.RULES else frozen.of_study(load(name))


def _verdicts(name: str) -> frozen.Content:
    """Verdicts of a study; the rules have none of their own."""
    return {} if name == frozen.RULES else {"verdicts": frozen.verdicts(load(name))}


def _effect(name: str, kept: frozen.Content) -> list[str]:
    """What a change did; one of the rules also renews the verdicts of all studies."""
    if name != frozen.RULES:
        return frozen.effect(kept["verdicts"], frozen.verdicts(load(name)))
    moved = []
    for slug in BOOK:
        study = frozen.read(slug)
        if study is not None:
            now = frozen.verdicts(load(slug))
            moved += frozen.effect(study["verdicts"], now)
            _write(slug, study | {"verdicts": now})
    return moved


class _BlockDumper(yaml.SafeDumper):
    """The safe dumper; texts of several lines as blocks that a person can read."""


def _text_node(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """One text."""
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_BlockDumper.add_representer(str, _text_node)


def _write(name: str, kept: frozen.Content) -> None:
    """Put it into its file."""
    head = "# Written by python -m collabgov.build.freeze; not to be edited.\n"
    text = yaml.dump(kept, Dumper=_BlockDumper, sort_keys=False, allow_unicode=True)
    file = frozen.path(name)
    file.parent.mkdir(exist_ok=True)
    file.write_text(head + text, "utf-8")


def main() -> None:
    """Read the command line.

    Raises
    ------
    SystemExit
        With what is wrong.
    """
    parser = argparse.ArgumentParser(prog="python -m collabgov.build.freeze")
    parser.add_argument("name", choices=[*BOOK, frozen.RULES])
    parser.add_argument("--because", default="", help="why it was changed")
    asked = parser.parse_args()
    try:
        print(freeze(asked.name, asked.because))
    except ValueError as error:
        raise SystemExit(str(error)) from None


if __name__ == "__main__":
    main()
