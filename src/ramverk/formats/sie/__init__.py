"""SIE 2, 3 and 4 (text): ledger balances, budgets and vouchers, read with everything that real files get wrong.

`read_sie` gives `SieFile` and findings; `write_sie` gives bytes and the characters that had to be replaced. Amounts are
ours on this side (income positive, cost negative); the format's own sign is turned in `records` alone.
"""

from ramverk.formats.sie.budget import BudgetPost, budget_file
from ramverk.formats.sie.model import Balance, SieFile, SieFinding, SieType, Voucher, VoucherRow
from ramverk.formats.sie.reading import is_sie, read_sie
from ramverk.formats.sie.sums import account_sums, dimensions_of, object_sums
from ramverk.formats.sie.writing import Written, write_sie

__all__ = [
    "Balance",
    "BudgetPost",
    "SieFile",
    "SieFinding",
    "SieType",
    "Voucher",
    "VoucherRow",
    "Written",
    "account_sums",
    "budget_file",
    "dimensions_of",
    "is_sie",
    "object_sums",
    "read_sie",
    "write_sie",
]
