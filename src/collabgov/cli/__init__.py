"""The command line: ``collabgov``, or ``python -m collabgov``."""

from collabgov.cli.commands import main

__all__ = ["main"]
