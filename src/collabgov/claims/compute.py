"""All slow tables of a study at once, so that its pages find them."""

from collabgov.claims import curves, departure, evaluation, margins
from collabgov.claims.places import study
from collabgov.engine import sensitivity


def compute(slug: str) -> None:
    """Compute every table that the pages of a study read; what is kept is not repeated.

    Parameters
    ----------
    slug : str
        The study.

    Raises
    ------
    ValueError
        If the package holds no module of that name.
    """
    module = study(slug)
    evaluation.evaluate(slug)
    margins.table(slug)
    if hasattr(module, "PLACES"):
        sensitivity.places(slug)
    if hasattr(module, "DEPARTURE"):
        departure.effects(slug)
    for name in getattr(module, "CURVES", {}):
        curves.shares(slug, name)
    for table in getattr(module, "TABLES", ()):
        table()
