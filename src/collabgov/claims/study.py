"""A study as one object: all that judging its claims asks of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from collabgov.claims.forms import Form
from collabgov.claims.predicate import Dominance, Predicate
from collabgov.engine.model import Model
from collabgov.engine.parameters import SAID
from collabgov.engine.run import Run
from collabgov.records import study_record

if TYPE_CHECKING:  # they ask for a study, and are asked only when a study is judged
    from collabgov.claims.curves import Curve
    from collabgov.claims.departure import Departure
    from collabgov.claims.premises import Premises

Test = Predicate | Dominance
Table = Callable[["Study"], pd.DataFrame]


@dataclass(frozen=True)
class World:
    """The study's own world: the points that show what its abstract reports.

    Parameters
    ----------
    where : callable
        Rows → which of them are such points.
    runs : tuple of str
        The runs that `where` reads.
    points : int
        Sobol points out of which the world is picked: enough to hold some hundreds.
    """

    where: Callable[[Any], Any]
    _: KW_ONLY
    runs: tuple[str, ...]
    points: int


@dataclass(frozen=True)
class Coded:
    """A line of the coding sheet: from words of the abstract to the model.

    Parameters
    ----------
    claim : str
        The claim, with its id.
    parameters : tuple of str
        Parameters that stand for it.
    rule : str
        What is counted.
    basis : str
        What of this is stated, inferred, ours.
    """

    claim: str
    parameters: tuple[str, ...]
    rule: str
    basis: str


@dataclass(frozen=True)
class Study:
    """What we assume of one study, and what we ask of it.

    Parameters
    ----------
    slug : str
        Its name in every file, page and address.
    model : Model
        Kernel, parameters, settings and runs.
    predicates : tuple of Predicate or Dominance
        The tests of its claims, each with its margin.
    world : World
        Its own world.
    coding : tuple of Coded
        From words to model, line by line.
    forms : tuple of Form
        Other functional forms of its mechanisms, under which it can be run.
    departure : Departure, optional
        How its leader leaves.
    premises : Premises, optional
        Shares of variance while a premise tightens.
    curves : dict of str to Curve
        Shares while some parameters are held.
    tables : dict of str to callable
        Further tables that its pages read, each made from the study.
    changed : tuple of str
        What differs from the study of the book, in words; empty for that study itself.

    Raises
    ------
    ValueError
        If something required is missing or empty, with its name; if two predicates
        share an id, or a name leads to nothing.

    Examples
    --------
    >>> import collabgov
    >>> study = collabgov.load("leading_small_groups")
    >>> study
    <Study leading_small_groups: 31 parameters, 27 runs, 40 predicates>
    >>> study.with_parameters(selfish=(0.5, 0.9)).changed
    ('selfish: 0.1–0.9 → 0.5–0.9',)
    """

    slug: str
    _: KW_ONLY
    model: Model
    predicates: tuple[Test, ...]
    world: World
    # what stands below decides no verdict, and has keys of its own where it is kept
    coding: tuple[Coded, ...] = field(metadata=SAID)
    forms: tuple[Form, ...] = field(default=(), metadata=SAID)
    departure: Departure | None = field(default=None, metadata=SAID)
    premises: Premises | None = field(default=None, metadata=SAID)
    curves: Mapping[str, Curve] = field(default_factory=dict, metadata=SAID)
    tables: Mapping[str, Table] = field(default_factory=dict, metadata=SAID)
    changed: tuple[str, ...] = field(default=(), metadata=SAID)

    def __post_init__(self) -> None:
        """Refuse what is not whole."""
        for name in ("slug", "model", "predicates", "world", "coding"):
            if not getattr(self, name):
                raise ValueError(f"study {self.slug or '?'} lacks {name}")
        ids = [test.id for test in self.predicates]
        if twice := sorted({id for id in ids if ids.count(id) > 1}):
            raise ValueError(f"{self.slug}: two predicates are called {twice[0]}")
        read = {"world": self.world.runs}
        read |= {t.id: (t.run,) for t in self.predicates if isinstance(t, Dominance)}
        read |= {f"curve {name}": c.runs for name, c in self.curves.items()}
        for reader, runs in read.items():
            if unknown := sorted(set(runs) - set(self.model.runs)):
                raise ValueError(f"{self.slug}: {reader} reads unknown runs {unknown}")
        if self.premises is not None:
            test = self.premises.test
            if not isinstance(self.predicate(test), Dominance):
                raise ValueError(f"{self.slug}: premises need a ratio, got {test}")

    def __repr__(self) -> str:
        """One line."""
        model = self.model
        counts = (
            f"{len(model.parameters)} parameters, {len(model.runs)} runs, "
            f"{len(self.predicates)} predicates"
        )
        changed = f"; changed: {'; '.join(self.changed)}" if self.changed else ""
        return f"<Study {self.slug}: {counts}{changed}>"

    def _repr_html_(self) -> str:
        """What it claims, for a notebook."""
        said = [f"<strong>{escape(self.record.short)}</strong>"]
        said += [escape(text) for text in (repr(self)[1:-1], self.record.question)]
        rows = "".join(
            f"<li>{escape(claim.id)}: {escape(claim.statement)}</li>"
            for claim in self.record.claims
        )
        return f"<p>{'<br>'.join(said)}</p><ul>{rows}</ul>"

    @property
    def record(self) -> study_record.StudyRecord:
        """The record in ``seeds/``, which holds what the study says."""
        return study_record.read(self.slug)

    @property
    def claims(self) -> pd.DataFrame:
        """Every claim of the record, a row each, by id.

        Examples
        --------
        >>> import collabgov
        >>> collabgov.load("leading_small_groups").claims.at["LG-5", "modality"]
        'exists'
        """
        rows = [claim.model_dump() for claim in self.record.claims]
        return pd.DataFrame(rows).set_index("id")

    def predicate(self, id: str) -> Test:
        """One of its predicates.

        Raises
        ------
        ValueError
            If none is called so, with those that are.
        """
        for test in self.predicates:
            if test.id == id:
                return test
        known = ", ".join(test.id for test in self.predicates)
        raise ValueError(f"{self.slug} has no predicate {id!r}; there are {known}")

    def run(self, seed: int = 0, **given: Any) -> Run:
        """One run of its model: see `Model.run`."""
        return self.model.run(seed, **given)

    def table(self) -> pd.DataFrame:
        """Its parameters: see `Model.table`; what was changed in a column of its own."""
        return self.marked(self.model.table())

    def marked(self, table: pd.DataFrame) -> pd.DataFrame:
        """A table that says, in a column, by what this study differs from the book's."""
        return table.assign(changed="; ".join(self.changed)) if self.changed else table

    def evaluate(self, points: int = 2048, scrambles: int = 10) -> pd.DataFrame:
        """Shares and verdict of every predicate: `collabgov.claims.evaluation.evaluate`."""
        from collabgov.claims import evaluation

        return evaluation.evaluate(self, points, scrambles)

    def compute(self) -> None:
        """Make every table that the pages of the study read; what is kept stays."""
        from collabgov.claims import curves, departure, evaluation, margins, premises

        self.evaluate()
        for made in (evaluation.drivers, evaluation.regions, margins.table):
            made(self)
        if self.premises is not None:
            premises.effects(self)
        if self.departure is not None:
            departure.effects(self)
        for name in self.curves:
            curves.shares(self, name)
        for table in self.tables.values():
            table(self)

    def compare(
        self, other: Study, points: int = 2048, scrambles: int = 10
    ) -> pd.DataFrame:
        """What moved against another study: `collabgov.claims.variation.compare`."""
        from collabgov.claims import variation

        return variation.compare(self, other, points, scrambles)

    def with_parameters(self, **ranges: tuple[float, float]) -> Study:
        """The same study with other ranges, such as ``selfish=(0.5, 0.9)``."""
        from collabgov.claims import variation

        return variation.with_parameters(self, ranges)

    def with_settings(self, **values: Any) -> Study:
        """The same study with other settings, such as ``store=1.0``."""
        from collabgov.claims import variation

        return variation.with_settings(self, values)

    def with_margins(self, margins: Mapping[str, float]) -> Study:
        """The same study with other margins, such as ``{"LG-5b": 0.1}``."""
        from collabgov.claims import variation

        return variation.with_margins(self, margins)

    def with_predicate(self, predicate: Test) -> Study:
        """The same study with a predicate more, or in place of that of its id."""
        from collabgov.claims import variation

        return variation.with_predicate(self, predicate)

    def with_kernel(self, kernel: Callable[..., Any]) -> Study:
        """The same study with another kernel of the same arguments."""
        from collabgov.claims import variation

        return variation.with_kernel(self, kernel)
