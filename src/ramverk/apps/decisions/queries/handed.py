"""What the parties have handed over, as a sitting's table takes it up: only what is laid open to everyone."""

from django.utils.translation import gettext as _

from ramverk.apps.decisions.models import MatterKind, Sitting
from ramverk.apps.frames.ledger import line_of
from ramverk.apps.frames.models import Edition
from ramverk.apps.frames.received import PARTIES_OWN
from ramverk.apps.proposals.models import HandOver
from ramverk.apps.proposals.queries.hand_overs import Proposal, tabled_proposals
from ramverk.apps.trail.verdicts import Invalid


def to_be_tabled(sitting: Sitting) -> list[Proposal]:
    """The proposals that are open to everyone and not on this table: neither theirs nor what they stand under.

    The majority's first, the others in the order they were handed over.
    """
    if sitting.matter.kind != MatterKind.BUDGET:
        return []
    there: set[int] = set()
    for row in sitting.proposals.filter(is_withdrawn=False, edition__isnull=False).select_related("edition"):
        if row.edition is not None:
            there |= {member.pk for member in line_of(row.edition)} if row.is_main else {row.edition.pk}
    found = tabled_proposals(sitting.matter.round)
    return [one for one in found if one.hand_over.edition_id not in there]


def check_open(edition: Edition) -> None:
    """Refuse a party's edition that is not open to everyone, or that is no longer the party's proposal."""
    if edition.kind not in PARTIES_OWN:
        return
    made = HandOver.objects.filter(edition=edition).select_related("replaced_by__edition").first()
    if made is None or made.tabled_at is None:
        raise Invalid(
            _(
                "Förslaget är inte framlagt för alla än. Partiets gruppledare lägger fram det under Förslag; "
                "sedan kan det läggas på bordet."
            )
        )
    if made.withdrawn_at is not None:
        raise Invalid(_("Partiet har dragit tillbaka förslaget. Det kan inte läggas på bordet."))
    newer = getattr(made, "replaced_by", None)
    if newer is not None and newer.tabled_at is not None:
        raise Invalid(_("Det finns en nyare version: ”%s”. Lägg den på bordet i stället.") % newer)
