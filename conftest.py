"""Fixtures that every room's tests share."""

from tests.cast import *  # noqa: F403 - the cast is offered by name to every test
