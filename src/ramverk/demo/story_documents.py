"""How the documents were written: Exempelby's mark, the words of Mål & Budget by many hands, and what they became."""

from importlib.resources import files

from ramverk.apps.dispatch.actions.approve import approve
from ramverk.apps.dispatch.actions.send_at_hour import send_due
from ramverk.apps.frames.models import Edition, EditionState
from ramverk.apps.organisation.actions.set_appearance import Look, set_appearance
from ramverk.apps.publishing.actions.arrange import add_part, compare_with
from ramverk.apps.publishing.actions.prepare import prepare
from ramverk.apps.publishing.actions.schedule import schedule
from ramverk.apps.publishing.actions.tell_at_opening import told_by
from ramverk.apps.publishing.actions.write_part import mark_part, release_part, write_part
from ramverk.apps.publishing.models import Publication
from ramverk.apps.publishing.models_workspace import Part
from ramverk.demo.story_publishing import WORDS
from ramverk.demo.year import Year, moment

CHAIR = """\
Den här budgeten handlar om att hålla ihop. Exempelby växer, men inte överallt och inte i alla åldrar: fler barn \
börjar \
skolan, fler av oss blir riktigt gamla, och de som ska betala för det blir inte lika många fler.

Därför får skolan och omsorgen mest. Därför säger vi också nej till mycket som är bra men som får vänta, och vi sparar \
till de år då skolor, vattenverk och boenden ska byggas. En budget är ett löfte om ordningen mellan viktiga saker.

## Vad vi vill uppnå

- Fler elever går ut skolan med betyg som räcker.
- Den som behöver omsorg får den i tid, och vet vem som kommer.
- Kommunens ekonomi tål en sämre konjunktur utan att vi drar ned det vi just har byggt upp.

## Det som är svårt

Lönerna stiger snabbare än skatteintäkterna. Nämnderna har fått i uppdrag att bli effektivare, och det kommer att \
märkas. \
Vi har valt att säga det här, i stället för att låta det stå mellan raderna.
"""
SURROUNDINGS = """\
Kommunens förutsättningar kommer utifrån i större utsträckning än vi ofta vill tro. Skatteunderlaget, befolkningen och \
statens beslut styr vilka pengar som finns; vi styr vad de går till.

## Befolkningen

Antalet invånare väntas öka långsamt. Ökningen är störst bland barn i skolåldern och bland dem som är över åttio \
år, och \
det är just de åldrarna som kostar mest. Ramarna har räknats upp efter den prognos som stod fast i januari.

## Konjunktur och skatteunderlag

Skatteunderlaget växer, men långsammare än de senaste åren. Skattesatsen är oförändrad i alla år som planen omfattar.

| Vad som kan ändras | Vad det skulle betyda |
| --- | --- |
| Skatteunderlaget växer en procentenhet mindre | Resultatet blir omkring 13 miljoner kronor sämre |
| Lönerna stiger en procentenhet mer | Kostnaderna blir omkring 12 miljoner kronor högre |
| Femtio fler barn i grundskolan | Ramen för skolan ökar med omkring 5 miljoner kronor |

Alla tal här är påhittade, som kommunen.
"""
BEFORE = {
    "mal": "Fullmäktiges fyra mål gäller hela mandatperioden. Varje nämnd har sagt hur den bidrar, och hur det ska "
    "märkas.",
    "varfor": "De största stegen är pris och lön, som alla nämnder får täckning för, och fler barn och äldre. "
    "Effektiviseringen är lika stor för alla nämnder, räknat i procent av ramen.",
    "ramar": "Först alla nämnder i en tabell, sedan nämnd för nämnd. En ram är nettokostnaden: det nämnden får använda "
    "när dess egna intäkter är borträknade.",
    "ekonomi": "Kommunen ska ha ett överskott varje år, så att investeringar inte betalas bara med lån och så att ett "
    "dåligt år går att klara.",
    "investeringar": "De flesta projekten ersätter det som är slitet. De största byggs för att fler barn får plats.",
}
SCHOOL = """\
Antalet elever i grundskolan ökar alla tre åren. Nämnden bygger därför ut två skolor och anställer fler lärare, \
samtidigt \
som den minskar kostnaderna för lokaler som står tomma på eftermiddagarna.

Det viktigaste måttet är hur många som blir behöriga till gymnasiet.
"""


