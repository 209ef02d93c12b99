"""The toy study of `toy_study`, for the tests of this room."""

from toy_study import study, toy  # noqa: F401
