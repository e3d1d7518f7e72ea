"""The legend of a meeting calendar: what its codes and marks stand for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ramverk.core.timetable.bodies import find_bodies
from ramverk.core.timetable.calendar_cells import read_defaults
from ramverk.core.timetable.date_values import DateRole
from ramverk.core.timetable.dates import find_dates

__all__ = ["Legend", "Meaning", "read_legend", "read_meaning"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a mark says of a meeting."""

    text: str
    weekday: int | None = None
    time: str | None = None
    reserve: bool = False
    optional: bool = False
    uncertain: bool = False
    unusual: bool = False
    extent: str | None = None


@dataclass(slots=True)
class Legend:
    """Codes with their meaning, short names with the bodies they stand for, and the lines that held them."""

    codes: dict[str, Meaning] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    lines: set[int] = field(default_factory=set)


_CODE = r"(?:\*+|[#¤†‡§^°¹²³⁴⁵⁶⁷⁸⁹⁰]+|\d\)|[A-ZÅÄÖ]{1,6}\d?|[A-ZÅÄÖ][a-zåäö]{1,2}(?:\s?au)?)"
_EXPLAINED = re.compile(
    rf"^(?:(?P<code>{_CODE})(?:\s*[=:–—]\s*|\s+-\s+|\t|\s{{2,}})|\((?P<bracketed>{_CODE})\)\s*[=:–-]?\s*)(?P<text>\S.*)$"
)
_MARK = re.compile(r"^(?P<code>\*+(?=\)?)|[#¤†‡^°¹²³⁴⁵⁶⁷⁸⁹⁰]+|\d\))\)?\s*=?\s*(?P<text>[\wåäöÅÄÖ].*)$")
_SHORT_BODY = re.compile(r"^(?P<code>[A-ZÅÄÖ]{2,6}(?:\s?AU)?)\s+(?P<text>[A-ZÅÄÖ][a-zåäö].*)$")
_BODY_SHORT = re.compile(
    r"^(?P<text>[A-ZÅÄÖ][a-zåäö].*?)\s*(?:[-–=:,(]\s*)?(?P<code>[A-ZÅÄÖ]{2,6}|K[sf](?:\s?au)?)\)?$"
)
_MARK_AHEAD = re.compile(r"(?<=\S)\s*;?\s+(?=(?:\*+|[A-ZÅÄÖ]{1,3})\s*=)")


def read_legend(lines: Sequence[tuple[int, str]]) -> Legend:
    """Collect what stands as "DR = Delårsrapport", "*budget" or "VON Vård- och omsorgsnämnden" in the given lines."""
    legend = Legend()
    for number, text in lines:
        for part in _parts(text):
            if _explain(legend, part):
                legend.lines.add(number)
    return legend


def _parts(text: str) -> list[str]:
    parts = [part for piece in re.split(r"\t+|\s{3,}|\|", text) for part in _MARK_AHEAD.split(piece)]
    return [part.strip(" ,;•·") for part in parts if part.strip(" ,;•·")]


def _explain(legend: Legend, part: str) -> bool:
    if any(value.role is DateRole.HOLIDAY for value in find_dates(part)):
        return True
    explained, mark = _EXPLAINED.match(part), _MARK.match(part)
    if explained and _is_meaning(explained["text"]):
        code = explained["code"] or explained["bracketed"]
        if _is_body(explained["text"]) and code.isalpha():
            legend.bodies.setdefault(_key(code), explained["text"].strip(" ."))
        else:
            legend.codes.setdefault(code, read_meaning(explained["text"]))
        return True
    if mark and len(mark["text"]) < 120:
        legend.codes.setdefault(mark["code"], read_meaning(mark["text"]))
        return True
    for pattern in (_SHORT_BODY, _BODY_SHORT):
        short = pattern.match(part)
        if short and _is_body(short["text"]) and len(short["text"]) < 70:
            legend.bodies.setdefault(_key(short["code"]), short["text"].strip(" .,(:-–="))
            return True
    return False


def _key(code: str) -> str:
    return re.sub(r"[\s-]", "", code).upper()


def _is_meaning(text: str) -> bool:
    dated = any(value.first is not None and value.first.is_day for value in find_dates(text))
    return len(text) < 120 and bool(re.search(r"[A-Za-zåäöÅÄÖ]{2}", text)) and not dated


def _is_body(text: str) -> bool:
    mentions = find_bodies(text)
    return bool(mentions) and sum(m.end - m.start for m in mentions) >= 0.6 * len(text.strip())


def read_meaning(text: str) -> Meaning:
    """What a legend text says: a weekday, a time, a reserve day, an extra or doubtful meeting, or an agenda item."""
    tidy = " ".join(text.split()).strip(" .;,")
    defaults = read_defaults(tidy)
    short_day = re.fullmatch(r"(?:mån|tis|ons|tors?|fre|lör|sön)(?:d(?:ag)?)?", tidy, re.IGNORECASE)
    weekday = defaults.weekday
    if short_day:
        weekday = ("mån", "tis", "ons", "tor", "fre", "lör", "sön").index(tidy[:3].lower())

    def says(pattern: str) -> bool:
        return bool(re.search(pattern, tidy, re.IGNORECASE))

    full = "full_day" if says(r"heldag|hela\s+dagen") else "half_day" if says(r"halvdag") else None
    return Meaning(
        text=tidy,
        weekday=weekday,
        time=defaults.time,
        reserve=says(r"\breserv"),
        optional=says(r"vid\s+behov|\bextra\b.*behov|eventuell|\bev\b"),
        uncertain=says(r"prel|osäker|ej\s+(?:beslut|fastställ)"),
        unusual=says(r"(?:annan|avvikande|annat)\s+(?:vecko)?(?:dag|datum|mötesdag)|avviker"),
        extent=full,
    )
