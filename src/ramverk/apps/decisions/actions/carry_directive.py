"""The directive as the executive board decided it: what won on its clauses goes with the edition that was decided.

Otherwise the boards would be sent the directive that was proposed, without what was changed at the meeting.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ramverk.apps.decisions.models import Clause, ClauseKind
from ramverk.apps.decisions.queries.board import Board
from ramverk.apps.decisions.queries.outcome import Outcome
from ramverk.apps.decisions.wording_clauses import DAY, assigned_to, assignment_text, day_of
from ramverk.apps.frames.actions.write_directive import Assignment, write_directive
from ramverk.apps.frames.models import Directive, DirectiveAssignment, Edition
from ramverk.apps.organisation.actor import Actor

_WORDED = (ClauseKind.OTHER, ClauseKind.GOALS, ClauseKind.INTEREST, ClauseKind.BORROWING, ClauseKind.REFINANCING)
"""Clauses whose words have no field of their own in a directive; frames and the result are the edition's."""


@dataclass(frozen=True, slots=True)
class DecidedDirective:
    """What the directive says once the board has decided, and whether that is what was proposed."""

    sections: tuple[tuple[str, str], ...]
    assignments: tuple[Assignment, ...]
    hand_in_by: date | None
    is_as_proposed: bool


def decided_directive(board: Board, found: Sequence[Outcome]) -> DecidedDirective | None:
    """None where no directive was on the table and none was decided."""
    edition = board.main.edition if board.main else None
    directive = Directive.objects.filter(edition=edition).first()
    before = list(directive.assignments.select_related("body")) if directive else []
    sections = [(one.heading, one.text) for one in directive.sections.all()] if directive else []
    assignments = tuple(_assignments(board, found, before))
    changed = list(_changed(board, found))
    day = _day(board, found, directive.boards_hand_in_by if directive else None)
    is_same = not changed and [_told(one) for one in before] == [_told(one) for one in assignments]
    if directive is None:
        if is_same:
            return None
    else:
        is_same = is_same and day == directive.boards_hand_in_by
    if changed:
        sections.append((f"Ändrat när {board.sitting.body.name.lower()} beslutade", "\n\n".join(changed)))
    return DecidedDirective(tuple(sections), assignments, day, is_same)


def carry_directive(actor: Actor, edition: Edition, decided: DecidedDirective) -> None:
    """Write it with the edition it was decided with, before that is frozen."""
    write_directive(actor, edition, 0, decided.sections, decided.assignments, decided.hand_in_by)


def _told(one: Assignment | DirectiveAssignment) -> tuple[int | None, str, date | None]:
    return one.body.pk if one.body else None, one.text, one.report_by


def _assignments(board: Board, found: Sequence[Outcome], before: Sequence[DirectiveAssignment]) -> Iterator[Assignment]:
    """The decided ones in the order of the clauses; one that was only reworded is still the same assignment."""
    known = {assignment_text(one.body, one.text, one.report_by): one for one in before}
    for one in found:
        if one.clause.kind != ClauseKind.ASSIGNMENT or one.value is None:
            continue
        main = board.line_of(one.clause).main
        was = known.get(main.text) if main is not None else None
        if was is not None and one.won_by.is_main:
            yield Assignment(was.text, was.body, was.report_by, str(was.key))
        else:
            yield Assignment(_bare(one.clause, one.value.text), one.clause.body, one.clause.report_by, _key(was))


def _key(was: DirectiveAssignment | None) -> str:
    return str(was.key) if was is not None else ""


def _bare(clause: Clause, text: str) -> str:
    """The assignment without the words that every decision about one begins and ends with."""
    bare = text.removeprefix(f"{assigned_to(clause.body)} får i uppdrag: ").strip()
    return bare.partition(" Redovisas senast ")[0] if clause.report_by else bare


def _changed(board: Board, found: Sequence[Outcome]) -> Iterator[str]:
    """What was decided otherwise than proposed and stands nowhere else in a directive."""
    for one in found:
        if one.won_by.is_main or one.clause.kind not in _WORDED or _is_day(board, one):
            continue
        yield one.value.text if one.value is not None else f"{one.clause.subject}: utgår."


def _is_day(board: Board, one: Outcome) -> bool:
    main = board.line_of(one.clause).main
    return main is not None and DAY in main.figures and (one.value is None or DAY in one.value.figures)


def _day(board: Board, found: Sequence[Outcome], proposed: date | None) -> date | None:
    """The day the boards hand in: none where that was dropped, or said in other words than a day."""
    asked = [one for one in found if (main := board.line_of(one.clause).main) is not None and DAY in main.figures]
    if not asked:
        return proposed
    value = asked[0].value
    return day_of(int(value.figures[DAY])) if value is not None and DAY in value.figures else None
