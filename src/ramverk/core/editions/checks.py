"""What is wrong or unusual in an edition: collected as findings, worst first, never raised."""

from collections import defaultdict
from collections.abc import Collection, Iterator

from ramverk.core.editions.causes import Cause, words_of
from ramverk.core.editions.changes import Change, PostKind
from ramverk.core.editions.editions import Edition
from ramverk.core.findings import Finding, Severity, worst_first
from ramverk.core.money import Ore, Unit, format_amount

__all__ = ["check_edition"]


def check_edition(edition: Edition, boards: Collection[str] = (), operations: Collection[str] = ()) -> list[Finding]:
    """The findings of an edition and what it rests on; `rows` hold ids of changes.

    `boards` and `operations` are the known keys; empty collections skip those checks.
    """
    changes = list(edition.all_changes())
    findings = [
        *_unbalanced(changes),
        *_unknown(changes, boards, operations),
        *_outside_years(edition.changes, edition.years),
        *_one_offs_that_last(edition.changes, edition.years),
        *_one_offs_kept(edition),
        *_misplaced(edition.changes),
    ]
    return worst_first(findings)


def _unbalanced(changes: list[Change]) -> Iterator[Finding]:
    """Transfers are sides that cancel; a transfer without a pair has no other side at all."""
    sides: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        if change.pair or words_of(change.cause).sums_to_zero:
            sides[change.pair or change.id].append(change)
    for of_pair in sides.values():
        years = sorted({year for change in of_pair for year in change.amounts})
        for year in years:
            left = sum((change.in_year(year) for change in of_pair), Ore(0))
            if left:
                amount = format_amount(left, Unit.KR)
                yield Finding(
                    "transfer_unbalanced",
                    Severity.ERROR,
                    tuple(change.id for change in of_pair),
                    f"”{of_pair[0].text}” ska gå jämnt upp mellan nämnderna men lämnar {amount} kr över {year}. "
                    "Låt den enas minskning vara lika stor som de andras ökning.",
                    f"“{of_pair[0].text}” must cancel between the boards but leaves {amount} kr over in {year}. "
                    "Let one side's decrease equal the others' increase.",
                    blocks=True,
                )


def _unknown(changes: list[Change], boards: Collection[str], operations: Collection[str]) -> Iterator[Finding]:
    for change in changes:
        if change.post.kind is not PostKind.FRAME:
            continue
        if boards and change.post.owner not in boards:
            yield Finding(
                "board_unknown",
                Severity.ERROR,
                (change.id,),
                f"”{change.text}” gäller nämnden {change.post.owner}, som inte finns. Välj en nämnd som finns.",
                f"“{change.text}” concerns the board {change.post.owner}, which does not exist. Choose one that does.",
                blocks=True,
            )
        if operations and change.post.part and change.post.part not in operations:
            yield Finding(
                "operation_unknown",
                Severity.ERROR,
                (change.id,),
                f"”{change.text}” gäller verksamheten {change.post.part}, som inte finns. Välj en som finns.",
                f"“{change.text}” concerns the operation {change.post.part}, which is unknown. Choose one that exists.",
                blocks=True,
            )


def _outside_years(changes: tuple[Change, ...], years: tuple[int, ...]) -> Iterator[Finding]:
    for change in changes:
        outside = sorted(set(change.amounts) - set(years))
        if outside:
            first, last = years[0], years[-1]
            yield Finding(
                "year_unknown",
                Severity.ERROR,
                (change.id,),
                f"”{change.text}” har belopp {outside[0]}, men utgåvan gäller {first}–{last}.",
                f"“{change.text}” has an amount in {outside[0]}, but the edition covers {first}–{last}.",
                blocks=True,
            )


def _one_offs_that_last(changes: tuple[Change, ...], years: tuple[int, ...]) -> Iterator[Finding]:
    for change in changes:
        if change.is_one_off and len([year for year in years if change.in_year(year)]) > 1:
            yield Finding(
                "one_off_lasts",
                Severity.WARNING,
                (change.id,),
                f"”{change.text}” är en engångspost men har belopp i flera år. Ta bort de senare åren, eller "
                "markera den som varaktig.",
                f"“{change.text}” is a one-off but has amounts in several years. Remove the later years, or mark it "
                "as lasting.",
            )


def _one_offs_kept(edition: Edition) -> Iterator[Finding]:
    """One-offs of last year's budget must leave the frame again: each needs its reversal."""
    root = edition.line()[0]
    taken_back = {change.reverses for change in edition.all_changes() if change.cause is Cause.ONE_OFF_REVERSAL}
    for change in root.changes:
        lasts = any(change.in_year(year) for year in edition.years)
        if change.cause is Cause.ONE_OFF and lasts and change.id not in taken_back and edition is not root:
            yield Finding(
                "one_off_not_reversed",
                Severity.WARNING,
                (change.id,),
                f"Engångsposten ”{change.text}” i förra årets budget är inte återförd. Lägg till återgången.",
                f"The one-off “{change.text}” of last year's budget is not reversed. Add its reversal.",
            )


def _misplaced(changes: tuple[Change, ...]) -> Iterator[Finding]:
    """A changed tax forecast touches the finance line only, never a board's frame."""
    for change in changes:
        if words_of(change.cause).on_finance_only and change.post.kind is PostKind.FRAME:
            yield Finding(
                "cause_misplaced",
                Severity.ERROR,
                (change.id,),
                f"”{change.text}” har orsaken {words_of(change.cause).swedish}, som bara hör till "
                "finansförvaltningen. Välj en annan orsak eller en annan post.",
                f"“{change.text}” has the cause {words_of(change.cause).english}, which belongs to central finance "
                "only. Choose another cause or another post.",
                blocks=True,
            )
