"""Close the handling of a matter: the decision is recorded and frozen, the minutes are drawn up, the duties begin."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.adopt import Proof
from ramverk.apps.cycle.actions.record_decision import Decision, record_decision
from ramverk.apps.cycle.models import Activity, DecisionRecord, MinutesState
from ramverk.apps.cycle.queries_decision import REASON_NEEDED as ALWAYS_REASON
from ramverk.apps.decisions.actions.open_sitting import check_no_vote, check_quorum, move_matter
from ramverk.apps.decisions.actions.write_clauses import lock
from ramverk.apps.decisions.models import (
    ClauseKind,
    Duty,
    DutyKind,
    MatterKind,
    MatterState,
    Sitting,
    SittingState,
)
from ramverk.apps.decisions.policy import may
from ramverk.apps.decisions.queries.appeal import is_preparatory
from ramverk.apps.decisions.queries.attached import attached_to
from ramverk.apps.decisions.queries.board import Board, board_of
from ramverk.apps.decisions.queries.findings import REASON_NEEDED, is_final, sitting_findings
from ramverk.apps.decisions.queries.minutes import facts_of, minutes_content
from ramverk.apps.decisions.queries.outcome import Outcome, decided_rate, decision_lines, outcomes
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import BodyKind
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.freeze import NamedFile, checksum, freeze, store
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Stale, require
from ramverk.core.decisions.duties import Due, council_duties, rate_notice
from ramverk.core.decisions.minutes import MeetingFacts, draft_minutes
from ramverk.core.editions.proposing import rate_words
from ramverk.core.findings import Finding
from ramverk.rules.loader import RuleError
from ramverk.rules.plan import load_limits


def unpassed(findings: Sequence[Finding], reason: str) -> list[Finding]:
    """The findings that hinder: those that block, and those that ask for a reason that is not given."""
    needed = REASON_NEEDED | ALWAYS_REASON
    return [one for one in findings if one.blocks or (one.code in needed and not reason.strip())]


@transaction.atomic
def close_sitting(
    actor: Actor,
    sitting: Sitting,
    version: int,
    paragraph: str,
    *,
    is_adjusted_at_once: bool = False,
    reason: str = "",
    seen: str | None = None,
) -> Sitting:
    """`seen` is the checksum of the minutes as previewed. Reservations can be noted until this moment."""
    locked = lock(sitting, version)
    require(may(actor, "decisions.close_sitting", locked))
    check_quorum(locked)
    board = board_of(locked)
    _check_settled(board)
    hinders = unpassed(sitting_findings(board), reason)
    if hinders:
        raise Invalid(" ".join(str(one.message) for one in hinders))
    proof = Proof(
        locked.day, paragraph, MinutesState.ADJUSTED if is_adjusted_at_once else MinutesState.PENDING
    ).checked()
    facts = facts_of(board, paragraph=proof.paragraph, is_adjusted_at_once=is_adjusted_at_once, reason=reason)
    attached = minutes_attachments(locked)
    if seen is not None and seen != minutes_checksum(facts, attached):
        raise Stale(
            _("Protokollet har ändrats sedan du granskade det, kanske av en reservation. Granska en gång till.")
        )
    found = outcomes(board)
    decision = _recorded(actor, locked, proof, found, facts, reason)
    document = freeze(actor, "sitting_minutes", minutes_title(facts), minutes_content(facts), attached)
    change(
        locked, locked.version, state=SittingState.DECIDED, paragraph=proof.paragraph, reason=reason.strip(),
        is_adjusted_at_once=is_adjusted_at_once, decision=decision, minutes=document,
        adjusted_on=locked.day if is_adjusted_at_once else None,
    )  # fmt: skip
    flip(actor, locked, SittingState.OPEN, SittingState.DECIDED, reason)
    is_last = locked.body.kind == BodyKind.COUNCIL or locked.matter.kind == MatterKind.DIRECTIVE
    move_matter(actor, locked, MatterState.DECIDED if is_last else MatterState.PREPARED)
    if is_adjusted_at_once and not is_preparatory(locked):
        move_matter(actor, locked, MatterState.ADJUSTED)
    lay_duties(locked, found, actor.name)
    after = {"paragraph": proof.paragraph, "checksum": document.checksum}
    record(actor, "decisions.close_sitting", locked, after=after, reason=reason)
    return locked


def minutes_title(facts: MeetingFacts) -> str:
    """The title the minutes are frozen under."""
    return f"{_('Protokoll')} {facts.body} {facts.day.isoformat()} § {facts.paragraph}"


def minutes_checksum(facts: MeetingFacts, attached: Sequence[NamedFile] = ()) -> str:
    """The checksum the minutes get."""
    return checksum(minutes_title(facts), minutes_content(facts), attached)


def minutes_attachments(sitting: Sitting) -> list[NamedFile]:
    """The written reservations that are in, as the minutes' attachments."""
    return [replace(one.file, name=one.name) for one in attached_to(sitting)]


