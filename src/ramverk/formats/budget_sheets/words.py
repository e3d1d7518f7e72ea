"""What columns, units and price classes are called in files."""

import re
from decimal import Decimal
from typing import Any

from ramverk.core.money import Unit

HEADINGS = {
    "board": ("nämnd", "nämnd/styrelse", "styrelse", "organ", "förvaltning", "board"),
    "cost_centre": ("ansvar", "ansvarskod", "ansvarsenhet", "kostnadsställe", "enhet", "cost centre"),
    "account": ("konto", "kontokod", "account"),
    "code": ("verksamhet", "verksamhetskod", "vht", "kod", "operation"),
    "name": ("benämning", "verksamhetsnamn", "namn", "text", "name"),
    "price_class": ("kostnadsslag", "slag", "prisklass", "price class"),
    "amount": ("belopp", "budget", "amount"),
    "net_cost": ("nettokostnad", "netto", "net cost"),
    "decision": ("beslut", "beslut under året", "ändringsbeslut", "tilläggsanslag", "decision"),
    "lasting": ("varar", "varaktighet", "lasting"),
    "whole_year": ("helårsbelopp", "helår", "whole year"),
}
"""Headings by what they hold. `net_cost` is an amount whose costs are positive."""
UNITS = {"tkr": Unit.TKR, "kkr": Unit.TKR, "mnkr": Unit.MNKR, "mkr": Unit.MNKR, "kr": Unit.KR, "kronor": Unit.KR}
PRICE_CLASSES = {
    "pay": ("lön", "löner", "lönekostnader", "pay"),
    "on_cost": ("po", "po-pålägg", "arbetsgivaravgifter", "on-cost"),
    "premises": ("lokaler", "lokalkostnader", "internhyra", "premises"),
    "contracts": ("avtal", "entreprenad", "avtal och entreprenader", "köp av verksamhet", "contracts"),
    "other": ("övrigt", "övriga kostnader", "other"),
    "capital": ("kapital", "kapitalkostnad", "kapitalkostnader", "avskrivning", "capital"),
    "fees": ("avgifter", "avgifter och intäkter", "intäkter", "taxor och avgifter", "fees"),
    "grants": ("bidrag", "statsbidrag", "grants"),
}
"""What the price classes are called in files, by their code."""
CENTRAL = ("", "finans", "finansförvaltningen", "finansförvaltning", "gemensamt")
"""What the rows outside the boards' frames have in the place of a board."""


ONE_OFF = ("engång", "engångs", "engångspost", "engångsvis", "tillfällig", "nej", "one-off")
"""What says that a row holds for its own year only."""
LASTS = ("", "varaktig", "varaktigt", "tills vidare", "ja", "lasting")
"""What says that a row holds for the coming years as well."""


def plain(value: Any) -> str:
    """A cell as a person reads it: whole numbers without decimals, decimals with a comma, spaces made one."""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(Decimal(f"{value:.15g}"), "f").replace(".", ",")
    return re.sub(r"\s+", " ", str(value if value is not None else "")).strip()


def heading_words(cell: Any) -> str:
    """A heading without its unit and what stands in brackets."""
    words = re.sub(r"[\s,]*\(.*?\)|,.*", "", plain(cell).casefold()).strip()
    return re.sub(r"\s+(?:tkr|kkr|mnkr|mkr|kr|kronor)$", "", words)


def unit_in(heading: str) -> Unit | None:
    """The unit that a heading names."""
    words = re.findall(r"[a-zåäö]+", heading.casefold())
    return next((UNITS[word] for word in words if word in UNITS), None)
