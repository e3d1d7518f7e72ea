"""What is to be looked at in a financial position: what does not tie, and what cannot be."""

from ramverk.core.findings import Finding, Severity
from ramverk.core.money import Amounts, Ore, Unit, format_amount, format_exact
from ramverk.core.statements.balance_lines import BALANCE_LINES, CASH, BalanceLine, Side
from ramverk.core.statements.position import Position, as_statement, relations
from ramverk.core.statements.tables import Tied, check_relations

__all__ = ["check_investments", "check_position", "tie_outs"]

TIE_WORDS = {
    "T6": ("tillgångarna", "eget kapital, avsättningar och skulder", "assets", "equity, provisions and liabilities"),
    "T7": ("eget kapital", "föregående års kapital och årets resultat", "equity", "last year's equity and the result"),
    "T8": (
        "resultatutjämningsreserven",
        "föregående års reserv med det som sätts av och används",
        "the result equalisation reserve",
        "last year's reserve, what is set aside and drawn",
    ),
    "T8:2024": (
        "resultatreserven",
        "föregående års reserv med det som sätts av och används",
        "the result reserve",
        "last year's reserve, what is set aside and drawn",
    ),
    "T9": ("förändringen av kassan", "kassaflödets delar", "the change of cash", "the parts of the cash flow"),
    "T12": (
        "materiella tillgångar",
        "ingående värde, investeringar, avskrivningar och försäljning",
        "tangible assets",
        "opening value, investment, depreciation and sales",
    ),
    "T13": (
        "lånen",
        "föregående års lån, nya lån och amorteringar",
        "loans",
        "last year's loans, new loans and repayments",
    ),
}
"""What each tie-out holds against what, in Swedish and English."""


def tie_outs(position: Position) -> tuple[Tied, ...]:
    """Every tie-out in every year, both figures of each."""
    return check_relations(as_statement(position), relations(position.years))


def check_position(position: Position) -> list[Finding]:
    """What does not tie, then lines that fall below zero; each finding names its figures."""
    found = [_untied(tied) for tied in tie_outs(position) if not tied.holds]
    for line in BALANCE_LINES.values():
        if line.code == "equity_other":
            continue  # equity may be negative; that is a state of the economy, not a slip
        below = next((year for year in position.balances[line.code] if position.balance(line.code, year) < 0), None)
        if below is not None:
            found.append(_below_zero(line, below, position.balance(line.code, below)))
    return found


def check_investments(position: Position, planned: Amounts) -> list[Finding]:
    """T11: the investment lines of the cash flow against the investment budget's net, where it has the year."""
    found = []
    for year in position.years:
        net = position.net_investment(year)
        if year in planned and planned[year] != net:
            found.append(_investments_differ(year, net, planned[year]))
    return found


def _investments_differ(year: int, net: Ore, planned: Ore) -> Finding:
    mine, theirs = format_exact(net, Unit.TKR), format_exact(planned, Unit.TKR)
    return Finding(
        "T11",
        Severity.WARNING,
        (),
        f"Investeringarna {year} är {mine} tkr i kassaflödesbudgeten men {theirs} tkr i investeringsbudgeten. "
        "Ta bort de inskrivna beloppen för året, så gäller investeringsbudgeten.",
        f"Investment in {year} is {mine} tkr in the cash-flow budget but {theirs} tkr in the investment budget. "
        "Remove the typed amounts of the year, and the investment budget holds.",
    )


def _untied(tied: Tied) -> Finding:
    left, right, left_en, right_en = TIE_WORDS[tied.relation]
    printed, computed = (format_exact(Ore(int(value)), Unit.TKR) for value in (tied.printed, tied.computed))
    apart = format_exact(Ore(int(tied.printed - tied.computed)), Unit.TKR)
    opening = "Se över den ingående balansen." if tied.relation == "T6" else "Se över antagandena för året."
    return Finding(
        tied.relation,
        Severity.ERROR,
        (),
        f"{left[:1].upper()}{left[1:]} {tied.column} är {printed} tkr men {right} {computed} tkr: "
        f"{apart} tkr skiljer. {opening}",
        f"In {tied.column} {left_en} are {printed} tkr but {right_en} {computed} tkr: a difference of {apart} tkr.",
    )


def _below_zero(line: BalanceLine, year: int, amount: Ore) -> Finding:
    shown = format_amount(amount)
    if line.code == CASH:
        sv = f"Kassan blir {shown} tkr vid slutet av {year}. Planera ett lån, minska placeringar eller flytta utgifter."
        en = f"Cash becomes {shown} tkr at the end of {year}. Plan a loan, sell investments or move outlays."
    else:
        cure = "Mer används än vad som finns" if line.side is Side.EQUITY else "Mer tas bort än vad som finns"
        sv = f"{line.swedish} blir {shown} tkr vid slutet av {year}. {cure}; se över antagandena."
        en = f"{line.english} becomes {shown} tkr at the end of {year}: more is taken than there is."
    return Finding("below_zero", Severity.WARNING, (), sv, en)
