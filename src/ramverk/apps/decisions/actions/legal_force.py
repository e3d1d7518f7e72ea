"""After the announcement: note an appeal and its outcome, announce again, note that the decision has legal force."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import formats
from django.utils.translation import gettext as _

from ramverk.apps.decisions.actions.open_sitting import move_matter
from ramverk.apps.decisions.actions.write_clauses import lock
from ramverk.apps.decisions.models import Appeal, AppealOutcome, MatterState, Sitting
from ramverk.apps.decisions.policy import may
from ramverk.apps.decisions.queries.appeal import AppealClock, appeal_of, force_of, is_in_time, is_preparatory
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@dataclass(frozen=True, slots=True)
class Received:
    """An appeal as the court has told of it."""

    came_in_on: date
    case_number: str
    appellant: str = ""
    grounds: str = ""


@transaction.atomic
def note_appeal(actor: Actor, sitting: Sitting, version: int, received: Received) -> Appeal:
    """Somebody has appealed. In time it holds the legal force back; too late it is noted and changes nothing."""
    locked = lock(sitting, version)
    require(may(actor, "decisions.note_appeal", locked))
    _check_received(locked, received)
    row = Appeal.objects.create(
        sitting=locked, came_in_on=received.came_in_on, case_number=received.case_number.strip()[:40],
        appellant=received.appellant.strip()[:200], grounds=received.grounds.strip(), noted_at=clock.now(),
        noted_by=actor.name,
    )  # fmt: skip
    was_final = locked.legally_final_on
    if is_in_time(row, appeal_of(locked)):
        change(locked, locked.version, legally_final_on=None)
        move_matter(actor, locked, MatterState.APPEALED)
    else:
        change(locked, locked.version)
    before = {"legally_final_on": was_final} if was_final and not locked.legally_final_on else {}
    after = {"case_number": row.case_number, "came_in_on": row.came_in_on}
    record(actor, "decisions.note_appeal", locked, before=before, after=after)
    return row


def _check_received(sitting: Sitting, received: Received) -> None:
    if is_preparatory(sitting):
        raise Invalid(
            _(
                "Kommunstyrelsens beslut är bara förberedande och kan inte överklagas (kommunallagen 13 kap. 2 §). "
                "Överklagandet noteras på fullmäktiges beslut."
            )
        )
    if not received.case_number.strip():
        raise Invalid(_("Skriv målnumret. Det står i förvaltningsrättens brev."))
    if not sitting.day <= received.came_in_on <= clock.today():
        raise Invalid(_("Dagen då överklagandet kom in ska ligga mellan sammanträdet och i dag."))
    if sitting.appeals.filter(case_number=received.case_number.strip()).exists():
        raise Invalid(_("Mål %s är redan noterat.") % received.case_number.strip())


@transaction.atomic
def settle_appeal(
    actor: Actor, appeal: Appeal, version: int, outcome: str, outcome_on: date, stands_from: date | None = None
) -> Appeal:
    """The court's outcome, and from what day it stands: when nobody can appeal it any more. None: not yet.

    Called again when that day is known.
    """
    row = Appeal.objects.select_related("sitting__matter", "sitting__body").get(pk=appeal.pk)
    sitting = lock(row.sitting, row.sitting.version)
    require(may(actor, "decisions.settle_appeal", sitting))
    if row.stands_from is not None:
        raise Invalid(_("Mål %s är redan slutligt avgjort.") % row.case_number)
    if outcome not in AppealOutcome.values:
        raise Invalid(_("Välj hur det gick."))
    if not row.came_in_on <= outcome_on <= clock.today():
        raise Invalid(_("Dagen för avgörandet ska ligga mellan det att överklagandet kom in och i dag."))
    if stands_from is not None and not outcome_on <= stands_from <= clock.today():
        raise Invalid(_("Avgörandet står fast tidigast den dag det meddelades, och senast i dag när det noteras."))
    change(row, version, outcome=outcome, outcome_on=outcome_on, stands_from=stands_from)
    change(sitting, sitting.version)
    _move_on(actor, sitting, outcome if stands_from is not None else "")
    after = {"case_number": row.case_number, "outcome": row.get_outcome_display(), "stands_from": stands_from}
    record(actor, "decisions.settle_appeal", sitting, after=after)
    return row


def _move_on(actor: Actor, sitting: Sitting, outcome: str) -> None:
    """Annulled for good is the end; when the last open appeal is settled the matter waits for its legal force."""
    if outcome == AppealOutcome.ANNULLED:
        move_matter(actor, sitting, MatterState.ANNULLED)
    elif outcome and sitting.matter.state == MatterState.APPEALED:
        legal_clock = appeal_of(sitting)
        if legal_clock is not None and not force_of(sitting, legal_clock).waits_for:
            move_matter(actor, sitting, MatterState.ANNOUNCED if sitting.announced_on else MatterState.ADJUSTED)


@transaction.atomic
def announce_again(actor: Actor, sitting: Sitting, version: int, announced_on: date, reason: str) -> Sitting:
    """The announcement came down too early: the time to appeal begins anew with the next one (KL 8:12, 13:5)."""
    locked = lock(sitting, version)
    require(may(actor, "decisions.announce_again", locked))
    if locked.announced_on is None:
        raise Invalid(_("Protokollet är inte anslaget än. Notera anslaget under Efter beslutet."))
    if not locked.announced_on < announced_on <= clock.today():
        raise Invalid(_("Det nya anslaget ska ligga efter det förra, och senast i dag."))
    if not reason.strip():
        raise Invalid(_("Skriv varför protokollet anslås på nytt."))
    before = {"announced_on": locked.announced_on}
    change(locked, locked.version, announced_on=announced_on, taken_down_on=None, legally_final_on=None)
    if locked.matter.state == MatterState.FINAL:
        move_matter(actor, locked, MatterState.ANNOUNCED)
    after = {"announced_on": announced_on}
    record(actor, "decisions.announce_again", locked, before=before, after=after, reason=reason)
    return locked


@transaction.atomic
def gain_force(actor: Actor, sitting: Sitting, version: int, taken_down_on: date) -> Sitting:
    """The time is over: the announcement stayed up, no appeal is open. The day is worked out, not typed."""
    locked = lock(sitting, version)
    require(may(actor, "decisions.gain_force", locked))
    legal_clock = _check_announced(locked)
    if taken_down_on > clock.today():
        raise Invalid(_("Dagen då anslaget togs ned ligger i framtiden."))
    if taken_down_on <= legal_clock.last_day:
        raise Invalid(
            _(
                "Anslaget ska sitta uppe till och med %(day)s. Togs det ned tidigare får protokollet anslås på nytt, "
                "och tiden räknas om från det."
            )
            % {"day": _in_words(legal_clock.last_day)}
        )
    force = force_of(locked, legal_clock)
    if force.is_annulled:
        raise Invalid(_("Beslutet är upphävt och vinner inte laga kraft."))
    if force.day is None:
        raise Invalid(_("Ett överklagande är inte slutligt avgjort. Notera utgången först."))
    if force.day > clock.today():
        raise Invalid(_("Beslutet vinner laga kraft tidigast den %s.") % _in_words(force.day))
    change(locked, locked.version, taken_down_on=taken_down_on, legally_final_on=force.day)
    move_matter(actor, locked, MatterState.FINAL)
    after = {"legally_final_on": force.day, "taken_down_on": taken_down_on}
    record(actor, "decisions.gain_force", locked, after=after)
    return locked


def _check_announced(sitting: Sitting) -> AppealClock:
    legal_clock = appeal_of(sitting)
    if legal_clock is None:
        raise Invalid(_("Det här beslutet kan inte överklagas för sig, så det vinner inte laga kraft för sig."))
    if legal_clock.is_reckoned:
        raise Invalid(_("Protokollet är inte anslaget än. Tiden för överklagande börjar när det anslås."))
    if sitting.legally_final_on is not None:
        raise Invalid(_("Det är redan noterat: laga kraft den %s.") % _in_words(sitting.legally_final_on))
    return legal_clock


def _in_words(day: date) -> str:
    return formats.date_format(day, "j F Y")
