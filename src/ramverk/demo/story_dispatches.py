"""What was sent out: prerequisites, assignments, frames; and who opened and acknowledged it."""

from datetime import date

from ramverk.apps.cycle.models import ParticipationMode
from ramverk.apps.dispatch.actions.acknowledge import acknowledge
from ramverk.apps.dispatch.actions.attach import attach
from ramverk.apps.dispatch.actions.compose import Draft, compose
from ramverk.apps.dispatch.actions.open_dispatch import open_dispatch
from ramverk.apps.dispatch.actions.send import send
from ramverk.apps.dispatch.models import Dispatch
from ramverk.apps.organisation.actor import actor_of
from ramverk.apps.organisation.models import Audience
from ramverk.apps.trail import clock
from ramverk.demo.year import Year, paper


def send_out(
    year: Year,
    row: str,
    subject: str,
    text: str,
    reply_by: date | None,
    opens: tuple[str, ...],
    papers: tuple[str, ...],
) -> None:
    """Finance composes, attaches and sends."""
    activity = year.row(row)
    recipients = activity.participations.filter(mode=ParticipationMode.RECIPIENT, audience__isnull=False)
    draft = Draft(
        subject=subject,
        text=text,
        legal_ground="Kommunallagen 6 kap. 11–13 §§",
        reply_by=reply_by,
        audiences=list(Audience.objects.filter(pk__in=recipients.values("audience"))),
        opens=[year.row(name) for name in opens],
    )
    dispatch = compose(year.finance, activity, draft)
    files = [paper(f"{name}.txt", [name, "Innehållet är påhittat."]) for name in papers]
    dispatch = attach(year.finance, dispatch, dispatch.version, files)
    send(year.finance, dispatch, dispatch.version)


def read(year: Year, row: str, opened: int, acknowledged: int) -> None:
    """Of every ten recipients so many open it and so many acknowledge it."""
    dispatch = Dispatch.objects.filter(activity=year.row(row), state="sent").latest("pk")
    for place, receipt in enumerate(dispatch.receipts.select_related("person")):
        actor = actor_of(receipt.person, clock.today())
        if place % 10 < opened:
            open_dispatch(actor, dispatch)
        if place % 10 < acknowledged:
            acknowledge(actor, receipt)


PLANS = (
    "Nämnderna får i uppdrag att skriva verksamhetsplan med mål. Varje mål ska ha minst en indikator med utgångsvärde "
    "och målvärde per år."
)
FRAMES = (
    "Kommunstyrelsen beslutade den 6 februari (§ 18) om ramdirektivet. Utskicket innehåller den egna ramen, bryggan "
    "från årets budget och direktivet."
)
OF_PLANS = ("Anvisning verksamhetsplan", "Mall för mål och indikatorer")
FIRST = "Förutsättningar för investeringsbudget 2019–2021"
SECOND = "Uppdrag: verksamhetsplan, mål och mätning av mål"
THIRD = "Ramdirektiv, budgetförutsättningar och preliminära ramar 2019–2021"

DEEDS = [
    ("2017-12-13", "10:00", read, "R01", 9, 8),
    ("2018-01-23", "10:00", send_out, "R04", SECOND, PLANS, date(2018, 4, 11), ("R11",), OF_PLANS),
    ("2018-01-25", "10:00", read, "R04", 8, 7),
    ("2018-02-09", "10:00", read, "R07", 9, 7),
]
