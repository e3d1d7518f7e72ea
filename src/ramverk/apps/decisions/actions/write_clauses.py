"""Write the clauses of a sitting: drafted from an edition, or typed; and what the main proposal says on each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.decisions.models import (
    Clause,
    ClauseKind,
    ClauseValue,
    MatterKind,
    Sitting,
    SittingState,
    Stand,
    TabledProposal,
)
from ramverk.apps.decisions.policy import may
from ramverk.apps.decisions.queries.board import board_of
from ramverk.apps.decisions.queries.freezing import is_frozen_by_tabling
from ramverk.apps.decisions.queries.gate import check_gate
from ramverk.apps.decisions.queries.handed import check_open
from ramverk.apps.decisions.queries.outcome import outcomes
from ramverk.apps.decisions.wording_clauses import Drafted, Terms, drafted
from ramverk.apps.frames.actions.freeze_edition import freeze_edition
from ramverk.apps.frames.ledger import line_of
from ramverk.apps.frames.models import Edition, EditionKind
from ramverk.apps.frames.received import PARTIES_OWN
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body, BodyKind
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Stale, require


@transaction.atomic
def draft_clauses(
    actor: Actor,
    sitting: Sitting,
    version: int,
    edition: Edition,
    terms: Terms,
    name: str = "",
    seen: str | None = None,
) -> TabledProposal:
    """Draft every clause from a frozen edition, which becomes the main proposal; earlier clauses are replaced.

    A draft of the directive is frozen by it; `seen` is the checksum it was confirmed with.
    """
    locked = lock(sitting, version)
    require(may(actor, "decisions.write_clauses", locked))
    edition = _as_preliminary(actor, locked, edition, seen)
    _check_frozen(edition, locked)
    if locked.matter.kind == MatterKind.CONFIRMING:
        check_gate(edition)
    _check_unmoved(locked)
    locked.proposals.all().delete()
    locked.clauses.all().delete()
    main = TabledProposal.objects.create(
        sitting=locked, name=(name or _main_name(edition))[:160], is_main=True, edition=edition, tabled_at=clock.now(),
        moved_by=locked.body.name,
    )  # fmt: skip
    rows = drafted(edition, terms)
    if locked.matter.kind == MatterKind.CONFIRMING:
        asked = {row.question for row in rows}
        rows += [row for row in _as_decided(edition) if row.question not in asked]
    lay_out(locked, main, rows)
    change(locked, locked.version)
    after = {"edition": edition.name, "checksum": edition.checksum, "clauses": str(locked.clauses.count())}
    record(actor, "decisions.draft_clauses", locked, after=after)
    return main


def _check_unmoved(sitting: Sitting) -> None:
    """What members have moved is not thrown away with the clauses it was moved on."""
    moved = sitting.proposals.filter(mover__isnull=False, is_withdrawn=False)
    if moved.exists():
        names = ", ".join(moved.values_list("moved_by", flat=True))
        raise Invalid(_("Det finns yrkanden av %s. De skulle försvinna; ändra att-satserna en och en.") % names)


def _as_decided(edition: Edition) -> Iterator[Drafted]:
    """Goals and assignments of the council's earlier decision: the confirming one holds the whole budget again."""
    line = [member.pk for member in line_of(edition)]
    earlier = Sitting.objects.filter(
        decision__editions__in=line, body__kind=BodyKind.COUNCIL, matter__kind=MatterKind.BUDGET
    ).select_related("matter__round", "body")
    sitting = earlier.order_by("-day", "-pk").first()
    for one in outcomes(board_of(sitting)) if sitting else ():
        if one.value is not None and one.clause.kind in {ClauseKind.GOALS, ClauseKind.ASSIGNMENT}:
            clause = one.clause
            yield Drafted(clause.kind, clause.subject, one.value.text, body=clause.body, report_by=clause.report_by)


def _main_name(edition: Edition) -> str:
    """A party's proposal keeps its own name when it is the main one."""
    return edition.name if edition.kind in PARTIES_OWN else _("Förslaget till beslut")


