"""Studies of collaborative governance that you can run, question and teach.

>>> import collabgov
>>> study = collabgov.load("leading_small_groups")
>>> study.run(selfish=0.8)["effort"] < study.run(selfish=0.2)["effort"]
True
"""

from collabgov import studies
from collabgov.claims.study import Study
from collabgov.engine.run import Run
from collabgov.studies import load

__all__ = ["Run", "Study", "load", "studies"]
