"""Key figures: read in, analysed, presented on 22 January by the analysis group and the boards."""

from ramverk.apps.keyfigures.actions.answer_analysis import answer_analysis
from ramverk.apps.keyfigures.actions.describe_indicator import use_january_set
from ramverk.apps.keyfigures.actions.import_figures import import_file
from ramverk.apps.keyfigures.actions.sign_analysis import sign_analysis
from ramverk.apps.keyfigures.actions.write_finding import Written, write_finding
from ramverk.apps.keyfigures.actions.write_presentation import Pages, write_presentation
from ramverk.apps.keyfigures.models import Analysis, AnalysisEdition, ComparisonGroup, Indicator
from ramverk.apps.organisation.models import Body
from ramverk.demo import keyfigures
from ramverk.demo.year import Year

ANALYSTS = "Analysgruppen"


def take_in_catalogue(year: Year) -> None:
    """Finance reads in the catalogue, the areas and the groups, and the set that January begins with."""
    import_file(year.finance, "kolada-katalog.zip", keyfigures.catalogue_file())
    use_january_set(year.finance)


def take_in_figures(year: Year, name: str, revised: bool) -> None:
    """Finance reads in a vintage of figures."""
    import_file(year.finance, name, keyfigures.figures_file(revised=revised))


def find(year: Year, board: str, heading: str, text: str, code: str = "", group: str = "G990001") -> None:
    """The analysis group writes a finding, or a conclusion where no figure is named."""
    indicator = Indicator.objects.filter(code=code).first()
    words = Written(
        heading, text, indicator, ComparisonGroup.objects.get(code=group) if indicator else None,
        Body.objects.filter(short_name=board).first() if board else None, is_conclusion=indicator is None,
    )  # fmt: skip
    write_finding(year.acting(ANALYSTS, "member"), year.round, words)


def sign(year: Year) -> None:
    """The analysis group signs."""
    analysis = Analysis.objects.get(round=year.round)
    sign_analysis(year.acting(ANALYSTS, "member"), analysis, analysis.version)


def answer(year: Year, board: str, text: str) -> None:
    """A board answers the analysis."""
    body = Body.objects.get(short_name=board)
    edition = AnalysisEdition.objects.latest("pk")
    answer_analysis(year.acting(body.name, "chair"), edition, body, text)


def prepare(year: Year, board: str, pages: Pages, chart: str) -> None:
    """A board writes its pages."""
    body = Body.objects.get(short_name=board)
    write_presentation(
        year.acting(body.name, "secretary"), year.round, body, pages, Indicator.objects.filter(code=chart).first()
    )


def _pages(future: str, activity: str, economy: str, quality: str, *facts: str) -> Pages:
    return Pages(future, activity, economy, quality, list(facts), is_ready=True)


DEEDS = [
    ("2017-12-04", "09:00", take_in_catalogue),
    ("2017-12-05", "09:00", take_in_figures, "kolada-2017-12-05.json", False),
    ("2018-01-09", "08:30", take_in_figures, "kolada-2018-01-09.json", True),
    (
        "2018-01-10", "09:00", find, "BUN", "Grundskolan kostar mer än i liknande kommuner",
        ("Kostnaden ligger över det som elevernas behov förklarar, och avståndet har vuxit i fem år. Små skolor och "
        "lokaler förklarar en del."),
        "N15001", "G990002",
    ),
    (
        "2018-01-10", "09:20", find, "BUN", "Färre blir behöriga än kostnaden låter vänta",
        "Andelen elever som är behöriga till yrkesprogram ligger under gruppens mitt, flickor över och pojkar under.",
        "N15428", "G990002",
    ),
    (
        "2018-01-11", "10:00", find, "OMN", "Äldreomsorgen kostar mindre",
        ("Kostnaden är lägre än behovet låter vänta. Brukarna är ändå nöjda. Frågan är hur länge det håller när de "
        "äldre blir fler."),
        "N20900", "G990003",
    ),
    (
        "2018-01-11", "10:30", find, "SN", "Individ- och familjeomsorgen sticker ut",
        ("Avvikelsen är den största av alla och reviderades upp i januari. Placeringarna är dyrare och längre än hos "
        "andra."),
        "N30001",
    ),
    (
        "2018-01-12", "09:00", find, "", "Resultatet räcker inte till investeringarna",
        "Självfinansieringen har sjunkit. Med det resultat som väntas måste vi låna till en fjärdedel.",
        "N03103",
    ),
    (
        "2018-01-12", "11:00", find, "BUN", "Skolornas storlek bör prövas.",
        "Nämnden bör redovisa kostnad per elev och enhet innan nya lokaler beslutas.",
    ),
    (
        "2018-01-12", "11:10", find, "SN", "Placeringarna behöver ett tak.",
        "En plan för egna hem i stället för köpta platser bör finnas till beredningen i maj.",
    ),
    (
        "2018-01-12", "11:20", find, "", "Resultatmålet bör stå kvar.",
        "Ett lägre mål flyttar kostnaden till dem som är barn nu.",
    ),
    ("2018-01-15", "15:00", sign),
    (
        "2018-01-16", "10:00", prepare, "BUN",
        _pages(
            "40 elever till i grundskolan från 2019\nTre skolor med färre än 60 elever\nFörskollärare går i pension",
            "4 300 elever, 1 750 barn i förskolan\nTvå nya avdelningar öppnade i höstas",
            "Underskott 6 mnkr 2017, mest i grundskolan\nFlytt av två skolor prövas",
            "Fler behöriga i år, men pojkarna halkar efter\nTrivseln är god",
            "N15027", "N15428", "N11701",
        ),
        "N15001",
    ),
    (
        "2018-01-16", "13:00", prepare, "OMN",
        _pages(
            "Dubbelt så många över 85 år till 2030\nHälften av undersköterskorna går i pension",
            "310 platser i särskilt boende\nHemtjänsten har nya arbetstider sedan i höst",
            "Nämnden håller sin ram\nKön till boende är fyra personer",
            "Nio av tio är nöjda med bemötandet\nFör många vikarier i hemtjänsten",
            "N20900", "U21466", "N20892",
        ),
        "N20900",
    ),
    (
        "2018-01-17", "09:00", prepare, "SN",
        _pages(
            "Placeringarna ökar snabbare än barnen blir fler\nFlyktingmottagandet minskar 2019",
            "64 placerade barn och unga\nVäntetiden till beslut är för lång",
            "Underskott 11 mnkr 2017\nKöpta platser kostar dubbelt mot egna",
            "Färre återkommer inom ett år\nVäntetiden är 20 dagar",
            "N30001", "U31402", "N31816",
        ),
        "N30001",
    ),
    (
        "2018-01-17", "10:00", prepare, "GVN",
        _pages(
            "Fler väljer skolor i grannkommunen\nYrkesutbildning för vuxna växer",
            "980 elever, var fjärde i en annan kommun",
            "Balans 2017\nKostnaden per elev stiger",
            "Fler tar examen i tid än i liknande kommuner",
            "N17005", "N17445", "N17001",
        ),
        "N17445",
    ),
    ("2018-01-18", "14:00", answer, "BUN", "Nämnden delar bilden och redovisar kostnad per enhet till den 11 april."),
    ("2018-01-19", "09:00", answer, "OMN", "Den låga kostnaden beror på låg bemanning. Den håller inte till 2021."),
]  # fmt: skip