def _as_preliminary(actor: Actor, sitting: Sitting, edition: Edition, seen: str | None) -> Edition:
    """A draft of the directive that is laid on the table is from then on the preliminary frames, and frozen."""
    if not is_frozen_by_tabling(actor, sitting, edition):
        return edition
    change(edition, edition.version, kind=EditionKind.PRELIMINARY)
    return freeze_edition(actor, edition, seen)


def _check_frozen(edition: Edition, sitting: Sitting) -> None:
    if edition.is_open:
        raise Invalid(
            _("Utgåvan ”%s” är inte fryst. Granska och frys den först, så att det som läggs på bordet inte kan ändras.")
            % edition
        )
    if edition.round_id != sitting.matter.round_id:
        raise Invalid(_("Utgåvan hör till en annan omgång."))
    check_open(edition)


def lock(sitting: Sitting, version: int) -> Sitting:
    """The sitting, locked for this deed, if it still stands as the person saw it."""
    row = (
        Sitting.objects.select_for_update(of=("self",))
        .select_related("matter__round", "body", "activity")
        .get(pk=sitting.pk)
    )
    if row.version != version:
        raise Stale(_("Behandlingen har ändrats medan du skrev. Inget har sparats; läs in sidan igen."))
    return row


def lay_out(sitting: Sitting, main: TabledProposal, rows: Sequence[Drafted]) -> None:
    """The clauses in their order with the main proposal's values."""
    clauses = Clause.objects.bulk_create(
        Clause(
            sitting=sitting, number=number, kind=row.kind, subject=row.subject[:200], body=row.body,
            report_by=row.report_by,
        )
        for number, row in enumerate(rows, 1)
    )  # fmt: skip
    ClauseValue.objects.bulk_create(
        ClauseValue(clause=clause, proposal=main, text=row.text, figures=row.figures)
        for clause, row in zip(clauses, rows, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Written:
    """A clause as somebody writes it."""

    subject: str
    text: str
    kind: str = ClauseKind.OTHER
    body: Body | None = None
    report_by: date | None = None
    figures: dict[str, int] = field(default_factory=dict)


@transaction.atomic
def add_clause(actor: Actor, sitting: Sitting, version: int, written: Written) -> Clause:
    """Add a clause last, in the main proposal's words. Without a main proposal, one comes to be."""
    locked = lock(sitting, version)
    require(may(actor, "decisions.write_clauses", locked))
    if not written.subject.strip() or not written.text.strip():
        raise Invalid(_("Att-satsen behöver en rubrik och en lydelse som kan besvaras med ja eller nej."))
    if written.kind not in ClauseKind.values:
        raise Invalid(_("Välj vad att-satsen gäller."))
    main = locked.proposals.filter(is_main=True).first() or TabledProposal.objects.create(
        sitting=locked, name=_("Förslaget till beslut"), is_main=True, tabled_at=clock.now(), moved_by=locked.body.name
    )
    last = locked.clauses.order_by("-number").first()
    clause = Clause.objects.create(
        sitting=locked, number=(last.number if last else 0) + 1, kind=written.kind,
        subject=written.subject.strip()[:200], body=written.body, report_by=written.report_by,
    )  # fmt: skip
    ClauseValue.objects.create(clause=clause, proposal=main, text=written.text.strip(), figures=written.figures)
    change(locked, locked.version)
    record(actor, "decisions.add_clause", locked, after={"clause": str(clause), "text": written.text.strip()})
    return clause


@transaction.atomic
def edit_clause(actor: Actor, clause: Clause, version: int, subject: str, text: str) -> None:
    """Change a clause's words before the meeting, but not its amounts. An emptied text takes the clause away."""
    locked = Sitting.objects.select_for_update(of=("self",)).get(pk=clause.sitting_id)
    require(may(actor, "decisions.write_clauses", locked))
    value = ClauseValue.objects.select_related("clause").get(clause=clause, proposal__is_main=True)
    before = {"subject": value.clause.subject, "text": value.text}
    if not text.strip():
        _check_unasked(value.clause)
        if value.clause.version != version:
            raise Stale(_("Att-satsen har ändrats medan du skrev. Inget har sparats; läs in sidan igen."))
        name = str(clause)
        clause.delete()
        renumber(locked)
        record(actor, "decisions.edit_clause", locked, before={"clause": name, **before})
        return
    _check_amounts(value, text)
    is_named_by_its_line = value.clause.kind == ClauseKind.POOL  # the subject says which line the amounts lie on
    named = value.clause.subject if is_named_by_its_line else subject.strip()[:200] or value.clause.subject
    change(value.clause, version, subject=named)
    change(value, value.version, text=text.strip())
    record(actor, "decisions.edit_clause", locked, before=before, after={"subject": subject, "text": text.strip()})


def _check_unasked(clause: Clause) -> None:
    """A clause somebody asks something else on is not taken away from under them."""
    asked = clause.values.filter(proposal__is_main=False, proposal__is_withdrawn=False).exclude(stand=Stand.SAME)
    if asked.exists():
        raise Invalid(_("Det finns yrkanden på att-satsen. Den kan inte tas bort; yrka att den utgår."))


def _check_amounts(value: ClauseValue, text: str) -> None:
    """What is decided is counted from the figures, so that the words must keep them."""
    if value.figures and numbers_in(text) != numbers_in(value.text):
        raise Invalid(
            _(
                "Talen i att-satsen kommer ur utgåvan och räknas med i beslutet, så de ändras inte i ord. Lägg en "
                "annan utgåva på bordet, eller lägg ett yrkande med andra belopp."
            )
        )


def numbers_in(text: str) -> list[str]:
    """Every number of a text in order of size as text, without the spaces between thousands."""
    found = re.findall(r"[-\u2212]?\d+(?:\s\d{3})*(?:[,:]\d+)?", text)
    return sorted(re.sub(r"\s", "", one).replace("\u2212", "-") for one in found)


def renumber(sitting: Sitting) -> None:
    """Numbers without gaps, in their order."""
    for number, clause in enumerate(sitting.clauses.order_by("number"), 1):
        if clause.number != number:
            Clause.objects.filter(pk=clause.pk).update(number=number)


def copy_clauses(earlier: Sitting, later: Sitting) -> None:
    """What the earlier sitting decided becomes the main proposal of the later one.

    After a tabling or a referral its main proposal stays the main one. Proposals that lost are not carried: whoever
    wants them tried again moves them anew; this is what councils do.
    """
    is_decided = earlier.state == SittingState.DECIDED
    name = _("%ss förslag") % earlier.body.name if is_decided else _("Förslaget till beslut")
    was = earlier.proposals.filter(is_main=True).first()
    main = TabledProposal.objects.create(
        sitting=later, name=name[:160], is_main=True, tabled_at=clock.now(), moved_by=earlier.body.name,
        edition=decided_edition(earlier) or (was.edition if was else None),
    )  # fmt: skip
    carried = _carried(earlier, was, is_decided=is_decided)
    for number, (clause, value) in enumerate(carried, 1):
        copied = Clause.objects.create(
            sitting=later, number=number, kind=clause.kind, subject=clause.subject, body=clause.body,
            report_by=clause.report_by,
        )  # fmt: skip
        ClauseValue.objects.create(clause=copied, proposal=main, text=value.text, figures=value.figures)


def _carried(earlier: Sitting, was: TabledProposal | None, *, is_decided: bool) -> Iterator[tuple[Clause, ClauseValue]]:
    if is_decided:
        for one in outcomes(board_of(earlier)):
            if one.value is not None:
                yield one.clause, one.value
        return
    for value in ClauseValue.objects.filter(proposal=was).exclude(stand=Stand.DROPPED).select_related("clause"):
        yield value.clause, value


def decided_edition(sitting: Sitting) -> Edition | None:
    """The edition that a sitting's decision decided, once finance has tied it."""
    return Edition.objects.filter(decision=sitting.decision_id).first() if sitting.decision_id else None


def lacks_edition(sitting: Sitting) -> bool:
    """Whether frames are decided but their edition is not tied yet, so that there is nothing to take further."""
    has_frames = sitting.clauses.filter(kind=ClauseKind.FRAME).exists()
    return has_frames and sitting.decision_id is not None and decided_edition(sitting) is None
