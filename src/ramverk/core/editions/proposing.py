"""What politics does with a base edition: take back, move in time, another tax rate; what it costs and who pays.

Everything is a change on the base, so that the same fold, bridge, compare and rebase work on a party's proposal as on
the finance department's own editions.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ramverk.core.editions.causes import Cause
from ramverk.core.editions.changes import Change, Post, PostKind, Source
from ramverk.core.editions.editions import Edition, Folded
from ramverk.core.findings import Finding, Severity
from ramverk.core.money import Amounts, Ore

__all__ = [
    "MUNICIPAL_TAX",
    "WayKind",
    "WayToFinance",
    "check_closed",
    "check_legal_content",
    "postponed",
    "rate_words",
    "taken_back",
    "tax_changes",
    "tax_of_income",
    "value_of_an_ore",
    "ways_to_finance",
]

MUNICIPAL_TAX = Post(PostKind.FINANCE, "", "municipal_tax")
TAX_RATE = Post(PostKind.TAX_RATE)


def rate_words(rate: int) -> str:
    """A rate as it is said: 2164 öre per 100 kr is "21:64"."""
    return f"{rate // 100}:{rate % 100:02d}"


def taken_back(change: Change, key: str, text: str, source: Source) -> Change:
    """A change that undoes another one entirely: what was cut is back, what was added is gone."""
    amounts = {year: -amount for year, amount in change.amounts.items()}
    return Change(key, change.post, Cause.POLITICAL, amounts, text, source, reverses=change.id)


def postponed(change: Change, by: int, years: Sequence[int], key: str, text: str, source: Source) -> Change:
    """A change that moves another one `by` years later (earlier where negative): what it will be less what it was.

    A lasting change that is moved later is missing in its first years and the same afterwards; moved earlier, it begins
    at the first year of the plan. What moves beyond the plan's years is gone from them.
    """
    lasts = not change.is_one_off and bool(change.amounts)
    later: dict[int, int] = {}
    for year in years:
        origin = year - by
        if origin in years:
            later[year] = int(change.in_year(origin))
        elif by < 0 and lasts:
            later[year] = int(change.in_year(years[-1]))
        else:
            later[year] = 0
    moved = {year: Ore(later[year] - int(change.in_year(year))) for year in years}
    kept = {year: amount for year, amount in moved.items() if amount}
    return Change(key, change.post, Cause.POLITICAL, kept, text, source, reverses=change.id)


def value_of_an_ore(folded: Folded, year: int, rate: int) -> Ore:
    """What one öre per 100 kr more in tax gives in a year: the municipal tax by the öre of the rate it counts on."""
    if rate <= 0:
        return Ore(0)
    return folded.get(MUNICIPAL_TAX, {}).get(year, Ore(0)).share(Fraction(1, rate))


def tax_changes(
    folded: Folded, rate: int | Mapping[int, int], wanted: Mapping[int, int], key: str, text: str, source: Source
) -> tuple[Change, ...]:
    """Another tax rate, in öre per 100 kr by year: the rate itself, and what it does to the municipal tax.

    `rate` is what the folded tax is counted on: one for all years, or by year. The tax base is taken as given; what a
    changed rate does to people's behaviour nobody can say. None where nothing differs or the counted rate is unknown.
    """
    counted = rate if isinstance(rate, Mapping) else dict.fromkeys(wanted, rate)
    moved = {year: new - counted[year] for year, new in wanted.items() if counted.get(year, 0) > 0}
    moved = {year: by for year, by in moved.items() if by}
    if not moved:
        return ()
    tax = folded.get(MUNICIPAL_TAX, {})
    paid = {year: tax.get(year, Ore(0)).share(Fraction(by, counted[year])) for year, by in moved.items()}
    return (
        Change(f"{key}:rate", TAX_RATE, Cause.POLITICAL, {y: Ore(by) for y, by in moved.items()}, text, source),
        Change(f"{key}:tax", MUNICIPAL_TAX, Cause.POLITICAL, paid, text, source),
    )


_NO_MONEY = (PostKind.TAX_RATE, PostKind.PROJECT)


class WayKind(StrEnum):
    """The kinds of way to finance what is missing."""

    TAX = "tax"
    EVEN_CUT = "even_cut"
    KEEP_RATE = "keep_rate"
    POT = "pot"
    PROJECT = "project"
    DROP = "drop"
    POSTPONE = "postpone"


@dataclass(frozen=True, slots=True)
class WayToFinance:
    """One way: how much of it, and what it gives the year's result. `change` is the addition that is dropped or moved,
    the finance line of a pot, the key of a project; `amount` is öre per 100 kr for tax, and a share of the frames for
    an even cut.
    """

    kind: WayKind
    gives: Ore
    amount: Fraction = Fraction(0)
    change: str = ""

    @property
    def name(self) -> str:
        """What the way is asked for by: its kind, and what it is about."""
        return f"{self.kind}:{self.change}"

    def covers(self, missing: Ore) -> bool:
        """Whether this way alone is enough."""
        return self.gives >= missing


def ways_to_finance(
    missing: Ore,
    year: int,
    own: Sequence[Change],
    frames: Ore,
    an_ore_gives: Ore,
    *,
    pots: Mapping[str, Ore] | None = None,
    projects: Mapping[str, Ore] | None = None,
    lowered: int = 0,
) -> tuple[WayToFinance, ...]:
    """Ways to cover what a year lacks: a lowered rate kept, a higher tax, an even cut in all frames, a central pot
    used, and own additions dropped.

    `frames` is what the boards cost together (negative); `pots` what is set aside centrally by finance line; `projects`
    what the result gains when an own deed with a project is undone; `lowered` is how many öre per 100 kr are cut.
    The own additions come with the largest first; each is offered dropped, and those that cover what is missing alone
    also moved a year on.
    """
    if missing <= 0:
        return ()
    found: list[WayToFinance] = []
    if an_ore_gives > 0 and lowered > 0:
        found.append(WayToFinance(WayKind.KEEP_RATE, an_ore_gives * lowered, Fraction(lowered)))
    if an_ore_gives > 0:
        steps = -(-int(missing) // int(an_ore_gives))
        found.append(WayToFinance(WayKind.TAX, an_ore_gives * steps, Fraction(steps)))
    if frames < 0:
        found.append(WayToFinance(WayKind.EVEN_CUT, missing, Fraction(int(missing), -int(frames))))
    for line, amount in (pots or {}).items():
        found.append(WayToFinance(WayKind.POT, min(amount, missing, key=int), change=line))
    for key, gives in (projects or {}).items():
        found.append(WayToFinance(WayKind.PROJECT, gives, change=key))
    costly = [change for change in own if change.in_year(year) < 0 and change.post.kind not in _NO_MONEY]
    for change in sorted(costly, key=lambda one: int(one.in_year(year))):
        gives = -change.in_year(year)
        found.append(WayToFinance(WayKind.DROP, gives, change=change.id))
        if gives >= missing:
            found.append(WayToFinance(WayKind.POSTPONE, gives, change=change.id))
    return tuple(found)


def check_closed(own: Sequence[Change], is_open: Callable[[Post], bool]) -> list[Finding]:
    """Changes of posts that are closed to politics; the tax on a changed rate is the rate's own doing."""
    return [
        Finding(
            "post_closed",
            Severity.ERROR,
            (change.id,),
            f"”{change.text}” ändrar en post som är stängd för partierna. Ta bort raden, eller be ekonomiavdelningen "
            "öppna posten för alla.",
            f"“{change.text}” changes a post that is closed to the parties. Remove the row, or ask the finance "
            "department to open the post for everyone.",
            blocks=True,
        )
        for change in own
        if not is_open(change.post)
    ]


