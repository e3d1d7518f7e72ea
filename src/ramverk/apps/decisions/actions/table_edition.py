"""Lay another proposal on the table: a frozen edition, with a value on every clause it differs in.

What the parties have laid open to everyone is laid side by side in one step, each with its own edition.
"""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ramverk.apps.decisions.actions.write_clauses import lock
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
from ramverk.apps.decisions.queries.board import core_value
from ramverk.apps.decisions.queries.handed import check_open, to_be_tabled
from ramverk.apps.decisions.wording_clauses import Drafted, Terms, drafted, question_of
from ramverk.apps.frames.models import Edition
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def table_edition(
    actor: Actor,
    sitting: Sitting,
    version: int,
    edition: Edition,
    name: str,
    party: Body | None = None,
    tax_rate: int | None = None,
    moved_by: str = "",
) -> TabledProposal:
    """Everything it says is laid beside the main proposal's; where they are equal it says "lika med"."""
    locked = lock(sitting, version)
    require(may(actor, "decisions.table_edition", locked))
    return _table(actor, locked, edition, name, party, tax_rate, moved_by)


@transaction.atomic
def table_parties(actor: Actor, sitting: Sitting, version: int) -> list[TabledProposal]:
    """Every party's proposal that is open to everyone and not on the table becomes a yrkande with its own edition."""
    locked = lock(sitting, version)
    require(may(actor, "decisions.table_edition", locked))
    waiting = to_be_tabled(locked)
    if not waiting:
        raise Invalid(_("Inget framlagt förslag saknas på bordet."))
    made = []
    for one in waiting:
        room = one.hand_over.room
        made.append(
            _table(actor, locked, one.hand_over.edition, str(one.hand_over), room.party, None, ", ".join(one.parties))
        )
    return made


def _table(
    actor: Actor, locked: Sitting, edition: Edition, name: str, party: Body | None, tax_rate: int | None, moved_by: str
) -> TabledProposal:
    _check(locked, edition, name)
    proposal = TabledProposal.objects.create(
        sitting=locked, name=name.strip()[:160], party=party, edition=edition, tabled_at=clock.now(),
        moved_by=moved_by or (party.name if party else ""), order=locked.proposals.count(),
    )  # fmt: skip
    is_final = not any("ska vara" in text for text in _rate_texts(locked))
    is_preliminary = locked.matter.kind == MatterKind.DIRECTIVE
    _lay(locked, proposal, edition, Terms(tax_rate=tax_rate, is_final=is_final, is_preliminary=is_preliminary))
    change(locked, locked.version)
    record(actor, "decisions.table_edition", locked, after={"proposal": proposal.name, "checksum": edition.checksum})
    return proposal


def _check(sitting: Sitting, edition: Edition, name: str) -> None:
    if not name.strip():
        raise Invalid(_("Ge förslaget det namn det ska ha i propositionen, till exempel ”Samling Mitts förslag”."))
    if edition.is_open:
        raise Invalid(_("Utgåvan är inte fryst. Ett förslag på bordet får inte kunna ändras."))
    check_open(edition)
    if edition.round_id != sitting.matter.round_id:
        raise Invalid(_("Utgåvan hör till en annan omgång."))
    if not sitting.proposals.filter(is_main=True).exists():
        raise Invalid(_("Skriv att-satserna och huvudförslaget först, så har förslaget något att ställas mot."))
    if sitting.proposals.filter(edition=edition, is_withdrawn=False).exists():
        raise Invalid(_("Utgåvan ligger redan på bordet."))
    is_begun = sitting.clauses.filter(Q(propositions__isnull=False) | Q(won_by__isnull=False)).exists()
    if sitting.state == SittingState.OPEN and is_begun:
        raise Invalid(_("Propositionsordningen är redan fastställd. Nya hela förslag kan inte läggas nu."))


def _rate_texts(sitting: Sitting) -> list[str]:
    return list(
        ClauseValue.objects.filter(
            clause__sitting=sitting, clause__kind=ClauseKind.TAX_RATE, proposal__is_main=True
        ).values_list("text", flat=True)
    )


def _lay(sitting: Sitting, proposal: TabledProposal, edition: Edition, terms: Terms) -> None:
    own = {row.question: row for row in drafted(edition, terms)}
    main = {
        value.clause_id: value for value in ClauseValue.objects.filter(clause__sitting=sitting, proposal__is_main=True)
    }
    clauses = list(sitting.clauses.all())
    values = []
    for clause in clauses:
        row = own.pop(question_of(clause.kind, clause.body_id, clause.subject), None)
        value = ClauseValue(clause=clause, proposal=proposal)
        its = main.get(clause.pk)
        if row is not None:
            value.text, value.figures = row.text, row.figures
        if row is None or (its is not None and core_value(its).identity == core_value(value).identity):
            value.stand, value.text, value.figures = Stand.SAME, "", {}
        values.append(value)
    ClauseValue.objects.bulk_create(values)
    _own_clauses(sitting, proposal, list(own.values()))


def _own_clauses(sitting: Sitting, proposal: TabledProposal, rows: list[Drafted]) -> None:
    """What only this proposal speaks of (a frame, a goal, an assignment) gets a clause of its own, last."""
    number = sitting.clauses.count()
    for row in rows:
        number += 1
        clause = Clause.objects.create(
            sitting=sitting, number=number, kind=row.kind, subject=row.subject[:200], body=row.body
        )
        ClauseValue.objects.create(clause=clause, proposal=proposal, text=row.text, figures=row.figures)
