"""Cases of frames: bridges, supplementary changes, proposals, resource distribution."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import partial
from itertools import accumulate
from typing import Any

from ramverk.core.volume.allotment import AgeGroup, group_allotment, year_end_average
from ramverk.formats.cases.files import Case, CaseRelation, each_on_its_own, need, number, rows_of, tolerance_of

__all__ = ["check_deltas", "check_distribution", "check_frame_bridge", "check_proposals"]

_ONE_DECIMAL = Fraction(5, 100)


def _add(values: Any) -> Fraction:
    return sum((number(value) or Fraction(0) for value in values), Fraction(0))


def check_frame_bridge(case: Case) -> Iterator[CaseRelation]:
    """The changes of each year, and the frame that follows from the printed one before."""
    content = case.content
    unit = str(content.get("units", "tkr"))
    frame = need(content["opening_frame"], "amount")
    for at, year in enumerate(content["years"]):
        changes = _add(change["amount"] for change in rows_of(year, "changes"))
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
    for side, block in (content.get("changes") or {}).items():
        lines = [rows_of(line, "values") for line in rows_of(block, "lines")]
        years = max(len(rows_of(content, "years")), *map(len, lines), 0)
        sums[side] = [_add(line[at] for line in lines if at < len(line)) for at in range(years)]
        printed = [*rows_of(block, "published_sum"), *[None] * years]
        for at, computed in enumerate(sums[side]):
            path = f"/changes/{side}/published_sum/{at}"
            yield CaseRelation(case.name, path, computed, number(printed[at]), unit, tolerance)
    yield from _balanced(case, sums, unit, tolerance)
    yield from _forms(case)


def _balanced(case: Case, sums: Mapping[str, list[Fraction]], unit: str, tolerance: Fraction) -> Iterator[CaseRelation]:
    if not {"revenue", "cost"} <= set(sums):
        return
    years = list(rows_of(case.content, "years"))
    for at, year in enumerate(rows_of(case.content, "balanced_years")):
        if year in years:
            place = years.index(year)
            path = f"/balanced_years/{at}"
            yield CaseRelation(case.name, path, sums["revenue"][place], sums["cost"][place], unit, tolerance)


def _forms(case: Case) -> Iterator[CaseRelation]:
    for at, form in enumerate(rows_of(case.content, "accumulated_forms")):
        yield from each_on_its_own(case, f"/accumulated_forms/{at}", partial(_both_forms, case, at, form))


def _both_forms(case: Case, at: int, form: Mapping[str, Any]) -> Iterator[CaseRelation]:
    """The form that is not stated out of the one that is; where both are, the yearly one out of the accumulated."""
    unit = str(form.get("units", "tkr"))
    if rows_of(form, "accumulated"):
        whole = [number(value) or Fraction(0) for value in form["accumulated"]]
        key = "per_year"
        computed = [now - before for now, before in zip(whole, [Fraction(0), *whole], strict=False)]
    else:
        key, computed = "accumulated", list(accumulate(_add([value]) for value in form["per_year"]))
    stated = [*rows_of(form, key), *[None] * len(computed)]
    for place, amount in enumerate(computed):
        path = f"/accumulated_forms/{at}/{key}/{place}"
        yield CaseRelation(case.name, path, amount, number(stated[place]), unit, Fraction(0))


def check_proposals(case: Case) -> Iterator[CaseRelation]:
    """The governing budget's sums, the comparable proposals' totals, tax effects, and the votes."""
    content = case.content
    governing = content.get("governing") or {}
    yield from each_on_its_own(case, "/governing", lambda: _governing(case, governing))
    for at, proposal in enumerate(rows_of(content, "proposals")):
        yield from each_on_its_own(case, f"/proposals/{at}", partial(_proposal, case, at, proposal))
    vote = (content.get("decision") or {}).get("main_vote")
    if isinstance(vote, Mapping) and number(content.get("council_seats")) is not None:
        counted = _add(votes for votes in vote.values() if not isinstance(votes, str))
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
    given = {key: value for key, value in effect.items() if not key.startswith(_ANSWERS) and not key.endswith(_WORDS)}
    base_in = next((key for key in given if "base" in key), None)
    difference = _rate_difference(case, given, proposal)
    if base_in is None or difference is None:
        return
    key = next((key for key in effect if key.startswith(_ANSWERS) and not key.endswith(_WORDS)), _EFFECT)
    computed = need(given, base_in) * _kronor_of(base_in) * difference / 100 / _kronor_of(key)
    tolerance = _ONE_DECIMAL * 1_000_000 / _kronor_of(key)
    unit = key.rpartition("_")[2]
    yield CaseRelation(case.name, f"{path}/{key}", computed, number(effect.get(key)), unit, tolerance)


_ANSWERS = ("published", "expected")
_WORDS = ("_basis", "_note", "_label_sv")
_EFFECT = "published_effect_mnkr"


def _kronor_of(key: str) -> int:
    """How many kronor one of the unit is that a key ends with."""
    return {"mnkr": 1_000_000, "tkr": 1000}.get(key.rpartition("_")[2], 1)


def _rate_difference(case: Case, effect: Mapping[str, Any], proposal: Mapping[str, Any]) -> Fraction | None:
    """Kr per 100 kr as stated (in öre where the key says so), else the proposal's rate less the governing one."""
    stated = next((key for key in effect if "difference" in key), None)
    if stated is not None:
        return need(effect, stated) / (100 if stated.endswith("ore") else 1)
    own = number(proposal.get("tax_rate_kr_per_100"))
    rate = number((case.content.get("governing") or {}).get("tax_rate_kr_per_100"))
    return None if own is None or rate is None else own - rate


