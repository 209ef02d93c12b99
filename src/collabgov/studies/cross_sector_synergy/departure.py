"""The leader of this study is the campaign: it ends, and what is left?"""

from collabgov.claims.departure import Departure
from collabgov.studies.cross_sector_synergy.model import DOSE, doses

NEVER = 1e9  # quarters: a campaign that does not end
DEPARTURE = Departure(
    stays={"push_len": NEVER},
    leaves={},
    empty={"push": 0.0},
    column="share",
    at="push_len",
    horizon=80,
    length="quarters",
    variants={"no measure": {}, "standing mechanism": {"dose": doses(32, DOSE)}},
    floor=0.2,
)