def look(year: Year) -> None:
    """Exempelby's own mark, colour and sender."""
    mark = files("ramverk.demo").joinpath("data/exempelby.svg").read_bytes()
    sender = "Torget 1, 999 99 Exempelby\nTelefon 099-99 99 99\nexempelby.example (påhittad kommun)"
    words = "Exempelbys vapen: en gran över två vågor"
    set_appearance(year.finance, 1, Look("#14506b", sender=sender, logo_name=words, logo=("exempelby.svg", mark)))


def write(year: Year, row: str, title: str, since: str = "") -> None:
    """Finance begins the document of the newest standing edition, and several people write in it."""
    rows = Edition.objects.filter(round=year.round, state__in=(EditionState.FROZEN, EditionState.DECIDED))
    edition = rows.order_by("-frozen_at", "-pk").first()
    if edition is None:
        return
    made = prepare(year.finance, edition, title, WORDS, year.row(row))
    official, chair = year.acting("Ekonomiavdelningen", "official"), year.acting("Kommunstyrelsen", "chair")
    school = add_part(
        year.finance, made.workspace, "Skolan de kommande åren", "En halv sida: vad ramen ska räcka till.",
        year.body("Barn- och utbildningsnämnden"),
    )  # fmt: skip
    for actor, key, text in (
        (chair, "ordet", CHAIR), (official, "omvarld", SURROUNDINGS),
        (year.acting("Barn- och utbildningsförvaltningen", "head"), school.key, SCHOOL),
        *((official, key, text) for key, text in BEFORE.items()),
    ):  # fmt: skip
        part = Part.objects.select_related("workspace").get(workspace=made.workspace, key=key)
        saved = write_part(actor, part, part.version, text)
        if key in {"ordet", "omvarld", "varfor"}:
            mark_part(actor, saved, saved.version, is_ready=True)
        else:
            release_part(actor, saved)
    earlier = Publication.objects.filter(round=year.round, title=since).first() if since else None
    if earlier is not None:
        compare_with(year.finance, made.workspace, 1, earlier)


def freeze(year: Year, title: str, day: str, at: str) -> None:
    """Everything is read; finance freezes the document, and it opens at its second."""
    made = Publication.objects.filter(round=year.round, title=title).first()
    if made is not None:
        schedule(year.finance, made, made.version, moment(day, at), tells=bool(told_by(made)))


def approve_word(year: Year, title: str) -> None:
    """The chair reads the word that is to go out with the document, and approves it."""
    made = Publication.objects.filter(round=year.round, title=title).select_related("notice").first()
    if made is not None and made.notice is not None:
        approve(year.acting("Kommunstyrelsen", "chair"), made.notice, made.notice.version)


def tell(_year: Year) -> None:
    """The hour strikes for the word that goes out in the second a document opens."""
    send_due()


PROPOSAL = "Förslag till mål och budget 2019–2021"
DECIDED = "Mål och budget 2019–2021"
CONFIRMED = "Fastställd mål och budget 2019–2021"
DEEDS = [
    ("2017-11-28", "09:10", look),
    ("2018-06-05", "15:00", write, "R20", PROPOSAL),
    ("2018-06-07", "08:00", freeze, PROPOSAL, "2018-06-07", "10:30"),
    ("2018-06-07", "09:15", approve_word, PROPOSAL),
    ("2018-06-07", "10:30", tell),
    ("2018-06-21", "07:30", write, "R21", DECIDED, PROPOSAL),
    ("2018-06-21", "08:00", freeze, DECIDED, "2018-06-21", "09:00"),
    ("2018-11-29", "15:00", write, "R23", CONFIRMED, DECIDED),
    ("2018-11-30", "08:00", freeze, CONFIRMED, "2018-11-30", "09:00"),
]
