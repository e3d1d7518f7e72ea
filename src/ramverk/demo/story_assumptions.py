"""What the frames rest on besides prices, pay and taxes: on-cost, internal interest, people and what they cost."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from ramverk.apps.frames.actions.add_assumptions import add_assumptions
from ramverk.apps.frames.actions.attach_to_change import attach_to_change
from ramverk.apps.frames.actions.freeze_edition import freeze_edition
from ramverk.apps.frames.actions.give_to_unions import give_to_unions
from ramverk.apps.frames.actions.save_changes import RowEdit, save_changes
from ramverk.apps.frames.actions.save_passing import ItemEdit, save_passing
from ramverk.apps.frames.links import links_of
from ramverk.apps.frames.models import AssumptionKind, AssumptionSet, Change, Edition, Operation
from ramverk.apps.frames.rows import row_of
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail import clock
from ramverk.demo.economy import TKR
from ramverk.demo.story_frames import DIRECTIVE, NEW_POSITION, OURS, choose
from ramverk.demo.year import Year, paper

_DATA = Path(__file__).parent / "data"
ON_COST, INTEREST = "PO-pålägg 2019", "Internränta 2019"
JANUARY, APRIL, PRICES = "Befolkningsprognos januari 2018", "Befolkningsprognos april 2018", "Prislista 2018"
PLANNERS = "Samhällsbyggnadskontorets prognos (påhittad)"
ON_COST_RATES = {"2018": "38,33", "2019": "39,15", "2020": "39,15", "2021": "39,15"}
INTEREST_RATES = {"2018": "1,75", "2019": "1,50", "2020": "1,50", "2021": "1,50"}
BOOKS = {
    "TN": ("1 980 000", "2 040 000", "2 110 000"),
    "KFN": ("210 000", "204 000", "198 000"),
    "BUN": ("52 000", "50 000", "48 000"),
    "OMN": ("44 000", "43 000", "42 000"),
}
"""What stands in the books when the year opens, tkr."""


def _rows(name: str) -> Iterator[dict[str, str]]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    yield from csv.DictReader((line for line in lines if not line.startswith("#")), delimiter=";")


def lay_in(year: Year, kind: str, name: str, source: str, values: Mapping[str, object]) -> None:
    """A set is laid in beside the one it replaces, where there is one."""
    before = AssumptionSet.objects.filter(kind=kind).first()
    add_assumptions(year.finance, year.round, kind, name, clock.today(), source, values, replaces=before)


def on_cost(year: Year) -> None:
    """The on-cost of the coming year."""
    lay_in(year, AssumptionKind.ON_COST, ON_COST, OURS, {"rate": ON_COST_RATES})


def interest(year: Year) -> None:
    """The internal interest of the coming year, on what the boards have in their books."""
    books = {
        str(Body.objects.get(short_name=short).pk): dict(zip(("2019", "2020", "2021"), values, strict=True))
        for short, values in BOOKS.items()
    }
    lay_in(year, AssumptionKind.INTERNAL_INTEREST, INTEREST, OURS, {"rate": INTEREST_RATES} | books)


def people(year: Year, name: str, which: str) -> None:
    """A population forecast."""
    rows = {row["ålder"]: row for row in _rows("population.csv") if row["prognos"] == which}
    lay_in(year, AssumptionKind.POPULATION, name, PLANNERS, rows)


def prices(year: Year) -> None:
    """What a person costs each operation."""
    names = {"nämnd": "board", "verksamhet": "operation", "ålder": "age", "pris": "price"}
    rows = [{names.get(head, head): text for head, text in row.items()} for row in _rows("price_list.csv")]
    lay_in(year, AssumptionKind.PRICE_LIST, PRICES, OURS, {"rows": rows})


def give(year: Year) -> None:
    """The unions get the directive with its frames, as it stands."""
    give_to_unions(year.finance, Edition.objects.get(name=DIRECTIVE))


def passing(year: Year) -> None:
    """What the budget of 2018 holds for its own year only, or not yet wholly."""
    edits = [
        ItemEdit(
            kind,
            Body.objects.get(short_name=short),
            Operation.objects.filter(code=code).first(),
            text,
            source,
            opening * TKR,
            dict(zip(("2019", "2020", "2021"), (amount * TKR for amount in amounts), strict=False)),
            place=text,
        )
        for kind, short, code, text, source, opening, amounts in PASSING
    ]
    save_passing(year.finance, Edition.objects.get(kind="base"), edits)


def freeze_base(year: Year) -> None:
    """The budget that was decided for 2018 never changes; frozen, it is open to everyone at the conference."""
    freeze_edition(year.finance, Edition.objects.get(kind="base"))


SCHOOL = "Ny skola i Norrdal öppnar i augusti 2018, helår från 2019"
PASSING = (
    ("full_year", "BUN", "440", SCHOOL, "KF 2017-11-23 § 118", 5_100, (11_500,)),
    ("full_year", "OMN", "", "Nya platser på Lindgården, helårseffekt", "KF 2017-11-23 § 118", 4_900, (9_800,)),
    ("cycle", "VN", "", "Allmänna val 2018, Europaparlamentet 2019", "Cykel enligt budget 2018", 1_900, (900,)),
)
"""Kind, board, operation, words, source, what the budget of 2018 holds, what it should be from 2019; tkr."""


def attach(year: Year) -> None:
    """A calculation is attached to the row it explains, and the row is linked to its assignment and earmarked."""
    edition = Edition.objects.get(name=DIRECTIVE)
    row = Change.objects.get(edition=edition, text=CHILD_CARE)
    given = next(link.code for link in links_of(edition) if link.label.startswith("SN: "))
    marked = replace(row_of(row), linked_to=given, is_earmarked=True)
    save_changes(year.finance, edition, [RowEdit(marked, str(row.key), row.version, row.text)])
    file = paper("Kalkyl barnavård.txt", ["Fem socialsekreterare à 800 tkr. Påhittat."])
    attach_to_change(year.finance, edition, str(row.key), row.version + 1, file)


CHILD_CARE = "Fler socialsekreterare i barnavården"
DEEDS = [
    ("2018-01-10", "13:00", passing),
    ("2018-01-10", "14:00", freeze_base),
    ("2018-01-10", "09:20", on_cost),
    ("2018-01-10", "09:30", people, JANUARY, "januari"),
    ("2018-01-10", "09:40", prices),
    ("2018-01-11", "09:20", choose, DIRECTIVE, ON_COST, JANUARY, PRICES),
    ("2018-01-26", "10:30", attach),
    ("2018-01-26", "11:00", give),
    ("2018-02-14", "09:00", interest),
    ("2018-04-20", "09:00", people, APRIL, "april"),
    ("2018-04-27", "09:30", choose, NEW_POSITION, INTEREST, APRIL),
]  # fmt: skip
