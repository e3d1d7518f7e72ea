"""Which role somebody mainly has, and what that role must be told at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from ramverk.apps.cycle.queries.work import Task, Work
from ramverk.apps.cycle.queries.year import NEAR_DAYS, Year, YearRow
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import PRESIDIUM, BodyKind, Role

DONE = {"done", "decided"}
CLOSED = {*DONE, "cancelled"}


@dataclass(frozen=True, slots=True)
class FirstScreen:
    """The main thing, what else is due by today, the next day that answers the role's question, who is waited for."""

    role: str
    question: str
    main: Task | None
    next_deadline: YearRow | None
    late: Sequence[YearRow]
    lists: Sequence[tuple[str, Sequence[YearRow]]]
    soon: Sequence[Task] = ()
    """Beside the main thing, what is late or due within two weeks, by the day of duty: a late sheet must not hide a
    plan due today, nor the main thing a proposal that waits to be read before its decision."""
    left_out: int = 0
    """How many more there are to do, which the list of all work tells."""
    latest: YearRow | None = None
    """When nothing more will come: what came last, so that a finished year says how it ended."""
    on_the_way: YearRow | None = None
    """What comes before the next day and leads to it: the executive board's decision before the council's."""


def first_screen(actor: Actor, shown: Year, mine: Work) -> FirstScreen:
    """What this person should see first."""
    role = role_of(actor)
    to_do = [*mine.to_do, *mine.as_substitute]
    main = to_do[0] if to_do else None
    soon = _soon(to_do[1:], shown.today)
    coming = [row for row in shown.rows if row.status not in CLOSED and row.end and row.end >= shown.today]
    hard = sorted((row for row in coming if not row.is_soft), key=lambda row: row.end or date.max)
    told = {task.activity_id for task in mine.waiting}
    late = [row for row in shown.rows if row.status == "late" and row.id not in told]
    lists = _lists(role, hard, shown)
    asked = _asked(lists, hard)
    following = _next(role, asked, hard)
    latest = None if following else _latest(shown)
    on_the_way = next((row for row in asked if following and _is_before(row, following)), None)
    return FirstScreen(
        role=role, question=_question(role, shown), main=main, next_deadline=following, late=late, lists=lists,
        soon=soon, left_out=len(to_do[1:]) - len(soon), latest=latest, on_the_way=on_the_way,
    )  # fmt: skip


_MOST = 5
"""So many things to do at once, the main thing among them. What is due by today is shown however much it is."""


def _soon(others: Sequence[Task], today: date) -> list[Task]:
    """What else to do in the days that come, or on no certain day, the first first."""
    by_duty = sorted(others, key=lambda task: task.due or date.max)
    near = [task for task in by_duty if task.due is None or (task.due - today).days <= NEAR_DAYS]
    pressing = sum(1 for task in near if task.due and task.due <= today and not task.is_vague)
    return near[: max(pressing, _MOST - 1)]


def _asked(lists: Sequence[tuple[str, Sequence[YearRow]]], hard: Sequence[YearRow]) -> list[YearRow]:
    """The days still to come of what the role asks for, the first first."""
    asked = {row.id for _name, rows in lists for row in rows}
    return [row for row in hard if row.id in asked]


def _next(role: str, asked: Sequence[YearRow], hard: Sequence[YearRow]) -> YearRow | None:
    """The role's own next day; else the first of what it asks for; else of the year, which the day's line tells too."""
    own = [row for row in asked if row.owner_kind == _OWN_DAYS.get(role)]
    return next(iter([*own, *asked, *hard]), None)


def _is_before(row: YearRow, other: YearRow) -> bool:
    return (row.end or date.max) < (other.end or date.max)


def _latest(shown: Year) -> YearRow | None:
    """The row of the year that ended last, of those that have been done."""
    done = [row for row in shown.rows if row.status in DONE and row.end and row.end <= shown.today and not row.is_soft]
    return max(done, key=lambda row: row.end or date.min, default=None)


