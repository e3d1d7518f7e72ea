"""Give the unions the directive with its frames as it stands: one frozen version, in one step."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.frames.directive import contents_of, directive_file
from ramverk.apps.frames.ledger import line_of
from ramverk.apps.frames.models import Directive, Edition
from ramverk.apps.frames.policy import may
from ramverk.apps.frames.workbook import workbook
from ramverk.apps.meetings.actions.consult import attach_material
from ramverk.apps.meetings.models import Consultation, ConsultationMaterial, MeetingState
from ramverk.apps.meetings.policy import may_conclude
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.freeze import freeze
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.uploads import keep_bytes
from ramverk.apps.trail.verdicts import Invalid, require


def consultation_before(edition: Edition) -> Consultation | None:
    """The talk with the unions that the edition's material is for: the last before the step that decides the edition.

    A talk that was held before the decision the edition stands on was about something else.
    """
    rows = Consultation.objects.filter(meeting__activity__round=edition.round_id)
    rows = rows.exclude(meeting__state=MeetingState.CANCELLED)
    if edition.activity is not None and edition.activity.end is not None:
        rows = rows.filter(meeting__day__lte=edition.activity.end)
    above = [member.pk for member in line_of(edition)[:-1]]
    decided = Edition.objects.filter(pk__in=above, decision__isnull=False).order_by("-decision__decided_on").first()
    if decided is not None and decided.decision is not None:
        rows = rows.filter(meeting__day__gt=decided.decision.decided_on)
    return rows.select_related("meeting__activity").order_by("-meeting__day", "-pk").first()


@transaction.atomic
def give_to_unions(actor: Actor, edition: Edition) -> ConsultationMaterial:
    """Given again after a change, the talk reopens where it was held on the earlier version."""
    locked = Edition.objects.select_for_update(of=("self",)).select_related("activity").get(pk=edition.pk)
    require(may(actor, "frames.give_to_unions"))
    directive = Directive.objects.filter(edition=locked).select_related("edition").first()
    if directive is None:
        raise Invalid(_("Utgåvan har inget ramdirektiv att lämna. Skriv direktivet först."))
    consultation = consultation_before(locked)
    if consultation is None:
        raise Invalid(_("Ingen samverkan är kallad före beslutet. Kalla till mötet, så lämnas underlaget dit."))
    require(may_conclude(actor, consultation.meeting))
    files = [keep_bytes(*workbook(locked))]
    if written := directive_file(locked):
        files.insert(0, keep_bytes(*written))
    content = {"text": _summary(directive), "edition": str(locked.uid), "edition_version": locked.version}
    document = freeze(actor, "consultation_material", str(directive), content, files)
    material = attach_material(actor, consultation, consultation.version, document)
    after = {"files": [one.name for one in files], "checksum": document.checksum}
    record(actor, "frames.give_to_unions", locked, after=after)
    return material


def _summary(directive: Directive) -> str:
    """The directive's own sections as the text of the material."""
    parts = [f"{heading}\n{text}" for heading, text in contents_of(directive)["sections"] if text]
    return "\n\n".join(parts) or str(directive)
