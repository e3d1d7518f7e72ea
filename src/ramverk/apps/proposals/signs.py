"""Which way a plus points where people write and read amounts of proposals; the ledger keeps its own sign.

The ledger has costs below zero. People say "more to schools" and "more in reserve" with a plus, so frames and what is
set aside centrally are written and shown as net cost: a plus costs more and worsens the result. A line that is income
is written as income.
"""

from django.utils.translation import gettext as _

from ramverk.apps.frames.queries.figures import line_name
from ramverk.core.statements.result_budget import FINANCE_LINES, Group

INCOME_LINES = frozenset(
    code
    for code, line in FINANCE_LINES.items()
    if line.group in {Group.TAX, Group.GRANTS} or code in {"financial_income", "internal_interest"}
)
"""The finance lines whose plus is income. Taxes, grants and financial income are; and the internal interest, which the
boards pay to the centre."""


def is_income(owner: str, part: str) -> bool:
    """Whether a post is written as income: a finance line that bears some. `owner` is empty for finance lines."""
    return not owner and part in INCOME_LINES


def line_words(code: str) -> str:
    """What a finance line is called where amounts are written and read; one that is written as income says so."""
    return _("%s (plus är intäkt)") % line_name(code) if is_income("", code) else line_name(code)


def as_written(owner: str, part: str, amount: int) -> int:
    """A ledger amount as people write and read it, and back again; öre."""
    return amount if is_income(owner, part) else -amount