def minutes_file(facts: MeetingFacts) -> NamedFile:
    """The minutes as a plain text that goes with the decision: everybody can open it."""
    parts = [f"{facts.body} {facts.day.isoformat()} § {facts.paragraph}", facts.title]
    for part in draft_minutes(facts):
        parts += ["", part.title.upper(), *part.paragraphs]
    name = f"Protokollsutdrag {facts.day.isoformat()} § {facts.paragraph}.txt"
    return NamedFile(store(("\n".join(parts) + "\n").encode()), name, "text/plain")


def _check_settled(board: Board) -> None:
    if not board.lines:
        raise Invalid(_("Det finns inga att-satser att besluta om."))
    check_no_vote(board.sitting)
    left = [str(line.clause.number) for line in board.open_lines]
    if left:
        raise Invalid(_("Att-sats %s är inte avgjord än.") % ", ".join(left))


def _recorded(
    actor: Actor, sitting: Sitting, proof: Proof, found: Sequence[Outcome], facts: MeetingFacts, reason: str
) -> DecisionRecord | None:
    """The step's decision. A matter of its own leaves the year's step alone; so does a body that only prepares it."""
    owner = sitting.activity.owner_id
    if _is_beside(sitting) or (owner is not None and owner != sitting.body_id):
        return None
    text = "\n".join(f"{number}. {line}" for number, line in enumerate(decision_lines(found), 1))
    file = minutes_file(facts)
    decision = Decision(sitting.body, proof, text or _("Inget beslutades."), (file,), reason)
    activity = Activity.objects.get(pk=sitting.activity_id)
    return record_decision(actor, activity, activity.version, decision, by_matter=True)


def _is_beside(sitting: Sitting) -> bool:
    """Whether it is dealt with beside the matter that the step is for. A step with this matter alone is its own."""
    if sitting.matter.kind != MatterKind.OWN:
        return False
    return bool(sitting.activity.row) or sitting.activity.sittings.exclude(matter=sitting.matter).exists()


def lay_duties(sitting: Sitting, found: Sequence[Outcome], closed_by: str) -> None:
    """What is to be done after the decision, with its last days; an adjustment made at once is done already."""
    try:
        limits = load_limits(sitting.day)
    except RuleError:  # older than the statute we have read: nothing is made up
        return
    rate = decided_rate(found)
    rows = [
        _duty(sitting, due, "")
        for due in council_duties(sitting.day, limits, is_adjusted_at_once=sitting.is_adjusted_at_once)
    ]
    for row in rows:
        if row.kind == DutyKind.ADJUST and sitting.is_adjusted_at_once:
            row.done_on, row.done_by = sitting.day, closed_by
    rows += [
        Duty(
            sitting=sitting, kind=DutyKind.EXTRACT, recipient=name, text="\n".join(lines), latest=sitting.day,
            at_once=True,
        )
        for name, lines in ({} if is_preparatory(sitting) else _extracts(found)).items()
    ]  # fmt: skip
    if rate is not None and sitting.body.kind == BodyKind.COUNCIL:
        words = rate_words(rate)
        rows += [
            _duty(sitting, due, f"Skattesats {words}", "Skatteverket")
            for due in rate_notice(sitting.day, limits, is_final=is_final(sitting))
        ]
    Duty.objects.bulk_create(rows)


def _duty(sitting: Sitting, due: Due, text: str, recipient: str = "") -> Duty:
    return Duty(
        sitting=sitting, kind=due.kind.value, latest=due.latest, at_once=due.at_once, law=due.law, text=text,
        recipient=recipient,
    )  # fmt: skip


def _extracts(found: Sequence[Outcome]) -> dict[str, list[str]]:
    """The sentences each board gets: its own frame and assignments."""
    by_board: dict[str, list[str]] = {}
    for one in found:
        if one.value is not None and one.clause.body is not None and one.clause.kind in _CONCERNS:
            by_board.setdefault(one.clause.body.name, []).append(one.value.text)
    return by_board


_CONCERNS = (ClauseKind.FRAME, ClauseKind.ASSIGNMENT)
