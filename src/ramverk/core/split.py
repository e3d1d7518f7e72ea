"""A board's frame split into parts: the parts sum to the frame, to the krona and in every year."""

from collections.abc import Iterable, Mapping, Sequence

from ramverk.core.findings import Finding, Severity
from ramverk.core.money import Amounts, Ore, Unit, allocate, format_amount

__all__ = ["NothingToFollow", "check_split", "left_to_split", "spread_left", "whole_kronor"]


class NothingToFollow(ValueError):
    """Something is to be spread in proportion in years in which every part is nil."""

    def __init__(self, years: Sequence[int]) -> None:
        super().__init__(f"every part is nil in {', '.join(str(year) for year in years)}")
        self.years = tuple(years)


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


def spread_left(left: Mapping[int, Ore], parts: Sequence[Mapping[int, Ore]], years: Sequence[int]) -> list[Amounts]:
    """What each part gets of what is left, year by year, in proportion to its size: whole thousands, largest remainder.

    Size counts without sign. What is less than a thousand kronor goes to the year's largest part, the first on ties,
    so that the shares of a year sum to what is left, to the öre. Raises `NothingToFollow` for the years in which
    something is left and no part has an amount.

    >>> parts = [{2019: Ore(200_000_00)}, {2019: Ore(100_000_00)}]
    >>> [share[2019] for share in spread_left({2019: Ore(10_000_50)}, parts, [2019])]
    [Ore(700050), Ore(300000)]
    """
    sizes = {year: [abs(int(part.get(year, Ore(0)))) for part in parts] for year in years}
    if nil := [year for year in years if left.get(year, Ore(0)) and not any(sizes[year])]:
        raise NothingToFollow(nil)
    shares: list[Amounts] = [{} for _part in parts]
    for year in years:
        for share, amount in zip(shares, _in_thousands(left.get(year, Ore(0)), sizes[year]), strict=True):
            share[year] = amount
    return shares


def _in_thousands(amount: Ore, sizes: Sequence[int]) -> list[Ore]:
    if not amount:
        return [Ore(0)] * len(sizes)
    step = Unit.TKR.step
    thousands, under = divmod(abs(int(amount)), step)
    sign = -1 if amount < 0 else 1
    shares = [Ore(sign * int(count) * step) for count in allocate(Ore(thousands), sizes)]
    shares[sizes.index(max(sizes))] += Ore(sign * under)
    return shares


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
