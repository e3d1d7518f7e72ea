"""Answers in the national source's own form with invented figures, for Exempelby and eight invented neighbours.

Titles and ids of indicators are facts; every value, every group and every municipality is invented.
"""

import csv
import io
import json
import random
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
OWN = "9999"
NEIGHBOURS = {
    "9901": "Alnäset", "9902": "Björkvalla", "9903": "Ekhult", "9904": "Granvåga", "9905": "Hagmarken",
    "9906": "Lindö socken", "9907": "Stensala", "9908": "Torsåkra",
}  # fmt: skip
GROUPS = (
    (
        "G990001",
        "Liknande kommuner, övergripande, Exempelby, 2017",
        ("9901", "9902", "9903", "9904", "9905", "9907", "9908"),
    ),
    (
        "G990002",
        "Liknande kommuner grundskola, Exempelby, 2017",
        ("9901", "9902", "9904", "9905", "9906", "9907", "9908"),
    ),
    (
        "G990003",
        "Liknande kommuner äldreomsorg, Exempelby, 2017",
        ("9902", "9903", "9904", "9905", "9906", "9907", "9908"),
    ),
)
_REFERENCE = {
    "N11038": ("N11024", 205.0), "N13032": ("N13020", 42.0), "N15045": ("N15001", 386.0), "N17030": ("N17001", 152.0),
    "N20029": ("N20900", 428.0), "N28021": ("N28018", 132.0), "N30026": ("N30001", 128.0),
}  # fmt: skip
"""Net cost deviation in mnkr: which per cent it comes from, and Exempelby's reference cost in 2016."""
OPERATIONS = {
    "N11024": ("407", "412"), "N13020": ("425",), "N15001": ("435", "440"), "N17001": ("450",),
    "N20900": ("510", "512", "516"), "N28018": ("530", "532", "534"), "N30001": ("552", "559", "571", "575"),
}  # fmt: skip
"""Which of Exempelby's operations each net cost deviation is held beside."""
_UNITS = {
    "N15428": (("V15E999901", "Centralskolan"), ("V15E999902", "Ekbackaskolan"), ("V15E999903", "Strandskolan")),
    "U23463": (
        ("V21E999901", "Björkgården"), ("V21E999902", "Lindhem"), ("V21E999903", "Solbacken"),
        ("V21E999904", "Ängsgården"),
    ),
}  # fmt: skip
_TOO_FEW = {("V21E999904", 2017), ("V15E999903", 2015)}
"""Units and years of which the source tells nothing, for too few people."""
_AGES = {
    "1-5": (1_920, 16), "6": (402, 4), "7-15": (3_420, 38), "16-18": (1_105, 22), "19-64": (18_240, -20),
    "65-79": (5_010, 60), "80+": (1_830, 75),
}  # fmt: skip
"""Exempelby's people at the end of 2016 by age, and how many more there are each year."""
_LATER = {("N15001", "9999", 2016), ("N30001", "9999", 2016), ("N03103", "9903", 2016)}
"""Figures that the source revised in January, and with them what is worked out of them."""


def catalogue_file() -> bytes:
    """Catalogue, areas and groups as a zip of saved answers."""
    areas = [{"id": "0000", "title": "Riket", "type": "L"}]
    areas += [{"id": code, "title": name, "type": "K"} for code, name in {OWN: "Exempelby", **NEIGHBOURS}.items()]
    named = {OWN: "Exempelby", **NEIGHBOURS}
    groups = [
        {"id": code, "title": title, "members": [{"member_id": one, "member_title": named[one]} for one in members]}
        for code, title, members in GROUPS
    ]
    parts = {"katalog": _catalogue(), "kommuner": areas, "grupper": groups}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in parts.items():
            archive.writestr(zipfile.ZipInfo(f"{name}.json", (2017, 12, 4, 9, 0, 0)), _answer(rows))
    return packed.getvalue()


def figures_file(*, revised: bool) -> bytes:
    """The figures as a saved answer: as they were in December, or as they were after the source's revision."""
    return _answer(list(_figures(revised=revised)))


def units_file() -> bytes:
    """Schools and homes with their figures, as a zip of saved answers in the documented form."""
    units = [{"id": code, "title": title, "municipality": OWN} for some in _UNITS.values() for code, title in some]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in {"enheter": units, "enhetsdata": list(_unit_rows())}.items():
            archive.writestr(zipfile.ZipInfo(f"{name}.json", (2018, 1, 9, 9, 0, 0)), _answer(rows))
    return packed.getvalue()


def _unit_rows() -> Iterator[dict[str, Any]]:
    by_id = {row["id"]: row for row in _levels()}
    for kpi, units in _UNITS.items():
        for at, (code, _title) in enumerate(units):
            for year in range(2014, 2018):
                whole = _told(by_id[kpi], OWN, year, 1, revised=True) or 0.0
                chance = random.Random(f"{kpi} {code} {year}")  # noqa: S311 - invented figures
                value = round(min(whole + (at - 1) * 4.5 + chance.gauss(0, 1.4), 100.0), 1)
                row = _row(kpi, code, year, None if (code, year) in _TOO_FEW else value, by_id[kpi]["kön"] == "ja", 1)
                yield {"kpi": kpi, "ou": code, "period": year, "values": row["values"]}


