"""A board's frame split into parts: the parts sum to the frame, to the krona and in every year."""

from collections.abc import Iterable, Mapping, Sequence

from ramverk.core.findings import Finding, Severity
from ramverk.core.money import Amounts, Ore, Unit, format_amount

__all__ = ["check_split", "left_to_split", "whole_kronor"]


def whole_kronor(amount: Ore) -> int:
    """The amount in whole kronor, half away from zero."""
    kronor, rest = divmod(abs(int(amount)), 100)
    rounded = kronor + (rest >= 50)
    return -rounded if amount < 0 else rounded


def left_to_split(frame: Mapping[int, Ore], parts: Iterable[Mapping[int, Ore]], years: Sequence[int]) -> Amounts:
    """What of each year's frame is in no part yet: minus where the parts are more than the frame."""
    left = {year: frame.get(year, Ore(0)) for year in years}
    for part in parts:
        for year in years:
            left[year] -= part.get(year, Ore(0))
    return left


def check_split(
    frame: Mapping[int, Ore], parts: Sequence[Mapping[int, Ore]], years: Sequence[int], edition: str
) -> list[Finding]:
    """One finding for every year that does not tie to the edition's frame; one for all where nothing is split yet."""
    left = left_to_split(frame, parts, years)
    if not parts and any(left.values()):
        return [_not_begun(edition)]
    return [_differs(year, left[year], frame.get(year, Ore(0)), edition) for year in years if whole_kronor(left[year])]


def _not_begun(edition: str) -> Finding:
    return Finding(
        "plan.not_split", Severity.ERROR, blocks=True,
        message=f"Ramen i ”{edition}” är inte fördelad än.",
        message_en=f"The frame in “{edition}” is not split yet.",
    )  # fmt: skip


def _differs(year: int, left: Ore, frame: Ore, edition: str) -> Finding:
    amount, whole = format_amount(abs(left), Unit.KR), format_amount(frame, Unit.KR)
    if left < 0:
        return Finding(
            "plan.over_frame", Severity.ERROR, blocks=True,
            message=f"{year}: fördelningen är {amount} kr mer än ramen på {whole} kr i ”{edition}”. Minska, eller "
            "flytta det som inte ryms till önskemålen utom ram.",
            message_en=f"{year}: the split is {amount} kr more than the frame of {whole} kr in “{edition}”. Reduce it, "
            "or move what does not fit to the requests outside the frame.",
        )  # fmt: skip
    return Finding(
        "plan.under_frame", Severity.ERROR, blocks=True,
        message=f"{year}: {amount} kr av ramen på {whole} kr i ”{edition}” är inte fördelat.",
        message_en=f"{year}: {amount} kr of the frame of {whole} kr in “{edition}” is not split.",
    )  # fmt: skip
