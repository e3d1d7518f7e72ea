"""The frames: last year's budget read in, assumptions, the directive decided and dispatched, new forecasts."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from ramverk.apps.cycle.models import DecisionRecord
from ramverk.apps.dispatch.actions.attach import attach
from ramverk.apps.dispatch.actions.compose import Draft, edit
from ramverk.apps.dispatch.actions.send import send
from ramverk.apps.frames.actions.add_assumptions import add_assumptions
from ramverk.apps.frames.actions.choose_assumptions import choose_assumptions
from ramverk.apps.frames.actions.decide_edition import decide_edition
from ramverk.apps.frames.actions.dispatch_frames import dispatch_frames
from ramverk.apps.frames.actions.import_budget import accept_import
from ramverk.apps.frames.actions.save_changes import RowEdit, save_changes
from ramverk.apps.frames.actions.set_goal import set_goal
from ramverk.apps.frames.actions.start_edition import start_edition
from ramverk.apps.frames.actions.upload_budget import upload_budget
from ramverk.apps.frames.actions.write_directive import Assignment, write_directive
from ramverk.apps.frames.models import AssumptionSet, Edition, Operation, PostKind
from ramverk.apps.frames.rows import Row
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.freeze import NamedFile, store
from ramverk.demo import economy
from ramverk.demo.story_dispatches import FRAMES, THIRD
from ramverk.demo.year import Year, paper

CHANGES = Path(__file__).parent / "data" / "frame_changes.csv"
DIRECTIVE = "Ramdirektiv 2019–2021"
TKR = economy.TKR
Amounts = tuple[int, int, int]
_PAIR = "5f1c1f0e-2a38-4d0b-9d59-1f6b6a7e2{:03d}"


def open_ledger(year: Year) -> None:
    """The finance director reads the budget of 2018 in from the finance system's file."""
    file = NamedFile(store(economy.budget_file()), economy.FILE_NAME, "text/csv")
    one = upload_budget(year.finance, year.round, file)
    accept_import(year.finance, one, one.version)


def assume(year: Year, kind: str, name: str, source: str, values: Mapping[str, Mapping[str, str]]) -> None:
    """She lays in what is known about the coming years, beside what it replaces."""
    before = AssumptionSet.objects.filter(kind=kind).first()
    add_assumptions(year.finance, year.round, kind, name, clock.today(), source, values, replaces=before)


def begin(year: Year, kind: str, name: str, parent: str, row: str) -> None:
    """An edition begins on another."""
    start_edition(year.finance, year.round, kind, name, Edition.objects.get(name=parent), year.row(row))


def choose(year: Year, edition: str, *names: str) -> None:
    """The edition rests on these sets."""
    for name in names:
        choose_assumptions(year.finance, Edition.objects.get(name=edition), AssumptionSet.objects.get(name=name))


def write(year: Year, edition: str, part: str) -> None:
    """A part of the rows that finance writes by hand, saved together."""
    target = Edition.objects.get(name=edition)
    save_changes(year.finance, target, [_edit(row, target.years) for row in _written() if row["part"] == part])


def _written() -> Iterator[dict[str, str]]:
    lines = CHANGES.read_text(encoding="utf-8").splitlines()
    yield from csv.DictReader((line for line in lines if not line.startswith("#")), delimiter=";")


def _edit(row: Mapping[str, str], years: Sequence[int]) -> RowEdit:
    body = Body.objects.filter(short_name=row["where"]).first()
    amounts = (int(row["first"]), int(row["second"]), int(row["third"]))
    return RowEdit(
        Row(
            post_kind=PostKind.FRAME if body else PostKind.FINANCE,
            body_id=body.pk if body else None,
            operation_id=Operation.objects.get(code=row["operation"]).pk if row["operation"] else None,
            line="" if body else row["where"],
            cause=row["cause"],
            text=row["text"],
            is_one_off=row["one_off"] == "ja",
            amounts=_amounts(years, amounts, -1 if body else 1),
            source={"kind": "decision" if "§" in row["source"] else "person", "words": row["source"]},
        )
    )


