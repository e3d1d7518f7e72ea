"""What was published: the executive board's proposal with the media, the council's decision the morning after."""

from datetime import datetime

from ramverk.apps.frames.models import Edition, EditionState
from ramverk.apps.publishing.actions.prepare import prepare
from ramverk.apps.publishing.actions.schedule import schedule
from ramverk.demo.year import Year, moment

WORDS = (
    "Budgeten håller ihop: skola och omsorg får det de behöver när fler barn börjar skolan och fler blir äldre, och "
    "kommunen sparar till de år då investeringarna blir stora.\n\n"
    "Alla siffror är påhittade och hör till den påhittade kommunen Exempelby."
)


def publish(year: Year, row: str, title: str, opens: str, at: str) -> None:
    """Finance freezes the newest standing edition as a document that opens at its second."""
    edition = _standing(year)
    if edition is None:
        return
    made = prepare(year.finance, edition, title, WORDS, year.row(row))
    schedule(year.finance, made, made.version, _opening(opens, at))


def _standing(year: Year) -> Edition | None:
    rows = Edition.objects.filter(round=year.round, state__in=(EditionState.FROZEN, EditionState.DECIDED))
    return rows.order_by("-frozen_at", "-pk").first()


def _opening(day: str, at: str) -> datetime:
    return moment(day, at)


DEEDS = [
    ("2018-02-07", "08:30", publish, "R07", "Ramdirektiv och preliminära ramar 2019–2021", "2018-02-07", "12:00"),
]
