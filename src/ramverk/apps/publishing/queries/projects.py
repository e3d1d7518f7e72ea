"""Investment projects as everybody may read them, board by board, with sums."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ramverk.apps.frames.models import Edition
from ramverk.apps.investments.models import Category, ProjectPhase
from ramverk.apps.organisation.models import Body
from ramverk.core.investments.sheets import Sheet
from ramverk.core.money import Ore


@dataclass(frozen=True, slots=True)
class ShownProject:
    """One project: net outlay by year in öre. `need` is empty where it is kept secret; `is_secret` says so."""

    name: str
    category: str
    phase: str
    need: str
    site: str
    is_secret: bool
    amounts: tuple[int, ...]
    later: int
    total: int


@dataclass(slots=True)
class BoardProjects:
    """A board's projects and what they come to."""

    name: str
    projects: list[ShownProject] = field(default_factory=list)
    amounts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Everything an edition counts on."""

    years: tuple[int, ...]
    boards: tuple[BoardProjects, ...]
    amounts: tuple[int, ...]


def projects_by_board(sheets: Sequence[Sheet], edition: Edition) -> Portfolio:
    """The boards by name, each project where the board ranked it."""
    years = tuple(int(year) for year in edition.years)
    names = dict(Body.objects.exclude(short_name="").values_list("short_name", "name"))
    boards: dict[str, BoardProjects] = {}
    for sheet in sorted(sheets, key=lambda one: (names.get(one.board, one.board), one.rank, one.name)):
        board = boards.setdefault(sheet.board, BoardProjects(names.get(sheet.board, sheet.board)))
        board.projects.append(_project(sheet, years))
    for board in boards.values():
        board.amounts = tuple(sum(one.amounts[at] for one in board.projects) for at, _year in enumerate(years))
    whole = tuple(sum(board.amounts[at] for board in boards.values()) for at, _year in enumerate(years))
    return Portfolio(years, tuple(boards.values()), whole)


def _project(sheet: Sheet, years: tuple[int, ...]) -> ShownProject:
    need, site = sheet.texts.get("need"), sheet.texts.get("site")
    later = sum((sheet.net(year) for year in sheet.outlay if year > years[-1]), Ore(0))
    return ShownProject(
        name=sheet.name, category=_label(Category, sheet.category), phase=_label(ProjectPhase, sheet.phase),
        need=need if isinstance(need, str) else "", site=site if isinstance(site, str) else "",
        is_secret=any(isinstance(text, dict) for text in sheet.texts.values()),
        amounts=tuple(int(sheet.net(year)) for year in years), later=int(later), total=int(sheet.net_total),
    )  # fmt: skip


def _label(choices: type[Category] | type[ProjectPhase], value: str) -> str:
    return str(choices(value).label) if value in choices.values else value