def check_legal_content(
    edition: Edition, *, rate_known: bool, boards: Collection[str], goals: int, financial_goals: int
) -> list[Finding]:
    """What a budget must hold to be decided (KL 11:5-6): three years, a tax rate, each board's appropriation, goals."""
    first = edition.years[0] if edition.years else 0
    have = {change.post.owner for change in edition.all_changes() if change.post.kind is PostKind.FRAME}
    lacking = ", ".join(sorted(set(boards) - have))
    wrong = {
        "years": list(edition.years) != [first, first + 1, first + 2],
        "tax_rate_missing": not rate_known,
        "appropriation_missing": bool(lacking),
        "goal_missing": not goals,
        "financial_goal_missing": not financial_goals,
    }
    return [_illegal(code, lacking) for code, is_wrong in wrong.items() if is_wrong]


_ILLEGAL = {
    "years": (
        "Budgeten ska omfatta budgetåret och två planår i följd.",
        "The budget must cover the budget year and two plan years in a row.",
    ),
    "tax_rate_missing": (
        "Skattesatsen saknas. Be ekonomiavdelningen lägga in dagens skattesats.",
        "The tax rate is missing. Ask the finance department to lay in today's.",
    ),
    "appropriation_missing": (
        "Anslag saknas för {lacking}. Skriv en ram, också om den är 0.",
        "No appropriation for {lacking}. Write a frame, even if it is 0.",
    ),
    "goal_missing": (
        "Minst ett mål för verksamheten saknas. Skriv det under Skatt, mål och text.",
        "At least one goal for the activity is missing. Write it under Tax, goals and text.",
    ),
    "financial_goal_missing": (
        "Omgången har inget finansiellt mål. Be ekonomiavdelningen lägga in det.",
        "The round has no financial goal. Ask the finance department to lay it in.",
    ),
}


def _illegal(code: str, lacking: str) -> Finding:
    """A frame that is missing may be meant as zero (KL 11:7): it is warned about."""
    blocks = code != "appropriation_missing"
    severity = Severity.ERROR if blocks else Severity.WARNING
    sv, en = (text.format(lacking=lacking) for text in _ILLEGAL[code])
    return Finding(code, severity, (), sv, en, "Kommunallagen 11 kap. 6 §", blocks=blocks)


def tax_of_income(income: Ore, rate_change: int) -> Ore:
    """What a changed rate costs somebody with a taxable income, öre a year; the change in öre per 100 kr."""
    return income.share(Fraction(rate_change, 10_000))


def per_head(amounts: Amounts, people: int) -> Amounts:
    """Öre per inhabitant, each rounded by itself."""
    return {year: amount.share(Fraction(1, people)) for year, amount in amounts.items()} if people > 0 else {}
