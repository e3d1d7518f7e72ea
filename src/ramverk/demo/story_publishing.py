"""What was published, what was asked from outside, and the round as it went to the archive."""

from datetime import date, datetime

from ramverk.apps.frames.models import Edition, EditionState
from ramverk.apps.publishing.actions.answer_question import answer_question
from ramverk.apps.publishing.actions.ask_publicly import ask_publicly
from ramverk.apps.publishing.actions.prepare import prepare
from ramverk.apps.publishing.actions.schedule import schedule
from ramverk.apps.publishing.actions.write_contact import write_contact
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


def reachable(year: Year) -> None:
    """Finance says whom media and residents turn to, and how accessible the site is."""
    write_contact(
        year.finance, 0, press_name="Presstjänsten (påhittad)", press_phone="0000-12 34 56",
        press_mail="press@exempelby.example", access_name="Kommunens kundtjänst (påhittad)",
        access_phone="0000-12 34 00", access_mail="tillganglighet@exempelby.example", conformance="partly",
        shortcomings=(
            "Nämndernas egna bilagor kan sakna märkning för skärmläsare. Be om dem i en annan form.\n"
            "Investeringarna visas i tabeller; någon karta finns inte."
        ),
        assessed_on=date(2018, 2, 5),
    )  # fmt: skip


def wonder(year: Year, text: str, shown_as: str = "", answer: str = "") -> None:
    """Somebody outside asks; finance answers for all, where there is an answer."""
    asked = ask_publicly("question", text)
    if answer:
        answer_question(year.finance, asked, asked.version, answer, shown_as, publish=True)


RISE = "Höjs skatten 2019?"
NO_RISE = "Nej. Förslaget är att skattesatsen är kvar på 21:64 (påhittad siffra)."
SCHOOLS = "Varför får Barn- och utbildningsnämnden mest av tillskottet?"
MORE = "Fler barn börjar skolan. Under ”Vad som ändras” står varje ändring med sin orsak."

DEEDS = [
    ("2018-02-05", "09:00", reachable),
    ("2018-02-07", "08:30", publish, "R07", "Ramdirektiv och preliminära ramar 2019–2021", "2018-02-07", "12:00"),
    ("2018-06-07", "11:05", wonder, "Höjs skatten nästa år eller inte?", RISE, NO_RISE),
    ("2018-06-07", "11:40", wonder, "Hej, varför får skolan mest? /Lokaltidningen", SCHOOLS, MORE),
    ("2018-06-08", "14:20", wonder, "När röstar fullmäktige, och kan man komma dit?"),
]
