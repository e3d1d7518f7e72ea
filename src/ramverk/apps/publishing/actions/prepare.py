"""Begin a publication of an edition, or change its words while it is a draft."""

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Activity
from ramverk.apps.frames.models import Edition
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.publishing.actions.arrange import lay_out
from ramverk.apps.publishing.models import Publication, PublicationState
from ramverk.apps.publishing.policy import may
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Refused, require

RESERVED = frozenset(
    "kalender data forslag mal investeringar andringar prova press fragor tillganglighet skicka api beslut".split()
)
"""Addresses of the public site's own pages; no document may hide one."""


@transaction.atomic
def prepare(
    actor: Actor, edition: Edition, title: str, introduction: str = "", activity: Activity | None = None
) -> Publication:
    """A draft about an edition; its address is made from the title."""
    require(may(actor, "publishing.prepare"))
    publication = Publication.objects.create(
        round=edition.round, edition=edition, activity=activity, title=_titled(title),
        introduction=introduction.strip(), slug=_free(title), created_at=clock.now(), created_by=actor.name,
    )  # fmt: skip
    record(actor, "publishing.prepare", publication, after={"edition": edition.name})
    lay_out(actor, publication)
    return publication


@transaction.atomic
def rewrite(actor: Actor, publication: Publication, version: int, title: str, introduction: str) -> Publication:
    """Change a draft's title and introduction. What has been frozen stays as it is."""
    require(may(actor, "publishing.prepare", publication))
    if publication.state != PublicationState.DRAFT:
        raise Refused(_("Publiceringen är fryst och ändras inte mer. Ta fram en ny som ersätter den."))
    before, after = change(publication, version, title=_titled(title), introduction=introduction.strip())
    record(actor, "publishing.prepare", publication, before=before, after=after)
    return publication


def _titled(title: str) -> str:
    if not title.strip():
        raise Invalid(_("Ange vad dokumentet ska heta, till exempel ”Mål och budget 2019”."))
    return title.strip()[:160]


def _free(title: str) -> str:
    base = (slugify(title.replace("–", "-")) or "dokument")[:70]
    slug, number = base, 1
    while slug in RESERVED or Publication.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug
