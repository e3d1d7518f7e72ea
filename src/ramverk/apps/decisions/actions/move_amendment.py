"""Move an amendment (yrkande): own words or figures on some clauses, or a clause of one's own."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.decisions.actions.write_clauses import lock
from ramverk.apps.decisions.models import (
    Clause,
    ClauseKind,
    ClauseValue,
    MatterKind,
    Place,
    Sitting,
    Stand,
    TabledProposal,
)
from ramverk.apps.decisions.policy import leads, may_be_mover, may_move
from ramverk.apps.decisions.queries.people import name_of
from ramverk.apps.decisions.wording_clauses import DAY, day_of, frame_text, hand_in_text, pool_text
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body, Person
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Stale, require
from ramverk.core.editions.proposing import rate_words


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for on one clause. Without a clause it is a new one, and `subject` says what it is about."""

    clause: Clause | None = None
    stand: str = Stand.VALUE
    text: str = ""
    figures: dict[str, int] = field(default_factory=dict)
    subject: str = ""
    kind: str = ClauseKind.OTHER
    body: Body | None = None


@transaction.atomic
def move_amendment(
    actor: Actor,
    sitting: Sitting,
    version: int,
    name: str,
    wishes: Sequence[Wish],
    place: Place | None = None,
    party: Body | None = None,
    mover: Person | None = None,
) -> TabledProposal:
    """A proposal of one who serves, or noted for the record: `place` is the mover's place, else `mover` and `party`."""
    locked = lock(sitting, version)
    place = place or (locked.places.filter(person=mover).first() if mover else None)
    require(may_move(actor, locked, place))
    if place is not None:
        require(may_be_mover(locked, place))
    elif party is None:
        raise Invalid(_("Välj vem som yrkar. Den som noterar yrkandet har ingen plats vid sammanträdet."))
    if not wishes:
        raise Invalid(_("Välj minst en att-sats att yrka på, eller skriv en egen."))
    if not locked.proposals.filter(is_main=True).exists():
        raise Invalid(_("Det finns inget huvudförslag att yrka på än."))
    moved_by = name_of(place) if place else str(party)
    proposal = TabledProposal.objects.create(
        sitting=locked, name=(name.strip() or _("Yrkande av %s") % moved_by)[:160], tabled_at=clock.now(),
        party=party or (place.party if place else None), mover=place.person if place else None,
        moved_by=moved_by, order=locked.proposals.count(),
    )  # fmt: skip
    for wish in wishes:
        _lay(locked, proposal, wish)
    change(locked, locked.version)
    after = {"proposal": proposal.name, "clauses": "; ".join(str(value.clause) for value in _values(proposal))}
    record(actor, "decisions.move_amendment", locked, after=after)
    return proposal


def _values(proposal: TabledProposal) -> list[ClauseValue]:
    return list(proposal.values.select_related("clause"))


def _lay(sitting: Sitting, proposal: TabledProposal, wish: Wish) -> None:
    clause = wish.clause
    if clause is None:
        clause = _own_clause(sitting, wish)
    elif clause.sitting_id != sitting.pk:
        raise Invalid(_("Att-satsen hör till en annan behandling."))
    elif clause.is_settled or clause.propositions.exists():
        raise Invalid(
            _("Propositionen på att-sats %(number)s är redan ställd; där kan inget mer yrkas.")
            % {"number": clause.number}
        )
    if wish.clause is not None:
        _check_counted(clause, wish)
    text = wish.text.strip() or worded(clause, wish.figures)
    if wish.stand == Stand.VALUE and not text:
        raise Invalid(_("Skriv lydelsen av det du yrkar, så att den kan besvaras med ja eller nej (KL 5 kap. 53 §)."))
    ClauseValue.objects.create(
        clause=clause, proposal=proposal, stand=wish.stand, text=text if wish.stand == Stand.VALUE else "",
        figures=wish.figures if wish.stand == Stand.VALUE else {},
    )  # fmt: skip


_COUNTED = (ClauseKind.FRAME, ClauseKind.POOL, ClauseKind.TAX_RATE)


def _check_counted(clause: Clause, wish: Wish) -> None:
    """The decided edition is counted from figures: words alone would decide one amount and count with another."""
    counted = clause.values.exclude(figures={}).order_by("-proposal__is_main").first()
    if wish.stand != Stand.VALUE or counted is None:
        return
    if clause.follows:
        raise Invalid(
            _("%s följer av ramar, avsättningar, skattesats och investeringar. Yrka på dem, så räknas den om.")
            % clause.subject
        )
    if clause.kind in _COUNTED and set(wish.figures) != set(counted.figures):
        raise Invalid(_("Skriv beloppet i siffror, så att beslutet räknas med det som yrkas."))


def worded(clause: Clause, figures: dict[str, int]) -> str:
    """Figures as a clause of this kind states them."""
    if not figures:
        return ""
    if clause.kind == ClauseKind.FRAME:
        is_preliminary = clause.sitting.matter.kind == MatterKind.DIRECTIVE
        return frame_text(clause.subject, figures, is_preliminary=is_preliminary)
    if clause.kind == ClauseKind.POOL:
        return pool_text(clause.subject, figures)
    if DAY in figures:
        return hand_in_text(day_of(figures[DAY]))
    if clause.kind == ClauseKind.TAX_RATE:
        return _rate_text(clause, figures["rate"])
    return ""


def _rate_text(clause: Clause, rate: int) -> str:
    """The main proposal's sentence with the other rate in it."""
    main = clause.values.filter(proposal__is_main=True).first()
    if main is None or "rate" not in main.figures:
        return f"{clause.subject}: {rate_words(rate)}."
    return main.text.replace(rate_words(main.figures["rate"]), rate_words(rate))


def _own_clause(sitting: Sitting, wish: Wish) -> Clause:
    if not wish.subject.strip():
        raise Invalid(_("En egen att-sats behöver en rubrik."))
    return Clause.objects.create(
        sitting=sitting, number=sitting.clauses.count() + 1, kind=wish.kind, subject=wish.subject.strip()[:200],
        body=wish.body,
    )  # fmt: skip


@transaction.atomic
def withdraw(actor: Actor, proposal: TabledProposal, version: int) -> None:
    """Take a proposal back: its mover or the leaders. It stays in the trail, not in the minutes (KL 5:65)."""
    sitting = Sitting.objects.select_for_update(of=("self",)).get(pk=proposal.sitting_id)
    place = sitting.places.filter(person=proposal.mover).first() if proposal.mover else None
    require(may_move(actor, sitting, place))
    if proposal.mover_id != actor.person_id and not leads(actor, sitting.body_id):
        raise Invalid(_("Bara den som har yrkat kan ta tillbaka yrkandet."))
    if proposal.is_main:
        raise Invalid(_("Huvudförslaget kan inte tas tillbaka här."))
    row = TabledProposal.objects.get(pk=proposal.pk)
    if row.version != version:
        raise Stale(_("Förslaget har ändrats. Läs in sidan igen."))
    if sitting.clauses.filter(propositions__isnull=False, values__proposal=row).exists():
        raise Invalid(_("Propositionen är redan ställd; yrkandet kan inte tas tillbaka nu."))
    change(row, version, is_withdrawn=True)
    change(sitting, sitting.version)
    record(actor, "decisions.withdraw", sitting, before={"proposal": row.name})
