"""Fixtures that every room's tests share."""

import pytest
from hypothesis import settings
from tests.april import exempelby  # noqa: F401 - offered by name like the cast
from tests.cast import *  # noqa: F403 - the cast is offered by name to every test

# How long an example takes says how busy the machine is; what should be fast is measured in bench.
settings.register_profile("ramverk", deadline=None)
settings.load_profile("ramverk")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long tests first, or the others would be done while one worker still walks the year."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
