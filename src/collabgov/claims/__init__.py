"""Judges claims: predicates, places, verdicts, regions, margins, what was frozen, kept tables."""
