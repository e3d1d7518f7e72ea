"""A budget as a type 3 file: `#PBUDGET` per account, and again per object of one dimension."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ramverk.core.money import Ore
from ramverk.formats.sie.model import Balance, SieFile, SieType


@dataclass(frozen=True, slots=True)
class BudgetPost:
    """What a month has on an account and an object; an empty object is money without one."""

    account: str
    period: str
    number: str
    amount: Ore


def budget_file(
    posts: Iterable[BudgetPost],
    year: int,
    dimension: tuple[str, str],
    *,
    company: str = "",
    organisation_number: str = "",
    made_on: date | None = None,
    names: Mapping[str, str] | None = None,
    object_names: Mapping[str, str] | None = None,
) -> SieFile:
    """`dimension` is number and name. The account row stands before its objects' rows, and they are never added."""
    whole: dict[tuple[str, str], int] = defaultdict(int)
    parts: dict[tuple[str, str, str], int] = defaultdict(int)
    for post in posts:
        whole[post.account, post.period] += int(post.amount)
        if post.number:
            parts[post.account, post.period, post.number] += int(post.amount)
    number, title = dimension
    file = SieFile(
        kind=SieType.OBJECT, program=("Ramverk", "1"), made_on=made_on, organisation_number=organisation_number,
        company=company, years={0: (date(year, 1, 1), date(year, 12, 31))}, dimensions={number: title},
    )  # fmt: skip
    named, objects_named = names or {}, object_names or {}
    file.accounts = {account: named.get(account, "") for account in sorted({key[0] for key in whole})}
    file.objects = {(number, code): objects_named.get(code, "") for code in sorted({key[2] for key in parts})}
    by_account: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for (account, period, code), amount in sorted(parts.items()):
        by_account[account, period].append((code, amount))
    for (account, period), amount in sorted(whole.items()):
        file.balances.append(Balance("PBUDGET", 0, account, Ore(amount), period))
        file.balances += [
            Balance("PBUDGET", 0, account, Ore(part), period, ((number, code),))
            for code, part in by_account[account, period]
        ]
    return file
