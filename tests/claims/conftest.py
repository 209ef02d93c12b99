"""The toy study, and a checkout in which nothing is kept, for the tests of this room."""

from kept_tables import checkout, small  # noqa: F401
from toy_study import study, toy  # noqa: F401
