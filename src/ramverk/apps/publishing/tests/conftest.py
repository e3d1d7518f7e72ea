"""A frozen edition to publish."""

import pytest

from ramverk.apps.cycle.tests.desk_cast import *  # noqa: F403 - the cast of the desks
from ramverk.apps.frames.actions.freeze_edition import freeze_edition
from ramverk.apps.frames.tests.conftest import antag, finans, ingaende, omgangen, utkastet  # noqa: F401 - fixtures
from ramverk.apps.publishing.actions.prepare import prepare


@pytest.fixture
def fryst(finans, utkastet):  # noqa: F811
    """The directive's edition, frozen."""
    return freeze_edition(finans, utkastet)


@pytest.fixture
def publicering(finans, fryst):  # noqa: F811
    """A draft of the document about it."""
    return prepare(finans, fryst, "Mål och budget 2019", "Det viktigaste först.")
