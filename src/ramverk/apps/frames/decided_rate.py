"""The tax rate that is decided for an edition: no forecast moves it.

A tax forecast counts with some rate: the one it states, else the one that applied when nothing was decided. Where
another rate is decided, the forecast's tax is worked out anew on the decided one; the tax base is the forecast's.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from ramverk.apps.frames.forecast_basis import BASIS, RATE
from ramverk.apps.frames.ledger import line_of
from ramverk.apps.frames.models import AssumptionKind, AssumptionSet, Edition, EditionAssumption
from ramverk.core.editions.proposing import rate_words
from ramverk.core.money import Ore


@dataclass(frozen=True, slots=True)
class DecidedRate:
    """Öre per 100 kr: what is decided each year, and what a forecast counts with where it does not say."""

    rates: Mapping[int, int]
    before: int

    def words(self) -> str:
        """What a row says of it: "på skattesatsen 21:54"."""
        said = dict.fromkeys(rate_words(rate) for _year, rate in sorted(self.rates.items()))
        return _("på skattesatsen %s") % ", ".join(said)


DecidedOf = Callable[[Edition], DecidedRate | None]
_answers: list[DecidedOf] = []


def register_decided_rate(decided_of: DecidedOf) -> None:
    """Let an area above say which rate is decided for an edition, or for those it stands on."""
    _answers.append(decided_of)


RateBefore = Callable[[Edition], int | None]
_rates_before: list[RateBefore] = []


def register_rate_before(rate_before: RateBefore) -> None:
    """Let an area above say which rate, öre per 100 kr, applies before anything is decided."""
    _rates_before.append(rate_before)


def decided_rate(edition: Edition) -> DecidedRate | None:
    """None where nothing is decided."""
    return next((found for answer in _answers if (found := answer(edition)) is not None), None)


def rate_now(edition: Edition) -> Fraction | None:
    """The rate that the budget year's tax stands on, kronor per 100 kr; None where nobody has said it.

    A forecast need not state a rate: then it counts with the one that the editions below and the earlier forecasts of
    the round stood on, the newest first, and at last with the one that applies today.
    """
    year, decided = int(edition.years[0]), decided_rate(edition)
    if decided is not None:
        return Fraction(decided.rates.get(year) or decided.before, 100)
    stated = next((rate for one in _forecasts_below(edition) if (rate := _stated_rate(one, year)) is not None), None)
    if stated is not None:
        return stated
    return next((Fraction(before, 100) for answer in _rates_before if (before := answer(edition))), None)


def _forecasts_below(edition: Edition) -> Iterator[AssumptionSet]:
    """The forecasts that the edition and those it stands on rest on, the nearest first, each with what it replaced."""
    nearest = [member.pk for member in reversed(line_of(edition))]
    rows = EditionAssumption.objects.filter(edition__in=nearest, kind=AssumptionKind.FORECAST)
    chosen = {row.edition_id: row.assumption_set for row in rows.select_related("assumption_set")}
    for pk in nearest:
        forecast = chosen.get(pk)
        while forecast is not None:
            yield forecast
            forecast = forecast.replaces


def _stated_rate(forecast: AssumptionSet, year: int) -> Fraction | None:
    """The rate of the year, else of the last stated year before it; None where it states none."""
    stated = {int(one): rate for one, rate in forecast.values.get(BASIS, {}).get(RATE, {}).items()}
    known = [one for one in stated if one <= year]
    return Fraction(stated[max(known)]) if known else None


def tax_on(decided: DecidedRate, chosen: AssumptionSet, tax: Mapping[int, Ore]) -> dict[int, Ore]:
    """The forecast's municipal tax by year, on the decided rates."""
    stated = chosen.values.get(BASIS, {}).get(RATE, {})
    counted = {year: Fraction(stated[str(year)]) * 100 if str(year) in stated else decided.before for year in tax}
    return {year: _moved(amount, decided.rates.get(year), Fraction(counted[year])) for year, amount in tax.items()}


def _moved(amount: Ore, rate: int | None, counted: Fraction) -> Ore:
    return amount if rate is None or not counted else amount.share(rate / counted)
