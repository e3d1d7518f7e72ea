"""Fixtures that every room's tests share."""

from hypothesis import settings
from tests.cast import *  # noqa: F403 - the cast is offered by name to every test

# How long an example takes says how busy the machine is; what should be fast is measured in bench.
settings.register_profile("ramverk", deadline=None)
settings.load_profile("ramverk")