_LEADERS = (Role.CHAIR, Role.FIRST_VICE_CHAIR)
_ROLES: tuple[tuple[str, tuple[str, ...] | None, tuple[str, ...]], ...] = (
    ("leadership", _LEADERS, (BodyKind.EXECUTIVE_BOARD,)),
    ("union", None, (BodyKind.UNION_GROUP, BodyKind.UNION)),
    ("auditor", None, (BodyKind.AUDITORS,)),
    ("party", (Role.GROUP_LEADER, Role.POLITICAL_SECRETARY), (BodyKind.PARTY,)),
    ("board", (*PRESIDIUM, Role.SECRETARY), (BodyKind.BOARD,)),
    ("board", (Role.SECRETARY, Role.HEAD, Role.OFFICIAL), (BodyKind.ADMINISTRATION,)),
    ("councillor", None, (BodyKind.COUNCIL,)),
)
"""First screens with the mandates that lead to them, the most involved first."""


def role_of(actor: Actor) -> str:
    """The role the first screen is made for."""
    if actor.owns_the_process:
        return "finance"
    for role, mandates, kinds in _ROLES:
        if any(actor.holds(mandates, kind) for kind in kinds):
            return role
    return "reader"


_Question = tuple[tuple[str, ...], Callable[[], str]]
_QUESTIONS: dict[str, tuple[_Question, ...]] = {
    "finance": (((), lambda: _("Var i tidplanen är vi, vad är sent och hos vem?")),),
    "auditor": (((), lambda: _("Vem har gjort vad, när och varför?")),),
    "leadership": (
        (("handover", "decision", "consultation"), lambda: _("Vad ska du besluta eller överlämna härnäst?")),
    ),
    "union": ((("consultation",), lambda: _("När är samverkan, och om vilket förslag?")),),
    "party": (
        (("handover",), lambda: _("När får du förslaget, och när ska ditt vara klart?")),
        (("party_work",), lambda: _("När ska ditt förslag vara klart, och när beslutas budgeten?")),
        (("decision",), lambda: _("Vad ska fullmäktige besluta, och när?")),
    ),
    "board": ((("submission", "revision", "dispatch"), lambda: _("Vad ska din nämnd lämna in, och när?")),),
    "councillor": ((("decision",), lambda: _("Vad ska fullmäktige besluta, och när?")),),
}
"""What each role asks, in the order of the year: each as long as steps of such kinds are left (none named: always)."""


def _question(role: str, shown: Year) -> str:
    """The question that still has an answer to wait for. With nothing left of the year: what became of it."""
    left = {row.kind for row in shown.rows if row.status not in CLOSED}
    for kinds, words in _QUESTIONS.get(role, ()):
        if not kinds or left.intersection(kinds):
            return words()
    return _("Vad händer härnäst, och när beslutas budgeten?") if left else _("Vad har beslutats om budgeten?")


_OWN_DAYS = {"councillor": BodyKind.COUNCIL}
"""Roles whose day is their own body's, and not that of a body before it."""
_KINDS = {
    "leadership": ("handover", "decision", "consultation"),
    "union": ("consultation",),
    "party": ("handover", "party_work", "decision"),
    "board": ("submission", "revision", "dispatch"),
    "councillor": ("decision",),
    "reader": ("decision", "publication"),
    "auditor": ("decision",),
}


def _lists(role: str, hard: Sequence[YearRow], shown: Year) -> list[tuple[str, Sequence[YearRow]]]:
    if role == "finance":
        return [(_("Närmast i tidplanen"), hard[:5])]
    kinds = _KINDS.get(role, ())
    wanted = [row for row in shown.rows if row.kind in kinds or (role == "union" and row.lane == "unions")]
    still = [row for row in wanted if row.status not in CLOSED]
    if role == "auditor":
        return [
            (_("Beslut som är fattade"), [row for row in wanted if row.status == "decided"]),
            (_("Beslut som väntar"), still),
        ]
    return [(_("Det som rör dig mest"), still[:6])]
