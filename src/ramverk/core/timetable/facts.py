"""What a document says about itself: title, municipality, years, whether it is from Finland, and its short codes."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ramverk.core.timetable.bodies import canonical_body, find_bodies
from ramverk.core.timetable.columns import head_of, heads_of
from ramverk.core.timetable.lines import Line
from ramverk.core.timetable.passes.regions import separator_of, split, year_row
from ramverk.core.timetable.when import dates_in, is_date_cell
from ramverk.core.timetable.years import TitleYears, read_title

_TITLE_WORDS = re.compile(
    r"\b(?:tids?plan\w*|tidtabell|aktivitet\w*|process\w*|årshjul|årscykel|sammanträdesplan\w*|mötestider"
    r"|sammanträdestider|kalend\w+|planering\w*"
    r"|budgetarbete\w*)\b|budgetprocess|ekonomiplanering",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"budget|mål\b|verksamhetsplan|ekonomi|(?:region|landstings|flerårs|strategisk|treårs)\s?plan\b", re.IGNORECASE
)
_MUNICIPALITY = (
    re.compile(r"\b(Region(?:en)?\s+[A-ZÅÄÖ][a-zåäö]+(?:\s+län)?(?:\s+[A-ZÅÄÖ][a-zåäö]+)?)"),
    re.compile(
        r"\b([A-ZÅÄÖ][a-zåäö]+(?:[- ][A-ZÅÄÖ][a-zåäö]+){0,2})\s+(?:kommuns?|stads?"
        r"|kommun:s)\b(?!\s*(?:fullmäktige|styrelse))"
    ),
    re.compile(r"\b(?:Staden|Kommunen)\s+([A-ZÅÄÖ][a-zåäö]+)"),
    re.compile(r"\b(?:kommun|stad)\s*:\s*([A-ZÅÄÖ][a-zåäö]+)"),
    re.compile(r"\b((?:[A-ZÅÄÖ][a-zåäö]+\s+){1,2}läns?\s+landsting)\b"),
)
_NO_NAME = {
    "Vår",
    "Er",
    "Denna",
    "Varje",
    "En",
    "Sveriges",
    "Kommunens",
    "Hela",
    "Som",
    "Alla",
    "För",
    "I",
    "Din",
    "Inom",
    "Detta",
}
_OWN_S = re.compile(r"(?:ås|näs|fors|nes|Borgholms?$|hus|nès|us|is)$")
_FINLAND = re.compile(
    r"\b(?:stadsfullmäktige|stadsstyrelse\w*|samkommun\w*|bildningsnämnd\w*|bildningssektor\w*"
    r"|välfärdsområde\w*|stadsdirektör\w*|ekonomistadga"
    r"|förvaltningsstadga|budgetbok|Helsingfors|Esbo|Vanda|Åbo|Borgå|Jakobstad|Raseborg|Närpes|Mariehamn"
    r"|Kyrkslätt|Pargas|Korsholm|Lovisa|Hangö|Grankulla"
    r"|Sibbo|Kristinestad|Nykarleby|Pedersöre|Vörå|Kronoby|Malax|Larsmo|Ingå|Sjundeå|Kimitoön|Åland\w*)\b|€"
    r"|\beuro\b|\bEUR\b"
)
_DOTTED = re.compile(r"(?<![\d.:])(?:0?[1-9]|[12]\d|3[01])\.\s?(?:0?[1-9]|1[0-2])\.(?:\s?(?:19|20)\d\d)?(?!\d)")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_LEGEND = re.compile(r"^\W*([A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,5})\s*(=|:|–|-|\t)\s*([A-ZÅÄÖ][a-zåäö][\wåäö ,-]{3,70})\.?$")
_IN_BRACKETS = re.compile(r"\b([A-ZÅÄÖ][a-zåäö-]+(?:\s+(?:och\s+)?[a-zåäö-]+){0,4})\s+\(([A-ZÅÄÖ]{2,6})\)")


_ISO_DAY = re.compile(r"^\W*20\d\d-\d\d-\d\d\W*$")
_HEAD_LINES = 4
"""Lines that the head of a letter or a page takes."""


def find_title(lines: Sequence[Line]) -> Line | None:
    """The line that names the document: the best of the first lines that are no row and no head."""
    best, score = None, -1.0
    for at, line in enumerate(lines[:8]):
        if at < _HEAD_LINES and _ISO_DAY.match(line.raw.text):  # the day the document was written
            continue
        if _is_row(line) or _begins_heads(lines, at):
            break
        text = line.text
        if len(text) > 120 or line.mark or (text.endswith(".") and len(text) > 90):
            continue
        points = (
            2 * bool(_TITLE_WORDS.search(text)) + bool(_SUBJECT.search(text)) + bool(line.role == "heading") - at * 0.1
        )
        points += bool(re.search(r"\b20\d\d\b", text)) - 2 * (text.endswith(".") and at > 0)
        if points > score:
            best, score = line, points
    return best


def _is_row(line: Line) -> bool:
    by = separator_of(line)
    cells = [cell.text for cell in split(line, by)] if by else [line.text]
    return is_date_cell(cells[0].rstrip(":")) or heads_of(cells) is not None or year_row(line.text) is not None


def _begins_heads(lines: Sequence[Line], at: int) -> bool:
    """Whether column heads stand one per line from here on: a head below a head is no title."""
    return at + 1 < len(lines) and all(head_of(line.text) is not None for line in lines[at : at + 2])


def title_text(line: Line | None) -> str | None:
    """The title as one line."""
    return " ".join(line.text.split()).strip("*_#.: ") or None if line is not None else None


def title_years(title: str | None, lines: Sequence[Line]) -> TitleYears:
    """The years the title states, completed by the first lines."""
    best = read_title(title or "")
    for line in lines[:12]:
        if best.budget_year is not None and best.calendar_year is not None:
            break
        if not _is_row(line):
            more = read_title(line.text[:250])
            plans = best.plan_years if best.budget_year else more.plan_years
            best = TitleYears(best.budget_year or more.budget_year, plans, best.calendar_year or more.calendar_year)
    if best.budget_year is None and best.calendar_year is None and len(alone := _YEAR.findall(title or "")) == 1:
        return replace(
            best, calendar_year=int(alone[0])
        )  # whatever it is called, "Investeringsprocess 2023" is of 2023
    return best


def find_municipality(lines: Sequence[Line]) -> str | None:
    """The municipality or region that the text names first."""
    for pattern in _MUNICIPALITY:
        for line in lines[:400]:
            for found in pattern.finditer(line.text[:2000]):
                words = found.group(1).split()
                while len(words) > 1 and (_TITLE_WORDS.search(words[0]) or _SUBJECT.search(words[0])):
                    words.pop(0)  # "Årshjul Lindby kommun"
                if words[0] not in _NO_NAME:
                    return _without_genitive(" ".join(words))
    return None


def _without_genitive(name: str) -> str:
    if name.startswith("Region") or not name.endswith("s") or _OWN_S.search(name):
        return name
    return name[:-1]


def is_from_finland(lines: Sequence[Line]) -> bool:
    """Whether `13.3.` is a date here: a Swedish-language document from Finland."""
    dotted = words = 0
    for line in lines[:2000]:
        text = line.raw.text[:4000]
        dotted += len(_DOTTED.findall(text))
        words += bool(_FINLAND.search(text))
    return (dotted >= 1 and words >= 1) or dotted >= 3


def find_codes(lines: Sequence[Line]) -> tuple[dict[str, str], set[int]]:
    """Short codes that the document explains ("SN = Socialnämnden"), and the lines that only explain."""
    codes: dict[str, str] = {}
    used: set[int] = set()
    for line in lines:
        found = _LEGEND.match(line.raw.text) if len(line.raw.text) < 100 else None
        if found and _explains(found.group(1), found.group(2), found.group(3)):
            codes[found.group(1)] = found.group(3).strip()
            used.add(line.number)
        for whole, code in _IN_BRACKETS.findall(line.text[:2000]):
            if canonical_body(code) is None and canonical_body(whole) is not None:
                codes.setdefault(code, whole)
    return codes, used


def _explains(code: str, sign: str, meaning: str) -> bool:
    """An equals sign explains anything; a colon or a dash explains a code only where a body follows ("KS: beslut" is
    a row).
    """
    if sum(letter.isupper() for letter in code) < 2 or dates_in(code):
        return False
    covered = sum(mention.end - mention.start for mention in find_bodies(meaning))
    return sign == "=" or covered * 10 >= len(meaning.strip()) * 8
