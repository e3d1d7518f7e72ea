"""Do what a decision obliges: adjust, announce, send the extracts, notify the tax rate; each with its receipt."""

from datetime import date

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import MinutesState
from ramverk.apps.decisions.actions.open_sitting import move_matter
from ramverk.apps.decisions.models import Duty, DutyKind, MatterState, Sitting
from ramverk.apps.decisions.policy import may
from ramverk.apps.decisions.queries.appeal import is_preparatory
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def follow_up(actor: Actor, duty: Duty, version: int, done_on: date, receipt: str = "") -> Duty:
    """Mark one duty as done on a day. Adjusting and announcing move the matter on and start the appeal clock."""
    row = Duty.objects.select_related("sitting__matter", "sitting__body", "sitting__decision").get(pk=duty.pk)
    sitting = row.sitting
    require(may(actor, "decisions.follow_up", sitting))
    if row.done_on is not None:
        raise Invalid(_("Det är redan gjort, den %s.") % date_format(row.done_on, "j F Y"))
    _check_day(sitting, done_on)
    if row.kind in _NEEDS_RECEIPT and not receipt.strip():
        raise Invalid(_("Skriv kvittot: när och hur meddelandet togs emot."))
    if row.kind == DutyKind.ANNOUNCE and sitting.adjusted_on is None:
        raise Invalid(_("Protokollet anslås när det är justerat. Notera justeringen först."))
    change(row, version, done_on=done_on, receipt=receipt.strip()[:200], done_by=actor.name)
    if row.kind == DutyKind.ADJUST:
        _adjusted(actor, sitting, done_on)
    elif row.kind == DutyKind.ANNOUNCE:
        _announced(actor, sitting, done_on)
    after = {"done_on": done_on, "receipt": receipt.strip(), "what": str(row)}
    record(actor, "decisions.follow_up", sitting, after=after)
    return row


@transaction.atomic
def send_extracts(actor: Actor, duty: Duty, version: int, done_on: date, receipt: str = "") -> list[Duty]:
    """Mark every extract of the decision that is left as sent, in one deed; `duty` is the one that was seen."""
    sitting = Sitting.objects.select_related("body", "matter").get(pk=duty.sitting_id)
    require(may(actor, "decisions.follow_up", sitting))
    _check_day(sitting, done_on)
    left = list(sitting.duties.select_for_update().filter(kind=DutyKind.EXTRACT, done_on=None))
    if not left:
        raise Invalid(_("Utdragen är redan noterade som skickade."))
    for row in left:
        seen = version if row.pk == duty.pk else row.version
        change(row, seen, done_on=done_on, receipt=receipt.strip()[:200], done_by=actor.name)
    what = f"{DutyKind.EXTRACT.label}: {', '.join(row.recipient for row in left)}"
    record(actor, "decisions.follow_up", sitting, after={"done_on": done_on, "receipt": receipt.strip(), "what": what})
    return left


def _check_day(sitting: Sitting, done_on: date) -> None:
    if not sitting.day <= done_on <= clock.today():
        raise Invalid(_("Dagen ska ligga mellan sammanträdet och i dag."))


_NEEDS_RECEIPT = (DutyKind.RATE_NOTICE, DutyKind.PROPOSED_RATE_NOTICE)


def _adjusted(actor: Actor, sitting: Sitting, day: date) -> None:
    change(sitting, sitting.version, adjusted_on=sitting.adjusted_on or day)
    if sitting.decision is not None and sitting.decision.minutes_state != MinutesState.ADJUSTED:
        change(sitting.decision, sitting.decision.version, minutes_state=MinutesState.ADJUSTED)
    _move_on(actor, sitting, MatterState.ADJUSTED)


def _announced(actor: Actor, sitting: Sitting, day: date) -> None:
    change(sitting, sitting.version, announced_on=day)
    _move_on(actor, sitting, MatterState.ANNOUNCED)


def _move_on(actor: Actor, sitting: Sitting, to_state: MatterState) -> None:
    """The matter follows its last body's minutes; what is appealed stays so until the appeal is settled."""
    if not is_preparatory(sitting) and sitting.matter.state != MatterState.APPEALED:
        move_matter(actor, sitting, to_state)
