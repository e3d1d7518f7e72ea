"""The gates of a project, what each asks for, when a final report is due, and how much of the money is used."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ramverk.apps.investments.models import Prerequisites, Project, ProjectPhase

P = ProjectPhase
GATES: Mapping[str, tuple[str, ...]] = {
    P.NEED: (P.PRE_STUDY, P.STOPPED),
    P.PRE_STUDY: (P.DESIGN, P.NEED, P.STOPPED),
    P.DESIGN: (P.EXECUTION, P.PRE_STUDY, P.STOPPED),
    P.EXECUTION: (P.STOPPED,),
    P.FINAL_REPORT: (),
    P.STOPPED: (P.NEED,),
}
"""Where a project may go from each phase; the final report is a deed of its own."""


def report_due(project: Project, prerequisites: Prerequisites | None) -> date | None:
    """The last day of the month that the final report is due; None where nothing is activated or too small."""
    if prerequisites is None or not project.activated_year or not project.activated_month or project.is_block:
        return None
    if project.phase != P.EXECUTION or (project.total or project.spent) < prerequisites.threshold:
        return None
    months = project.activated_year * 12 + project.activated_month + prerequisites.report_within_months
    return date(months // 12, months % 12 + 1, 1).replace(day=1) - _DAY


_DAY = date(2018, 1, 2) - date(2018, 1, 1)


@dataclass(frozen=True, slots=True)
class Carried:
    """How much of a year's appropriations a board uses."""

    board: str
    appropriated: int
    used: int

    @property
    def rate_pct(self) -> Fraction | None:
        """Used of appropriated, per cent; None where nothing was appropriated."""
        return Fraction(100 * self.used, self.appropriated) if self.appropriated else None


def carried_out(projects: Iterable[Project]) -> list[Carried]:
    """By board, in the order they come."""
    sums: dict[str, list[int]] = {}
    for project in projects:
        if project.appropriated or project.used:
            pair = sums.setdefault(project.body.short_name or project.body.name, [0, 0])
            pair[0] += project.appropriated
            pair[1] += project.used
    return [Carried(board, appropriated, used) for board, (appropriated, used) in sums.items()]
