"""Posts to rows: shared over periods, rounded so that each board's sum holds, added where the codes are the same."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ramverk.core.money import Ore, allocate
from ramverk.formats.codestring.profile import CODES, Format, Period, Profile, Sign, Zeros


@dataclass(frozen=True, slots=True)
class CodePost:
    """A year's amount on a code string, income positive. `codes` are in the order of `CODES`, empty where none."""

    board: str
    codes: tuple[str, ...]
    year: int
    amount: Ore
    text: str = ""


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One row of the file. `period` is "YYYYMM", or the year alone. Amounts are öre, income positive."""

    board: str
    codes: tuple[str, ...]
    period: str
    amount: Ore
    text: str = ""

    def code(self, name: str) -> str:
        """One part of the code string."""
        return self.codes[CODES.index(name)]


def code_rows(posts: Iterable[CodePost], profile: Profile) -> list[CodeRow]:
    """Rows in the order of board, codes and period. Their amounts are whole steps of what the file writes.

    Each board's year is rounded `balanced`, so its rows sum to its rounded total; a year is then shared in whole steps,
    so its periods sum to it.
    """
    yearly = _added(posts, profile)
    found: list[CodeRow] = []
    for year_rows in _by_board_and_year(yearly).values():
        counts = _balanced([int(post.amount) for post in year_rows], profile.step)
        for post, count in zip(year_rows, counts, strict=True):
            found += _periods(post, Ore(count * profile.step), profile)
    return sorted(found, key=lambda row: (row.board, row.codes, row.period))


def _balanced(amounts: list[int], step: int) -> list[int]:
    """Counts of whole steps that sum to the rounded total: what is left over goes to the largest remainders."""
    target = _nearest(sum(amounts), step)
    low = [amount // step for amount in amounts]
    order = sorted(range(len(amounts)), key=lambda at: (-(amounts[at] % step), at))
    for at in order[: target - sum(low)]:
        low[at] += 1
    return low


def _nearest(amount: int, step: int) -> int:
    """Whole steps, half away from zero."""
    size = (2 * abs(amount) + step) // (2 * step)
    return -size if amount < 0 else size


def _added(posts: Iterable[CodePost], profile: Profile) -> list[CodePost]:
    """Posts whose written codes are the same, added; the first text stands."""
    kept = set(profile.codes)
    sums: dict[tuple[str, tuple[str, ...], int], int] = defaultdict(int)
    texts: dict[tuple[str, tuple[str, ...], int], str] = {}
    for post in posts:
        codes = tuple(code if name in kept else "" for name, code in zip(CODES, post.codes, strict=True))
        key = (post.board, codes, post.year)
        sums[key] += int(post.amount)
        texts.setdefault(key, post.text)
    return [CodePost(*key, Ore(amount), texts[key]) for key, amount in sums.items()]


def _by_board_and_year(posts: Iterable[CodePost]) -> dict[tuple[str, int], list[CodePost]]:
    groups: dict[tuple[str, int], list[CodePost]] = defaultdict(list)
    for post in posts:
        groups[post.board, post.year].append(post)
    return groups


def _periods(post: CodePost, amount: Ore, profile: Profile) -> list[CodeRow]:
    if profile.period is Period.YEAR:
        shares = [(str(post.year), int(amount))]
    else:
        months = _months(int(amount), profile)
        shares = [(f"{post.year}{month:02d}", share) for month, share in enumerate(months, 1)]
    return [
        CodeRow(post.board, post.codes, period, Ore(share), post.text)
        for period, share in shares
        if share or profile.zero_rows is Zeros.KEEP
    ]


def _months(amount: int, profile: Profile) -> list[int]:
    steps = amount // profile.step if amount >= 0 else -(-amount // profile.step)
    if profile.period is Period.WEIGHTS:
        return [int(part) * profile.step for part in allocate(Ore(steps), profile.weights)]
    each = abs(steps) // 12 * (-1 if steps < 0 else 1)
    return [each * profile.step] * 11 + [(steps - 11 * each) * profile.step]


def shown_amount(amount: Ore, profile: Profile) -> int:
    """The amount as a count of the file's last digit, with the file's own sign."""
    sign = -1 if profile.sign is Sign.LEDGER or profile.format is Format.SIE else 1
    return sign * _nearest(int(amount), profile.step)


def control_totals(rows: Iterable[CodeRow]) -> dict[tuple[str, str, str], Ore]:
    """What the receiver's sums must be: by board, year and account class (the account's first digit)."""
    totals: dict[tuple[str, str, str], int] = defaultdict(int)
    for row in rows:
        totals[row.board, row.period[:4], row.code("konto")[:1]] += int(row.amount)
    return {key: Ore(amount) for key, amount in sorted(totals.items())}


RowKey = tuple[str, tuple[str, ...], str]


def difference(now: Iterable[CodeRow], before: Mapping[RowKey, int]) -> list[CodeRow]:
    """What must be added to what was delivered before, for the receiver to stand where we stand now."""
    rows = {(row.board, row.codes, row.period): row for row in now}
    found = []
    for key in {**before, **rows}:
        moved = (int(rows[key].amount) if key in rows else 0) - before.get(key, 0)
        if moved:
            found.append(CodeRow(*key, Ore(moved), rows[key].text if key in rows else ""))
    return sorted(found, key=lambda row: (row.board, row.codes, row.period))
