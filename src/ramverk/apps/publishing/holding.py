"""Holding a part of a document while writing in it, and saving it against the version that was seen.

The machinery is the plans' (`organisation.holding`). Every write locks the publication, then the part, so that nothing
is frozen while something is being saved.
"""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ramverk.apps.organisation import holding
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.publishing.models import Publication
from ramverk.apps.publishing.models_workspace import Part, PartKept, PartLease
from ramverk.apps.publishing.policy_workspace import may_write_part
from ramverk.apps.trail.verdicts import Refused, Stale, require


class Clash(Stale):
    """Somebody else saved, or holds the part. `kept` is what the person had written."""

    def __init__(self, refusal: Refused, kept: PartKept) -> None:
        super().__init__(refusal.sentence)
        self.status, self.kept = refusal.status, kept


def holder_of(part: Part) -> PartLease | None:
    """Who is writing there now."""
    return holding.holder(PartLease, part=part)


def lock_part(actor: Actor, part: Part, version: int) -> Part:
    """The part as it stands, locked, held by the actor and still at the version they saw; else a refusal."""
    row = free_part(actor, part)
    holding.renew(actor, PartLease, part=row)
    if row.version != version:
        raise Stale(
            _("%(who)s har sparat delen medan du skrev. Inget är överskrivet: båda texterna finns kvar.")
            % {"who": row.saved_by or _("Någon annan")}
        )
    return row


def free_part(actor: Actor, part: Part) -> Part:
    """The part as it stands, locked, and one the actor may write; whoever holds it."""
    publication = Publication.objects.select_for_update().get(workspace__parts=part.pk)
    row = Part.objects.select_for_update(of=("self",)).select_related("workspace", "writer").get(pk=part.pk)
    row.workspace.publication = publication
    require(may_write_part(actor, row))
    return row


def leave(actor: Actor, part: Part) -> None:
    """Give the part free, if the actor holds it."""
    holding.give_free(actor, PartLease, part=part)


def kept_of(actor: Actor, part: Part) -> QuerySet[PartKept]:
    """What the actor wrote in the part that could not be saved, and has not dealt with."""
    return holding.kept(actor, PartKept, part=part)


def keep(actor: Actor, part: Part, version: int, text: str) -> PartKept:
    """Keep what could not be saved."""
    return holding.keep_text(actor, PartKept, version, text, part=part)
