"""The frozen investment list in the meeting's presenter view: the whole, then one project at a time."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from ramverk.apps.frames.ledger import board_key
from ramverk.apps.investments.models import Category, Funding, InvestmentList, ProjectPhase
from ramverk.apps.investments.policy import LISTS, WORD, concerns_investments
from ramverk.apps.investments.queries.portfolio import sheets_in
from ramverk.apps.investments.sheet_fields import is_secret
from ramverk.apps.investments.sheets import interest_of, plan_years, sheet_years
from ramverk.apps.investments.showing import activation_words, label_of, lines, measured, whole
from ramverk.apps.meetings.models import AgendaItem
from ramverk.apps.meetings.slides import Slide
from ramverk.apps.organisation.actor import Actor
from ramverk.core.investments.sheets import Sheet

_WHOLE, _PROJECT = "investments/_slide_whole.html", "investments/_slide_project.html"


def slides_of(item: AgendaItem, actor: Actor) -> Sequence[Slide]:
    """At a step about investments, for the slot about them or for a board's own; nothing before it is frozen."""
    activity = item.meeting.activity
    is_slot = item.body is not None or WORD in item.title.casefold()
    if activity is None or not is_slot or not concerns_investments(activity):
        return ()
    rows = InvestmentList.objects.filter(activity=activity).select_related("document", "round", "prerequisites__round")
    chosen = LISTS.filter(rows, actor).order_by("-pk").first()
    return tuple(_pages(chosen, item)) if chosen else ()


def _pages(chosen: InvestmentList, item: AgendaItem) -> Iterator[Slide]:
    sheets = sheets_in(chosen)
    if item.body is not None:
        sheets = [sheet for sheet in sheets if sheet.board == board_key(item.body)]
    if not sheets:
        return
    years, horizon = plan_years(chosen.round), sheet_years(chosen.round)
    yield Slide(
        chosen.name if item.body is None else _("Investeringar: %s") % item.body.name, _WHOLE,
        {
            "years": years, "totals": whole(sheets, years, horizon), "missing": chosen.document.content["missing"],
            "groups": lines(sheets, years, horizon, "board" if item.body is None else "category"),
            "measured": measured(sheets, years, chosen.prerequisites) if item.body is None else None,
            "list": chosen, "count": len(sheets),
        },
    )  # fmt: skip
    for sheet in sorted(sheets, key=lambda one: (one.priority or "~", one.board, one.rank)):
        yield Slide(sheet.name, _PROJECT, _project(sheet, chosen, years))


def _project(sheet: Sheet, chosen: InvestmentList, years: Sequence[int]) -> dict[str, Any]:
    """Three figures and what the sheet says of need and motive; secret words never reach the wall."""
    cost = sheet.capital_in(years, interest_of(chosen.prerequisites))
    effects = {year: sum(int(-one.amounts.get(year, 0)) for one in sheet.effects if not one.is_rent) for year in years}
    words = [sheet.texts.get(name, "") for name in ("need", "priority_motive")]
    return {
        "sheet": sheet, "total": int(sheet.net_total), "last": years[-1], "capital": int(cost[years[-1]]),
        "operating": effects[years[-1]], "says": [word for word in words if word and not is_secret(word)],
        "kinds": [
            label_of(Category, sheet.category), label_of(Funding, sheet.funding),
            label_of(ProjectPhase, sheet.phase),
        ],
        "activated": activation_words(sheet), "years": [(year, int(sheet.net(year))) for year in years],
        "later": sum(int(sheet.net(year)) for year in sheet.outlay if year > years[-1]),
    }  # fmt: skip