def check_distribution(case: Case) -> Iterator[CaseRelation]:
    """Unit price times population per row, the mean of two year-ends, and groups summed unrounded."""
    content = case.content
    rows: dict[str, list[AgeGroup]] = {}
    row_tolerance = tolerance_of(content, "row_mnkr", _ONE_DECIMAL)
    for at, row in enumerate(content["rows"]):
        group = _age_group(row)
        rows.setdefault(group.name, []).append(group)
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
    if average is None:
        if not ends:
            raise KeyError("population_average")
        average = year_end_average(number(ends[0]) or Fraction(0), number(ends[1]) or Fraction(0))
    share = number(row.get("demand_share"))
    percent = number(row.get("demand_share_percent"))
    whole = share if share is not None else Fraction(1) if percent is None else percent / 100
    return AgeGroup(str(row["age_group"]), need(row, "unit_price_tkr"), average, whole)


def _groups(case: Case, rows: Mapping[str, list[AgeGroup]]) -> Iterator[CaseRelation]:
    lines = _budget_lines(case.content.get("operating_budget_lines"))
    for at, group in enumerate(rows_of(case.content, "groups")):
        yield from each_on_its_own(case, f"/groups/{at}", partial(_group, case, at, group, rows, lines))


def _group(
    case: Case,
    at: int,
    group: Mapping[str, Any],
    rows: Mapping[str, list[AgeGroup]],
    lines: Mapping[str, tuple[str, Any]],
) -> Iterator[CaseRelation]:
    """The group against its printed sum; rounded as it is printed, against the line of the operating budget."""
    tolerance = tolerance_of(case.content, "group_mnkr", _ONE_DECIMAL)
    computed = group_allotment(row for name in group["age_groups"] for row in rows[name])
    stated = number(group.get("published_mnkr"))
    yield CaseRelation(case.name, f"/groups/{at}/published_mnkr", computed, stated, "mnkr", tolerance)
    if (line := lines.get(str(group.get("group")))) is not None:
        path, amount = line
        yield CaseRelation(case.name, path, _one_decimal(computed), number(amount), "mnkr", Fraction(0))


def _one_decimal(amount: Fraction) -> Fraction:
    """Half away from zero, as budgets print."""
    tenths = int(abs(amount) * 10 + Fraction(1, 2))
    return Fraction(-tenths if amount < 0 else tenths, 10)


def _budget_lines(lines: Any) -> Mapping[str, tuple[str, Any]]:
    """Where each group's line stands, and its amount: a list of objects, or an object by group."""
    found: dict[str, tuple[str, Any]] = {}
    pairs = enumerate(lines) if isinstance(lines, list) else (lines or {}).items()
    for name, line in pairs:
        path = f"/operating_budget_lines/{name}"
        if isinstance(line, Mapping):
            key = next((key for key in line if key.endswith("mnkr")), "published_mnkr")
            found[str(line.get("group", name))] = (f"{path}/{key}", line.get(key))
        else:
            found[str(name)] = (path, line)
    return found