def move_money(
    year: Year, edition: str, number: int, text: str, source: str, giver: str, taker: str, amount: int
) -> None:
    """A transfer between two boards, for all years."""
    target = Edition.objects.get(name=edition)
    sides = ((giver, 1), (taker, -1))
    save_changes(
        year.finance,
        target,
        [
            RowEdit(
                Row(
                    body_id=Body.objects.get(short_name=short).pk,
                    cause="transfer",
                    text=text,
                    pair=_PAIR.format(number),
                    source={"kind": "person", "words": source},
                    amounts=_amounts(target.years, (amount, amount, amount), sign),
                )
            )
            for short, sign in sides
        ],
    )


def _amounts(years: Sequence[int], amounts: Amounts, sign: int) -> dict[str, int]:
    return {str(year): sign * amount * TKR for year, amount in zip(years, amounts, strict=True) if amount}


def decide(year: Year, edition: str, row: str) -> None:
    """The decision of a row is tied to the edition, which is frozen with its checksum."""
    record = DecisionRecord.objects.filter(activity=year.row(row)).latest("pk")
    decide_edition(year.finance, Edition.objects.get(name=edition), record)


def direct(year: Year, edition: str) -> None:
    """The directive is written: how things stand, what is wanted, and what each board is asked to do."""
    given = [
        Assignment(text, Body.objects.get(short_name=short) if short else None, date.fromisoformat(day))
        for short, text, day in ASSIGNMENTS
    ]
    write_directive(year.finance, Edition.objects.get(name=edition), 0, SECTIONS, given, date(2018, 4, 11))


SECTIONS = (
    (
        "Ekonomiska förutsättningar",
        (
            "Prognosen från december ger skatter och bidrag på 2,3 miljarder kronor 2019. Lön och pris räknas upp "
            "enligt antagandena i januari. Ett nytt ekonomiskt läge redovisas i slutet av april.\n"
            "Alla tal är påhittade."
        ),
    ),
    ("Mål och inriktning", "Varje nämnd skriver mål med minst en indikator, med utgångsvärde och målvärde per år."),
    (
        "Prioriteringar och effektivisering",
        (
            "De tre största nämnderna effektiviserar med en halv procent. Barnavård, digitala tjänster och bibliotek "
            "förstärks."
        ),
    ),
    (
        "Anvisningar till nämnderna",
        "Verksamhetsplanen ska rymmas i ramen. Det som inte ryms redovisas för sig, i ordning efter angelägenhet.",
    ),
    ("Risker och osäkerheter", "Skatteunderlaget, antalet äldre och flyktingmottagandet är de största."),
)
ASSIGNMENTS = (
    ("", "Redovisa hur lokalerna används och vilka som kan lämnas.", "2018-04-11"),
    ("BUN", "Redovisa kostnad per elev mot jämförbara kommuner, med åtgärder.", "2018-04-11"),
    ("OMN", "Redovisa behovet av platser till 2025 i två alternativ.", "2018-04-11"),
    ("SN", "Redovisa kostnaden för placeringar och hur den kan sänkas.", "2018-04-11"),
)


def send_frames(year: Year) -> None:
    """One click from the decided edition; the papers are added, and it goes out."""
    dispatch = dispatch_frames(year.finance, Edition.objects.get(name=DIRECTIVE))
    draft = Draft(
        subject=THIRD,
        text=FRAMES,
        legal_ground="Kommunallagen 6 kap. 11–13 §§",
        reply_by=date(2018, 4, 11),
        audiences=[row.audience for row in dispatch.audiences.select_related("audience")],
        opens=(),
    )
    dispatch = edit(year.finance, dispatch, dispatch.version, draft)
    minutes = "Protokollsutdrag KS § 18"
    files = [paper(f"{minutes}.txt", [minutes, "Innehållet är påhittat."])]
    dispatch = attach(year.finance, dispatch, dispatch.version, files)
    send(year.finance, dispatch, dispatch.version)


YEARS = ("2019", "2020", "2021")


def _by_year(rows: Mapping[str, Sequence[object]]) -> dict[str, dict[str, str]]:
    return {row: dict(zip(YEARS, map(str, values), strict=True)) for row, values in rows.items()}


