"""The tax rate that an edition stands on: proposed by a party, then decided by a body, along its line."""

from ramverk.apps.decisions.models import Sitting
from ramverk.apps.decisions.queries.board import board_of
from ramverk.apps.decisions.queries.outcome import decided_rate, rate_of_main, settled
from ramverk.apps.frames.decided_rate import DecidedRate
from ramverk.apps.frames.ledger import line_of
from ramverk.apps.frames.models import Edition
from ramverk.apps.proposals.queries.hand_overs import rates_proposed
from ramverk.apps.proposals.terms import terms_of


def rate_behind_forecasts(edition: Edition) -> DecidedRate | None:
    """The rates that hold for an edition whatever a forecast counts with. None where nobody has moved or decided one.

    The budget year's rate is what a body decides; its plan years follow, unless the proposal that won has its own.
    """
    line = [member.pk for member in line_of(edition)]
    proposed, before = rates_proposed(line), terms_of(edition.round).tax_rate
    rates: dict[int, int] = {}
    for pk in line:
        rates |= proposed.get(pk, {})
        for sitting in Sitting.objects.filter(decision__editions=pk).select_related("body", "matter"):
            board = board_of(sitting)
            decided, before = decided_rate(settled(board)), before or rate_of_main(board)
            if decided is not None and rates.get(edition.years[0]) != decided:
                rates = dict.fromkeys(edition.years, decided)
    return DecidedRate(rates, before) if rates and before else None
