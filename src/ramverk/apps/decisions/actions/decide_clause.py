"""Put a proposition and find the outcome by acclamation; settle what nobody opposes; take the rest together."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.decisions.actions.open_sitting import check_no_vote, check_quorum
from ramverk.apps.decisions.actions.write_clauses import lock
from ramverk.apps.decisions.models import Clause, Method, Proposition, PropositionState, Sitting
from ramverk.apps.decisions.policy import may
from ramverk.apps.decisions.queries.board import Board, RungLine, board_of
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Stale, require


@transaction.atomic
def settle_unopposed(actor: Actor, sitting: Sitting, version: int) -> int:
    """Every clause on which nobody asks for anything else is decided as the main proposal has it."""
    locked = lock(sitting, version)
    require(may(actor, "decisions.decide_clause", locked))
    check_quorum(locked)
    lines = board_of(locked).unopposed
    if not lines:
        raise Invalid(_("Det finns ingen att-sats utan annat yrkande kvar."))
    for line in lines:
        if line.winner is None:
            raise Invalid(_("Det finns inget huvudförslag."))
        change(line.clause, line.clause.version, won_by=line.winner, method=Method.UNANIMOUS)
    change(locked, locked.version)
    after = {"clauses": ", ".join(str(line.clause.number) for line in lines)}
    record(actor, "decisions.settle_unopposed", locked, after=after)
    return len(lines)


@transaction.atomic
def decide_together(actor: Actor, sitting: Sitting, version: int) -> int:
    """The chair puts whole budgets against one another: on every clause that is left the main proposal wins.

    Each clause keeps its own ladder, answered by acclamation, so that the minutes and the decided edition read it as
    they read any other. Whoever wants another outcome on a clause has it put by itself first.
    """
    locked = lock(sitting, version)
    require(may(actor, "decisions.decide_clause", locked))
    check_quorum(locked)
    check_no_vote(locked)
    numbers = []
    while left := [line for line in board_of(locked).contested if not line.clause.is_settled]:
        for line in left:
            rung = line.next
            if rung is None:
                raise Invalid(_("Föregående proposition är inte avgjord."))
            step = put(line.clause, rung)
            change(
                step, step.version, state=PropositionState.SETTLED, method=Method.ACCLAMATION, is_yes=True,
                closed_at=clock.now(),
            )  # fmt: skip
            if rung.is_main:
                change(line.clause, line.clause.version, won_by=step.yes, method=Method.ACCLAMATION)
                numbers.append(line.clause.number)
    if not numbers:
        raise Invalid(_("Det finns ingen att-sats med flera yrkanden kvar."))
    change(locked, locked.version)
    record(
        actor, "decisions.decide_together", locked,
        after={"clauses": ", ".join(map(str, sorted(numbers))), "outcome": str(locked.proposals.get(is_main=True))},
    )  # fmt: skip
    return len(numbers)


@transaction.atomic
def decide_clause(actor: Actor, clause: Clause, version: int, is_yes: bool) -> Proposition:
    """The chair puts the next proposition and finds yes or no; whoever doubts it asks for a vote instead."""
    sitting, rung = next_rung(actor, clause, version, "decisions.decide_clause")
    proposition = put(clause, rung)
    change(
        proposition, proposition.version, state=PropositionState.SETTLED, method=Method.ACCLAMATION, is_yes=is_yes,
        closed_at=clock.now(),
    )  # fmt: skip
    after_answer(sitting, clause)
    after = {"clause": str(clause), "outcome": str(proposition.yes if is_yes else proposition.no)}
    record(actor, "decisions.decide_clause", sitting, after=after)
    return proposition


def next_rung(actor: Actor, clause: Clause, version: int, verb: str) -> tuple[Sitting, RungLine]:
    """Lock the sitting and find what is to be put now; `version` is the clause's as the person saw it."""
    sitting = Sitting.objects.select_for_update(of=("self",)).select_related("body", "matter").get(pk=clause.sitting_id)
    require(may(actor, verb, sitting))
    check_quorum(sitting)
    clause.refresh_from_db()
    if clause.version != version:
        raise Stale(_("Att-satsen har ändrats sedan du läste in sidan. Läs in den igen."))
    line = board_of(sitting).line_of(clause)
    if not line.is_contested:
        raise Invalid(_("Ingen yrkar något annat på den här att-satsen; den behöver ingen proposition."))
    rung = line.next
    if rung is None or clause.is_settled:
        raise Invalid(_("Att-satsen är redan avgjord."))
    if rung.proposition is not None:
        raise Invalid(_("En votering pågår om den här att-satsen."))
    return sitting, rung


def put(clause: Clause, rung: RungLine) -> Proposition:
    """The rung as a stored proposition."""
    if rung.yes is None or rung.no is None:
        raise Invalid(_("Föregående proposition är inte avgjord."))
    step = clause.propositions.count() + 1
    return Proposition.objects.create(clause=clause, step=step, yes=rung.yes, no=rung.no, is_main=rung.is_main)


def after_answer(sitting: Sitting, clause: Clause) -> Board:
    """Move the clause on: settled when its ladder is at its end."""
    board = board_of(sitting)
    line = board.line_of(clause)
    last = clause.propositions.order_by("-step").first()
    method = last.method if last else Method.ACCLAMATION
    if line.winner is not None:
        change(clause, clause.version, won_by=line.winner, method=method)
    else:
        change(clause, clause.version)
    return board