def _forecast(lines: Mapping[str, Sequence[object]]) -> dict[str, dict[str, str]]:
    return _by_year({**lines, "tax_rate": [economy.TAX_RATE] * len(YEARS)})


PAY_VALUES = {year: {"pct": pct, "month": "4"} for year, pct in zip(YEARS, economy.PAY, strict=True)}
PRICE_VALUES = {**_by_year(economy.PRICES), "together": economy.PAY_AND_PRICES}
DECEMBER, APRIL, OCTOBER = "Cirkulär december 2017", "Cirkulär april 2018", "Cirkulär oktober 2018"
PRICES, PAY = "Prisindex januari 2018", "Löneantagande januari 2018"
AUTUMN = "Överenskommelse mellan nämnderna, september 2018"
AGREED = "Överenskommelse mellan nämnderna, januari 2018"
OURS = "Ekonomiavdelningens bedömning (påhittad)"
THEIRS = "Förbundets skatteunderlagsprognos (påhittade tal)"

DRAFTED, EXECUTIVES, COUNCILS, CONFIRMED = (
    "Budgetberedningens förslag maj 2018",
    "Kommunstyrelsens förslag juni 2018",
    "Mål & Budget 2019–2021, fullmäktige juni",
    "Mål & Budget 2019–2021, konfirmerad",
)
NEW_POSITION = "Nytt ekonomiskt läge april 2018"


def aim(year: Year, name: str, threshold: str, span: str) -> None:
    """A financial goal of the result is laid in."""
    set_goal(year.finance, year.round, name, threshold, span=span)


DEEDS = [
    ("2017-12-20", "10:00", aim, "Resultatet är minst en halv procent varje år", "0,5", "each_year"),
    ("2017-12-20", "10:05", aim, "Resultatet är minst en procent över planperioden", "1", "average"),
    ("2017-12-20", "09:00", open_ledger),
    ("2017-12-22", "09:00", assume, "forecast", DECEMBER, THEIRS, _forecast(economy.FORECAST_DECEMBER)),
    ("2018-01-10", "09:00", assume, "price_index", PRICES, OURS, PRICE_VALUES),
    ("2018-01-10", "09:10", assume, "pay", PAY, OURS, PAY_VALUES),
    ("2018-01-11", "09:00", begin, "directive_draft", DIRECTIVE, "Ingående budget 2018", "R06"),
    ("2018-01-11", "09:10", choose, DIRECTIVE, DECEMBER, PRICES, PAY),
    ("2018-01-15", "10:00", write, DIRECTIVE, "volym"),
    ("2018-01-16", "10:00", move_money, DIRECTIVE, 1, "Skolmåltidernas transporter", AGREED, "BUN", "TN", 1_100),
    ("2018-01-16", "10:10", move_money, DIRECTIVE, 2, "Löneassistenter samlas", AGREED, "OMN", "KS", 1_450),
    ("2018-01-24", "10:00", write, DIRECTIVE, "inriktning"),
    ("2018-01-26", "10:00", direct, DIRECTIVE),
    ("2018-02-07", "09:00", send_frames),
    ("2018-04-27", "09:00", assume, "forecast", APRIL, THEIRS, _forecast(economy.FORECAST_APRIL)),
    ("2018-04-27", "09:10", begin, "executive_proposal", NEW_POSITION, DIRECTIVE, "R12"),
    ("2018-04-27", "09:20", choose, NEW_POSITION, APRIL),
    ("2018-05-02", "08:30", begin, "executive_proposal", DRAFTED, NEW_POSITION, "R13"),
    ("2018-05-17", "09:10", write, DRAFTED, "våren"),
    ("2018-10-05", "09:00", assume, "forecast", OCTOBER, THEIRS, _forecast(economy.FORECAST_OCTOBER)),
    ("2018-10-05", "09:10", begin, "confirmed", CONFIRMED, COUNCILS, "R23"),
    ("2018-10-05", "09:20", choose, CONFIRMED, OCTOBER),
    ("2018-10-08", "10:00", move_money, CONFIRMED, 3, "Fritidsbankens personal flyttas", AUTUMN, "KFN", "SN", 900),
    ("2018-10-08", "10:10", write, CONFIRMED, "hösten"),
]  # fmt: skip
