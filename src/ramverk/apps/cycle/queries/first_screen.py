"""Which role somebody mainly has, and what that role must be told at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from ramverk.apps.cycle.queries.work import Task, Work
from ramverk.apps.cycle.queries.year import Year, YearRow
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
    pressing: Sequence[Task] = ()
    """Beside the main thing, what has its last day today or had it: a late sheet must not hide a plan due today."""
    latest: YearRow | None = None
    """When nothing more will come: what came last, so that a finished year says how it ended."""
    on_the_way: YearRow | None = None
    """What comes before the next day and leads to it: the executive board's decision before the council's."""


def first_screen(actor: Actor, shown: Year, mine: Work) -> FirstScreen:
    """What this person should see first."""
    role = role_of(actor)
    to_do = [*mine.to_do, *mine.as_substitute]
    main = to_do[0] if to_do else None
    pressing = [task for task in to_do[1:] if task.due and task.due <= shown.today and not task.is_vague]
    coming = [row for row in shown.rows if row.status not in CLOSED and row.end and row.end >= shown.today]
    hard = sorted((row for row in coming if not row.is_soft), key=lambda row: row.end or date.max)
    told = {task.activity_id for task in mine.waiting}
    late = [row for row in shown.rows if row.status == "late" and row.id not in told]
    lists = _lists(role, hard, shown)
    asked = _asked(lists, hard)
    following = _next(role, asked, hard)
    latest = None if following else _latest(shown)
    on_the_way = next((row for row in asked if following and _is_before(row, following)), None)
    return FirstScreen(role, _QUESTIONS[role](), main, following, late, lists, pressing, latest, on_the_way)


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


_QUESTIONS = {
    "finance": lambda: _("Var i tidplanen är vi, vad är sent och hos vem?"),
    "leadership": lambda: _("Vad ska du besluta eller överlämna härnäst?"),
    "union": lambda: _("När är samverkan, och om vilket förslag?"),
    "auditor": lambda: _("Vem har gjort vad, när och varför?"),
    "party": lambda: _("När får du förslaget, och när ska ditt vara klart?"),
    "board": lambda: _("Vad ska din nämnd lämna in, och när?"),
    "councillor": lambda: _("Vad ska fullmäktige besluta, och när?"),
    "reader": lambda: _("Vad händer härnäst, och när beslutas budgeten?"),
}
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
