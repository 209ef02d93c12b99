"""Under which licences the locked packages come, as their own metadata say.

Nothing here asks the network: known vulnerabilities are not looked for.
"""

import json
import re
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
# permissive, or weak in that they ask nothing of what is built with them
ALLOWED = {
    "0bsd",
    "apache",
    "blueoak-1.0.0",
    "bsd",
    "cc0-1.0",
    "isc",
    "mit",
    "mit-0",
    "mit-cmu",
    "mpl-2.0",
    "psf",
    "zlib",
}
# how metadata call a licence, and how it is called here
SAME = (
    (r".*\(mpl 2\.0\)", "mpl-2.0"),
    (
        r"apache[ -]?(software license|license, version 2\.0|2\.0)( with llvm-exception)?",
        "apache",
    ),
    (r"([23]-clause )?bsd( license)?|bsd-[23]-clause", "bsd"),
    (r"(mit|isc) license( \(iscl\))?", r"\1"),
    (r"psf-2\.0|psfl|python software foundation license", "psf"),
)
# what a whole text is known by, where the metadata hold that alone
TEXTS = {
    "permission is hereby granted, free of charge": "mit",
    "permission to use, copy, modify, and distribute this software": "isc",
}
# of its parts one is under the GPL, a mode for Emacs, which the package does not hold
EXEMPT = {"docutils": {"public domain", "gnu general public license (gpl)"}}


def terms(told: metadata.PackageMetadata, text: str = "") -> set[str]:
    """Licences of a package, as they are called here.

    An expression counts before a name, a name before classifiers, these before a text.
    """
    field = (told.get("License") or "").strip()
    named = "" if field.lower() in {"unknown", "dual license"} else field
    said = told.get("License-Expression") or (named if len(named) < 60 else "")
    if not said:
        kinds = [kind.split(" :: ") for kind in told.get_all("Classifier") or []]
        said = " AND ".join(kind[-1] for kind in kinds if kind[0] == "License")
    if not said:
        plain = " ".join((field + text).lower().split())
        return {name for sign, name in TEXTS.items() if sign in plain} or {"none"}
    return {called(one) for one in re.split(r"\s+(?:AND|OR)\s+", said)}


def called(one: str) -> str:
    """A licence by its name here.

    Examples
    --------
    >>> called("BSD-3-Clause"), called("Apache License, Version 2.0")
    ('bsd', 'apache')
    """
    name = one.strip().lower()
    if name.count("(") != name.count(")"):  # a part of a bracketed expression
        name = name.strip("()")
    for pattern, ours in SAME:
        if found := re.fullmatch(pattern, name):
            return found.expand(ours)
    return name


def locked() -> list[str]:
    """Packages of the lock that this system and this Python take."""
    text = (ROOT / "requirements.txt").read_text("utf-8")
    lines = re.findall(r"^[\w.\[\]-]+==[^\\\n]*", text, flags=re.MULTILINE)
    asked = [Requirement(line) for line in lines]
    return sorted({r.name for r in asked if not r.marker or r.marker.evaluate()})


@pytest.mark.parametrize("name", locked())
def test_a_locked_package_comes_under_a_licence_that_is_allowed(name):
    package = metadata.distribution(name)
    files = [f for f in package.files or [] if "LICEN" in f.name.upper()]
    text = "".join(f.read_text() for f in files[:1])
    strange = terms(package.metadata, text) - ALLOWED - EXEMPT.get(name, set())
    assert not strange, f"{name}: {strange} is not among the licences that are allowed"


def test_the_lock_is_read_whole():
    assert len(locked()) > 150


def test_a_locked_package_of_npm_comes_under_a_licence_that_is_allowed():
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    for name, part in lock["packages"].items():
        assert called(part["license"]) in ALLOWED, name


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("License-Expression", "MIT AND GPL-3.0-or-later"),
        ("License", "GPLv3"),
        (
            "Classifier",
            "License :: OSI Approved :: GNU Affero General Public License v3",
        ),
        ("License", "All rights reserved, and much more of the same " * 3),
        ("License", "UNKNOWN"),
    ],
)
def test_another_licence_or_none_is_refused(field, value):
    from email.message import Message

    told = Message()
    told[field] = value
    assert terms(told) - ALLOWED
