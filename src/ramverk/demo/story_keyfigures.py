"""Key figures: read in, analysed, presented on 22 January by the analysis group and the boards."""

from ramverk.apps.keyfigures.actions.add_indicator import Local, add_indicator
from ramverk.apps.keyfigures.actions.answer_analysis import answer_analysis
from ramverk.apps.keyfigures.actions.describe_indicator import Described, describe_indicator, use_january_set
from ramverk.apps.keyfigures.actions.import_figures import import_file
from ramverk.apps.keyfigures.actions.set_group import set_group
from ramverk.apps.keyfigures.actions.sign_analysis import sign_analysis
from ramverk.apps.keyfigures.actions.type_values import Typed, type_values
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


def tie_operations(year: Year) -> None:
    """Finance says which of the budget's operations each net cost deviation is held beside."""
    for code, operations in keyfigures.OPERATIONS.items():
        row = Indicator.objects.select_related("deviation", "heads", "body").get(code=code)
        kept = {name: getattr(row, name) for name in Described.__dataclass_fields__}
        describe_indicator(year.finance, row, row.version, Described(**kept | {"operations": operations}))


def take_in_units(year: Year) -> None:
    """Finance reads in the figures of schools and homes, and people by age."""
    import_file(year.finance, "kolada-enheter-2018-01-09.zip", keyfigures.units_file())
    import_file(year.finance, "TAB0001.json", keyfigures.population_file())


def compare_with_neighbours(year: Year) -> None:
    """The analysis group chooses municipalities of its own to compare with."""
    set_group(year.acting(ANALYSTS, "member"), "Grannkommunerna", ["9901", "9902", "9905"])


def measure(year: Year, board: str, code: str, title: str, source: str, *figures: tuple[int, str]) -> None:
    """A board keeps a key figure of its own, which no national source has."""
    body = Body.objects.get(short_name=board)
    words = Local(code, title, source=source, counted_in="percent", wish="higher", body=body)
    made = add_indicator(year.finance, words)
    type_values(year.acting(body.name, "secretary"), made, None, [Typed(when, text) for when, text in figures])


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
    ("2017-12-04", "09:30", tie_operations),
    ("2017-12-05", "09:00", take_in_figures, "kolada-2017-12-05.json", False),
    ("2018-01-09", "08:30", take_in_figures, "kolada-2018-01-09.json", True),
    ("2018-01-09", "08:45", take_in_units),
    ("2018-01-09", "09:00", compare_with_neighbours),
    (
        "2018-01-09", "10:00", measure, "ÖFN", "E-ÖF1", "Årsräkningar granskade före 1 maj, andel (%)",
        "Överförmyndarkansliets register", (2014, "58"), (2015, "61"), (2016, "72"), (2017, "83"),
    ),
    (
        "2018-01-09", "10:10", measure, "MBN", "E-MB1", "Bygglov beslutade inom tio veckor, andel (%)",
        "Bygglovsregistret", (2014, "88"), (2015, "91"), (2016, "86"), (2017, "79"),
    ),
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
    (
        "2018-01-17", "11:00", prepare, "KFN",
        _pages(
            "Simhallen är från 1974 och behöver beslut 2019\nBiblioteken lånar ut mindre men besöks mer",
            "Fyra bibliotek, två ishallar, en simhall\n94 föreningar får stöd",
            "Balans 2017\nLokalerna är nästan hälften av kostnaden",
            "Fler unga i kulturskolan än i grannkommunerna\nFlickornas idrotter får färre tider",
            "N09008", "N00640",
        ),
        "N09008",
    ),
    (
        "2018-01-17", "13:00", prepare, "TN",
        _pages(
            "Underhållet av gator släpar efter med tre år\nLedningsnätet i centrum byts 2019–2021",
            "310 km gata, 86 000 kvm park\nSnöröjningen kostade mer än vanligt i vintras",
            "Underskott 2 mnkr 2017, allt vinterväghållning\nKapitalkostnaden stiger med investeringarna",
            "Sju av tio är nöjda med gatorna\nFler klagar på cykelvägarna",
            "N07037", "N00090",
        ),
        "N07037",
    ),
    (
        "2018-01-17", "14:00", prepare, "MBN",
        _pages(
            "Nya detaljplaner för 400 bostäder till 2021\nTillsynen av enskilda avlopp ökar",
            "312 bygglov 2017, en tiondel fler än året före",
            "Avgifterna täcker 62 procent\nTvå tjänster var vakanta i höstas",
            "Åtta av tio bygglov i tid, färre än året före",
            "E-MB1",
        ),
        "E-MB1",
    ),
    (
        "2018-01-18", "09:00", prepare, "ÖFN",
        _pages(
            "Fler äldre behöver god man\nEnsamkommande barn fyller arton",
            "640 ställföreträdarskap",
            "Balans 2017",
            "Granskningen är snabbare än någonsin",
            "E-ÖF1",
        ),
        "E-ÖF1",
    ),
    (
        "2018-01-18", "10:00", prepare, "VN",
        _pages(
            "Tre val den 9 september 2018",
            "18 valdistrikt, 140 röstmottagare ska utbildas",
            "Valåret kostar 2,4 mnkr mer; en del är statsbidrag",
            "Valdeltagandet 2014 låg strax under rikets",
            "N05401",
        ),
        "",
    ),
    ("2018-01-18", "14:00", answer, "BUN", "Nämnden delar bilden och redovisar kostnad per enhet till den 11 april."),
    ("2018-01-19", "09:00", answer, "OMN", "Den låga kostnaden beror på låg bemanning. Den håller inte till 2021."),
]  # fmt: skip
