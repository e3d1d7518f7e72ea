"""Cases of frames: bridges, supplementary changes, proposals, resource distribution."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from ramverk.core.volume.allotment import AgeGroup, group_allotment, year_end_average
from ramverk.formats.cases.files import Case, CaseRelation, number, tolerance_of

__all__ = ["check_deltas", "check_distribution", "check_frame_bridge", "check_proposals"]

_ONE_DECIMAL = Fraction(5, 100)


def _add(values: Any) -> Fraction:
    return sum((number(value) or Fraction(0) for value in values), Fraction(0))


def check_frame_bridge(case: Case) -> Iterator[CaseRelation]:
    """The changes of each year, and the frame that follows from the printed one before."""
    content = case.content
    unit = str(content.get("units", "tkr"))
    frame = number(content["opening_frame"]["amount"]) or Fraction(0)
    for at, year in enumerate(content["years"]):
        changes = _add(change["amount"] for change in year["changes"])
        printed = number(year.get("published_sum_of_changes"))
        sums = tolerance_of(content, "sum_of_changes")
        yield CaseRelation(case.name, f"/years/{at}/published_sum_of_changes", changes, printed, unit, sums)
        new = frame + (changes if printed is None else printed)
        stated = number(year.get("published_new_frame"))
        within = tolerance_of(content, "new_frame")
        yield CaseRelation(case.name, f"/years/{at}/published_new_frame", new, stated, unit, within)
        frame = new if stated is None else stated


def check_deltas(case: Case) -> Iterator[CaseRelation]:
    """Lines against their printed sums, balanced years, and the two forms of the same changes."""
    content = case.content
    unit = str(content.get("units", "mnkr"))
    tolerance = tolerance_of(content, default=_ONE_DECIMAL)
    sums: dict[str, list[Fraction]] = {}
    for side, block in content.get("changes", {}).items():
        years = len(block["lines"][0]["values"]) if block["lines"] else 0
        sums[side] = [_add(line["values"][at] for line in block["lines"]) for at in range(years)]
        printed = block.get("published_sum") or [None] * years
        for at, computed in enumerate(sums[side]):
            path = f"/changes/{side}/published_sum/{at}"
            yield CaseRelation(case.name, path, computed, number(printed[at]), unit, tolerance)
    yield from _balanced(case, sums, unit, tolerance)
    yield from _forms(case)


def _balanced(case: Case, sums: Mapping[str, list[Fraction]], unit: str, tolerance: Fraction) -> Iterator[CaseRelation]:
    if not {"revenue", "cost"} <= set(sums):
        return
    years = list(case.content.get("years", []))
    for at, year in enumerate(case.content.get("balanced_years", [])):
        if year in years:
            place = years.index(year)
            path = f"/balanced_years/{at}"
            yield CaseRelation(case.name, path, sums["revenue"][place], sums["cost"][place], unit, tolerance)


def _forms(case: Case) -> Iterator[CaseRelation]:
    for at, form in enumerate(case.content.get("accumulated_forms", [])):
        whole = [number(value) or Fraction(0) for value in form["accumulated"]]
        yearly = [now - before for now, before in zip(whole, [Fraction(0), *whole], strict=False)]
        stated = form.get("per_year") or [None] * len(yearly)
        for place, computed in enumerate(yearly):
            path = f"/accumulated_forms/{at}/per_year/{place}"
            unit = str(form.get("units", "tkr"))
            yield CaseRelation(case.name, path, computed, number(stated[place]), unit, Fraction(0))


def check_proposals(case: Case) -> Iterator[CaseRelation]:
    """The governing budget's sums, the comparable proposals' totals, tax effects, and the votes."""
    content = case.content
    governing = content.get("governing", {})
    yield from _governing(case, governing)
    for at, proposal in enumerate(content.get("proposals", [])):
        yield from _proposal(case, at, proposal)
    vote = content.get("decision", {}).get("main_vote")
    if isinstance(vote, Mapping) and number(content.get("council_seats")) is not None:
        counted = _add(vote.values())
        seats = number(content["council_seats"])
        yield CaseRelation(case.name, "/decision/main_vote", counted, seats, "seats", Fraction(0))


def _governing(case: Case, governing: Mapping[str, Any]) -> Iterator[CaseRelation]:
    content = case.content
    boards = governing.get("boards_tkr")
    if not boards:
        return
    computed = _add(boards.values())
    printed = number(governing.get("published_sum_of_boards_tkr"))
    within = tolerance_of(content, "sum_of_boards_tkr", Fraction(1))
    yield CaseRelation(case.name, "/governing/published_sum_of_boards_tkr", computed, printed, "tkr", within)
    whole = (computed if printed is None else printed) + (number(governing.get("central_pot_tkr")) or 0)
    stated = number(governing.get("published_total_tkr"))
    exact = tolerance_of(content, "boards_plus_pot_tkr")
    yield CaseRelation(case.name, "/governing/published_total_tkr", whole, stated, "tkr", exact)
    parts = governing.get("earmarked_parts")
    if parts:
        marked = _add(part["amount_tkr"] for part in parts)
        stated = number(governing.get("published_sum_of_earmarked_tkr"))
        yield CaseRelation(case.name, "/governing/published_sum_of_earmarked_tkr", marked, stated, "tkr", Fraction(0))
        yield from _inside(case, boards, parts)


def _inside(case: Case, boards: Mapping[str, Any], parts: list[Mapping[str, Any]]) -> Iterator[CaseRelation]:
    """Earmarked parts ("varav") lie inside the frame of their board."""
    for at, part in enumerate(parts):
        frame = number(boards.get(str(part.get("board"))))
        if frame is not None:
            whole = _add(one["amount_tkr"] for one in parts if one.get("board") == part.get("board"))
            yield CaseRelation(case.name, f"/governing/earmarked_parts/{at}", whole <= frame, True, "", Fraction(0))


def _proposal(case: Case, at: int, proposal: Mapping[str, Any]) -> Iterator[CaseRelation]:
    path = f"/proposals/{at}"
    differences = proposal.get("differences_tkr") or {}
    if proposal.get("comparable") and differences:
        computed = _add(differences.values()) / 1000
        printed = number(proposal.get("published_total_difference_mnkr"))
        within = tolerance_of(case.content, "sum_of_differences_mnkr", Fraction(1, 10))
        yield CaseRelation(case.name, f"{path}/published_total_difference_mnkr", computed, printed, "mnkr", within)
    effect = proposal.get("tax_effect")
    if isinstance(effect, Mapping):
        yield from _tax_effect(case, f"{path}/tax_effect", effect, proposal)


def _tax_effect(
    case: Case, path: str, effect: Mapping[str, Any], proposal: Mapping[str, Any]
) -> Iterator[CaseRelation]:
    """Implied tax base times the difference of the rates."""
    base = next((found for key, value in effect.items() if "tax_base" in key and (found := number(value))), None)
    difference = next((number(value) for key, value in effect.items() if "difference" in key), None)
    if difference is None:
        own = number(proposal.get("tax_rate_kr_per_100"))
        rate = number(case.content.get("governing", {}).get("tax_rate_kr_per_100"))
        difference = own - rate if own is not None and rate is not None else None
    if base is None or difference is None:
        return
    key = next((name for name in effect if name.startswith(("published", "expected"))), "published_effect_mnkr")
    in_mnkr = next((name for name in effect if "tax_base" in name and "mnkr" in name), None)
    computed = base * difference / 100 / (1 if in_mnkr else 1_000_000)
    yield CaseRelation(case.name, f"{path}/{key}", computed, number(effect.get(key)), "mnkr", _ONE_DECIMAL)


def check_distribution(case: Case) -> Iterator[CaseRelation]:
    """Unit price times population per row, the mean of two year-ends, and groups summed unrounded."""
    content = case.content
    rows: dict[str, AgeGroup] = {}
    row_tolerance = tolerance_of(content, "row_mnkr", _ONE_DECIMAL)
    for at, row in enumerate(content["rows"]):
        group = _age_group(row)
        rows[group.name] = group
        ends = row.get("population_at_two_year_ends")
        if ends and row.get("population_average") is not None:
            mean = year_end_average(number(ends[0]) or Fraction(0), number(ends[1]) or Fraction(0))
            stated = number(row["population_average"])
            yield CaseRelation(case.name, f"/rows/{at}/population_average", mean, stated, "persons", Fraction(0))
        for key in [name for name in row if "allotment" in name] or ["allotment_published_mnkr"]:
            yield CaseRelation(
                case.name, f"/rows/{at}/{key}", group.allotment_mnkr(), number(row.get(key)), "mnkr", row_tolerance
            )
    yield from _groups(case, rows)


def _age_group(row: Mapping[str, Any]) -> AgeGroup:
    ends = row.get("population_at_two_year_ends")
    average = number(row.get("population_average"))
    if average is None and ends:
        average = year_end_average(number(ends[0]) or Fraction(0), number(ends[1]) or Fraction(0))
    share = number(row.get("demand_share"))
    percent = number(row.get("demand_share_percent"))
    whole = share if share is not None else Fraction(1) if percent is None else percent / 100
    return AgeGroup(str(row["age_group"]), number(row["unit_price_tkr"]) or Fraction(0), average or Fraction(0), whole)


def _groups(case: Case, rows: Mapping[str, AgeGroup]) -> Iterator[CaseRelation]:
    tolerance = tolerance_of(case.content, "group_mnkr", _ONE_DECIMAL)
    lines = {str(line.get("group", "")): line for line in _budget_lines(case.content.get("operating_budget_lines"))}
    for at, group in enumerate(case.content.get("groups", [])):
        computed = group_allotment(rows[name] for name in group["age_groups"] if name in rows)
        stated = number(group.get("published_mnkr"))
        yield CaseRelation(case.name, f"/groups/{at}/published_mnkr", computed, stated, "mnkr", tolerance)
        line = lines.get(str(group.get("group")))
        if line is not None and stated is not None:
            amount = next((number(value) for key, value in line.items() if "mnkr" in key), None)
            yield CaseRelation(
                case.name, f"/operating_budget_lines/{group['group']}", stated, amount, "mnkr", Fraction(0)
            )


def _budget_lines(lines: Any) -> list[Mapping[str, Any]]:
    if isinstance(lines, list):
        return [line for line in lines if isinstance(line, Mapping)]
    if isinstance(lines, Mapping):
        return [
            value | {"group": key} if isinstance(value, dict) else {"group": key, "amount_mnkr": value}
            for key, value in lines.items()
        ]
    return []
