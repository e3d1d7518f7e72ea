"""The documents there are: what each is called, and how it is made of the newest standing edition."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ramverk.apps.frames.models import Edition, EditionState
from ramverk.apps.publishing.contents.budget import KIND, budget_document
from ramverk.apps.publishing.contents.directive import directive_document
from ramverk.apps.trail import clock
from ramverk.apps.trail.verdicts import Invalid, Sentence
from ramverk.core.documents.model import Document

STANDING = (EditionState.FROZEN, EditionState.DECIDED)


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of document."""

    name: Sentence
    make: Callable[[Edition, str], Document]


KINDS = {
    KIND: Kind(lazy("Mål och budget"), budget_document),
    "ramdirektiv": Kind(lazy("Ramdirektiv"), directive_document),
}


def newest_edition() -> Edition:
    """The newest standing edition of the newest round that has one. Raises `Invalid` where there is none."""
    rows = Edition.objects.filter(state__in=STANDING).exclude(parent=None)
    found = rows.order_by("-round__budget_year", "-frozen_at", "-pk").first()
    if found is None:
        raise Invalid(_("Det finns ingen fryst utgåva än. Frys en utgåva under Ramar, så kan dokument göras av den."))
    return found


def document_of_kind(kind: str) -> Document:
    """The document of the newest round. KeyError for an unknown kind."""
    return KINDS[kind].make(newest_edition(), clock.today().isoformat())
