"""All slow tables of a study at once, so that its pages find them."""

from collabgov.evidence import claims, curves, departure, margins, sensitivity
from collabgov.evidence.worlds import study


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
    claims.evaluate(slug)
    margins.table(slug)
    if hasattr(module, "PLACES"):
        sensitivity.places(slug)
    if hasattr(module, "DEPARTURE"):
        departure.effects(slug)
    for name in getattr(module, "CURVES", {}):
        curves.shares(slug, name)
    for table in getattr(module, "TABLES", ()):
        table()
