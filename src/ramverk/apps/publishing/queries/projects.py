"""Investment projects as everybody may read them, board by board or place by place, with sums."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ramverk.apps.frames.models import Edition
from ramverk.apps.investments.models import Category, ProjectPhase
from ramverk.apps.organisation.models import Body
from ramverk.core.investments.sheets import Sheet
from ramverk.core.money import Ore


@dataclass(frozen=True, slots=True)
class ShownProject:
    """One project: net outlay by year in öre. `need` is empty where it is kept secret; `is_secret` says so."""

    name: str
    board: str
    category: str
    phase: str
    need: str
    site: str
    is_secret: bool
    earlier: int
    """Before the first year, so that the years sum to the whole."""
    amounts: tuple[int, ...]
    later: int
    total: int
    has_amounts: bool = True
    """Whether anything is paid or received in any year at all."""


@dataclass(frozen=True, slots=True)
class Group:
    """The projects of one board or one place, and what they come to."""

    name: str
    projects: tuple[ShownProject, ...]
    amounts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Everything an edition counts on."""

    years: tuple[int, ...]
    groups: tuple[Group, ...]
    amounts: tuple[int, ...]

    @property
    def has_earlier(self) -> bool:
        """Whether some project began before the first year."""
        return any(one.earlier for group in self.groups for one in group.projects)


def projects_by_board(sheets: Sequence[Sheet], edition: Edition) -> Portfolio:
    """The boards by name, each project where the board ranked it."""
    return _grouped(sheets, edition, lambda one: one.board, lambda _name: False)


def projects_by_place(sheets: Sequence[Sheet], edition: Edition) -> Portfolio:
    """The places by name, board by board in each; last what is everywhere or at a place that is not told."""
    nowhere = _("Hela kommunen, eller en plats som inte är bestämd eller inte visas")
    return _grouped(sheets, edition, lambda one: _place(one.site) or nowhere, lambda name: name == nowhere)


def _grouped(
    sheets: Sequence[Sheet], edition: Edition, name_of: Callable[[ShownProject], str], is_last: Callable[[str], bool]
) -> Portfolio:
    years = tuple(int(year) for year in edition.years)
    names = dict(Body.objects.exclude(short_name="").values_list("short_name", "name"))
    known: dict[str, list[ShownProject]] = {}
    for sheet in sorted(sheets, key=lambda one: (names.get(one.board, one.board), one.rank, one.name)):
        project = _project(sheet, names.get(sheet.board, sheet.board), years)
        known.setdefault(name_of(project), []).append(project)
    order = sorted(known, key=lambda name: (is_last(name), name.casefold().translate(_LAST_LETTERS)))
    groups = tuple(Group(name, tuple(known[name]), _sums(known[name], years)) for name in order)
    return Portfolio(years, groups, _sums([one for found in known.values() for one in found], years))


def _sums(projects: Sequence[ShownProject], years: Sequence[int]) -> tuple[int, ...]:
    return tuple(sum(one.amounts[at] for one in projects) for at, _year in enumerate(years))


_LAST_LETTERS = str.maketrans("åäö", "{|}")
"""The alphabet ends with å, ä, ö; their numbers in Unicode are in another order."""
_NUMBER = re.compile(r"\s+\d+(?::\d+)?$")


def _place(site: str) -> str:
    """The place without the number of the property: "Norrdal 4:12" lies in Norrdal."""
    return _NUMBER.sub("", site.strip())


def _project(sheet: Sheet, board: str, years: tuple[int, ...]) -> ShownProject:
    need, site = sheet.texts.get("need"), sheet.texts.get("site")
    paid = {*sheet.outlay, *sheet.contributions}
    later = sum((sheet.net(year) for year in paid if year > years[-1]), Ore(0))
    amounts = tuple(int(sheet.net(year)) for year in years)
    total = int(sheet.net_total)
    return ShownProject(
        name=sheet.name, board=board, category=_label(Category, sheet.category),
        phase=_label(ProjectPhase, sheet.phase),
        need=need if isinstance(need, str) else "", site=site if isinstance(site, str) else "",
        is_secret=any(isinstance(text, dict) for text in sheet.texts.values()),
        earlier=total - sum(amounts) - int(later), amounts=amounts, later=int(later), total=total,
        has_amounts=bool(sheet.spent or any(sheet.outlay.values()) or any(sheet.contributions.values())),
    )  # fmt: skip


def _label(choices: type[Category] | type[ProjectPhase], value: str) -> str:
    return str(choices(value).label) if value in choices.values else value
