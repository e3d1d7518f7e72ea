"""A frozen edition to publish."""

import pytest
from tests.cast import swedish

from ramverk.apps.cycle.tests.desk_cast import *  # noqa: F403 - the cast of the desks
from ramverk.apps.frames.actions.freeze_edition import freeze_edition
from ramverk.apps.frames.tests.conftest import antag, finans, ingaende, omgangen, utkastet  # noqa: F401 - fixtures
from ramverk.apps.publishing.actions.prepare import prepare
from ramverk.apps.publishing.contents.budget import budget_document
from ramverk.apps.publishing.contents.data import stored_data
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.freeze import freeze
from ramverk.core.documents.content import to_json


@pytest.fixture
def fryst(finans, utkastet):  # noqa: F811
    """The directive's edition, frozen."""
    return freeze_edition(finans, utkastet)


@pytest.fixture
def publicering(finans, fryst):  # noqa: F811
    """A draft of the document about it."""
    return prepare(finans, fryst, "Mål och budget 2019", "Det viktigaste först.")


OPPNAS = swedish("2018-06-07 10:30")


@pytest.fixture
def oppnas(finans, publicering):  # noqa: F811
    """A publication that opens on 7 June at half past ten, frozen with its data and without the slow files."""
    publicering.edition.kind = "executive_proposal"
    publicering.edition.save(update_fields=["kind"])
    document = budget_document(publicering.edition, "2018-06-07", publicering.title, publicering.introduction)
    files = tuple(stored_data(publicering.edition, publicering.slug, publicering.title, "2018-06-05"))
    frozen = freeze(finans, "publication", publicering.title, to_json(document), files)
    change(publicering, publicering.version, state="scheduled", opens_at=OPPNAS, document=frozen)
    return publicering