def population_file() -> bytes:
    """People by age and sex in the form of Statistics Sweden's tables; every number is invented."""
    years = [str(year) for year in range(2014, 2027)]
    sides = {
        "Region": {OWN: "Exempelby"}, "Alder": {age: f"{age} år" for age in _AGES},
        "Kon": {"1": "män", "2": "kvinnor", "1+2": "totalt"}, "ContentsCode": {"F": "Folkmängd"},
        "Tid": {year: year for year in years},
    }  # fmt: skip
    values = []
    for first, more in _AGES.values():
        whole = [first + more * (int(year) - 2016) for year in years]
        men = [round(people * 0.507) for people in whole]
        values += men + [people - some for people, some in zip(whole, men, strict=True)] + whole
    cube: dict[str, Any] = {
        "class": "dataset", "label": "Folkmängd 31 december efter ålder och kön (påhittad)", "source": "påhittad",
        "updated": "2018-01-08T08:00:00Z", "id": list(sides), "size": [len(codes) for codes in sides.values()],
        "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
        "dimension": {
            name: {"label": name, "category": {"index": list(codes), "label": codes}} for name, codes in sides.items()
        },
        "value": values, "extension": {"px": {"tableid": "TAB0001"}},
    }  # fmt: skip
    cube["dimension"]["ContentsCode"]["category"]["unit"] = {"F": {"base": "antal", "decimals": 0}}
    return json.dumps(cube, ensure_ascii=False).encode()


def _answer(rows: list[dict[str, Any]]) -> bytes:
    whole = {"values": rows, "count": len(rows), "next_url": None, "previous_url": None}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


@cache
def _levels() -> tuple[dict[str, str], ...]:
    lines = (DATA / "keyfigures.csv").read_text(encoding="utf-8").splitlines()
    return tuple(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter=";"))


def _catalogue() -> list[dict[str, Any]]:
    """The entries of the indicators that have figures; publication days as a catalogue of that winter would say."""
    lines = (DATA / "keyfigures_catalogue.csv").read_text(encoding="utf-8").splitlines()
    return [
        {
            "id": row["id"], "title": row["titel"], "description": row["beskrivning"],
            "is_divided_by_gender": row["kön"] == "ja", "municipality_type": "K", "auspice": None,
            "operating_area": row["område"], "perspective": row["perspektiv"],
            "prel_publication_date": row["preliminärt"] or None, "publication_date": row["publiceras"] or None,
            "publ_period": row["avser"] or None, "has_ou_data": row["id"] in _UNITS,
        }
        for row in csv.DictReader((line for line in lines if not line.startswith("#")), delimiter=";")
    ]  # fmt: skip


def _figures(*, revised: bool) -> Iterator[dict[str, Any]]:
    for row in _levels():
        decimals = int(row["decimaler"])
        for area in ("0000", OWN, *NEIGHBOURS):
            for year in range(int(row["första"]), int(row["sista"]) + 1):
                yield _row(
                    row["id"],
                    area,
                    year,
                    _told(row, area, year, decimals, revised=revised),
                    row["kön"] == "ja",
                    decimals,
                )
    yield from _worked_out(revised=revised)


def _worked_out(*, revised: bool) -> Iterator[dict[str, Any]]:
    """The total tax rate, and net cost deviations in million kronor: what follows from the other figures."""
    by_id = {row["id"]: row for row in _levels()}
    for area in ("0000", OWN, *NEIGHBOURS):
        for year in range(2012, 2019):
            parts = [_told(by_id[code], area, year, 2, revised=revised) or 0.0 for code in ("N00901", "N00902")]
            yield _row("N00900", area, year, round(sum(parts), 2), False, 2)
    for code, (percent, reference) in _REFERENCE.items():
        for area in (OWN, *NEIGHBOURS):
            size = random.Random(f"{area}").uniform(0.6, 1.4) if area != OWN else 1.0  # noqa: S311 - invented figures
            for year in range(2012, 2017):
                share = _told(by_id[percent], area, year, 1, revised=revised)
                cost = reference * size * (1 + 0.035 * (year - 2016))
                yield _row(code, area, year, None if share is None else round(cost * share / 100, 1), False, 1)


def _told(row: dict[str, str], area: str, year: int, decimals: int, *, revised: bool) -> float | None:
    """An invented figure, always the same: the nation's level, the area's own distance, a little from year to year."""
    if (row["id"], area, year) in {("U31402", "9904", 2017), ("U23463", "9906", 2015)}:
        return None
    chance = random.Random(f"{row['id']} {area}")  # noqa: S311 - invented figures
    level, spread, drift = float(row["nivå"]), float(row["spridning"]), float(row["drift"])
    distance = 0.0 if area == "0000" else float(row["egen"]) if area == OWN else chance.gauss(0, spread)
    unrest = min(spread / 9, abs(level) * 0.004) if level > 1000 else spread / 9
    wobble = 0.0 if area == "0000" else random.Random(f"{row['id']} {area} {year}").gauss(0, unrest)  # noqa: S311
    value = level + distance + drift * (year - 2016) + wobble
    if revised and (row["id"], area, year) in _LATER:
        value += spread / 5
    return round(value, decimals) if decimals else float(round(value))


def _row(code: str, area: str, year: int, value: float | None, by_gender: bool, decimals: int) -> dict[str, Any]:
    told = [("T", value)]
    if by_gender and value is not None:
        apart = random.Random(f"{code} {area} {year} K").uniform(0.01, 0.04) * value  # noqa: S311 - invented figures
        told += [("K", round(value + apart, decimals)), ("M", round(value - apart, decimals))]
    return {
        "kpi": code, "municipality": area, "period": year,
        "values": [
            {"gender": gender, "count": 1, "status": "Missing" if one is None else "", "value": one, "isdeleted": False}
            for gender, one in told
        ],
    }  # fmt: skip
