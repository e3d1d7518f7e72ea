"""The page of national parameters: every year with its reference, and what is not known."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ramverk.apps.frames.numbers import decimal
from ramverk.rules.parameters import Parameter, Stated, load_parameters


@login_required
@require_GET
def parameters(request: HttpRequest) -> HttpResponse:
    """All of them, one section each."""
    shown = [_shown(one) for one in load_parameters().values()]
    return render(request, "frames/parameters.html", {"parameters": shown})


def _shown(one: Parameter) -> dict[str, Any]:
    text = one.text_en if get_language() == "en" else one.text_sv
    columns, rows = _table(one)
    return {
        "code": one.id.rpartition("/")[2], "name": names()[one.id], "text": text, "parameter": one,
        "columns": columns, "rows": rows, "missing": [year for year in one.years if one.stated(year) is None],
    }  # fmt: skip


def names() -> dict[str, str]:
    """What each parameter is called."""
    return {
        "parametrar/garantiniva": _("Garantinivå"),
        "parametrar/internranta": _("Rekommenderad internränta"),
        "parametrar/lansvisa_skattesatser": _("Länsvisa skattesatser"),
        "parametrar/medelskattekraft": _("Medelskattekraft"),
        "parametrar/regleringspost": _("Regleringspost"),
        "parametrar/uppraknafaktorer": _("Uppräkningsfaktorer"),
    }


def _table(one: Parameter) -> tuple[list[str], list[tuple[str, list[str], str]]]:
    """The heads of the numbers, and rows of year (or county), numbers and reference; the newest year first."""
    known = [(year, stated) for year, stated in sorted(one.years.items(), reverse=True) if stated.value is not None]
    if one.unit == "percent_by_county":
        return _by_county(known)
    heads = [_("till året före"), _("till året")] if one.unit == "factor_pair" else [_unit(one.unit)]
    digits = 3 if one.unit == "factor_pair" else 2
    rows = []
    for year, stated in known:
        values = stated.value if isinstance(stated.value, tuple) else (stated.value,)
        numbers = [decimal(value, digits) for value in values if isinstance(value, Fraction)]
        rows.append((str(year), numbers, stated.reference))
    return heads, rows


def _by_county(known: list[tuple[int, Stated]]) -> tuple[list[str], list[tuple[str, list[str], str]]]:
    counties = list(
        dict.fromkeys(county for _year, one in known if isinstance(one.value, Mapping) for county in one.value)
    )
    rows = []
    for county in counties:
        values = [one.value.get(county) if isinstance(one.value, Mapping) else None for _year, one in known]
        rows.append((county, ["" if value is None else decimal(value) for value in values], known[0][1].reference))
    return [str(year) for year, _one in known], rows


def _unit(unit: str) -> str:
    return _("procent") if unit == "percent" else _("kr per invånare")
