"""What the reader has to say about the rows it read: one finding per code, naming the rows."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from ramverk.core.findings import Finding, Severity
from ramverk.core.timetable.assembly import Built
from ramverk.core.timetable.drafts import Form
from ramverk.core.timetable.mending import Mended
from ramverk.core.timetable.model import Activity, DateStatus, DocumentType, Precision
from ramverk.core.timetable.sentences import state
from ramverk.core.timetable.years import YearPlan

_NUMBERS = ("Noll", "En", "Två", "Tre", "Fyra", "Fem", "Sex", "Sju", "Åtta", "Nio", "Tio", "Elva", "Tolv")


def observe(rows: Sequence[Built], plan: YearPlan, year: int | None) -> list[Finding]:
    """All findings about the rows of a process plan."""
    return [
        *_rescheduled(rows),
        *_several(rows),
        *_bodies(rows),
        *_weekdays(rows),
        *_dates(rows),
        *_years(rows, plan, year),
        *_names(rows),
    ]


def observe_text(mended: Mended, given: Sequence[Finding]) -> list[Finding]:
    """Findings about the characters of the document, those of the format reader first."""
    out = list(given)
    if mended.changed and not any(finding.code == "encoding_repaired" for finding in given):
        before, after = mended.examples[0] if mended.examples else ("", "")
        out.append(
            state("encoding_repaired", (), {"count": mended.changed, "before": before[:30], "after": after[:30]})
        )
    if mended.lost:
        out.append(state("encoding_lost", (), {"count": mended.lost}))
    return out


def _ids(rows: Sequence[Built], test: Callable[[Activity], object]) -> tuple[str, ...]:
    return tuple(row.activity.id for row in rows if test(row.activity))


def _what(rows: Sequence[Built], ids: Sequence[str]) -> str:
    found = dict.fromkeys(row.activity.raw_date for row in rows if row.activity.id in ids and row.activity.raw_date)
    texts = [f"”{raw}”" for raw in found]
    return ", ".join(texts[:4]) + (" …" if len(texts) > 4 else "") if texts else "–"


def _simple(code: str, rows: Sequence[Built], test: Callable[[Activity], object]) -> Iterator[Finding]:
    ids = _ids(rows, test)
    if ids:
        yield state(code, ids, {"what": _what(rows, ids)})


def _rescheduled(rows: Sequence[Built]) -> Iterator[Finding]:
    """One question for the whole chain of moved dates."""
    moved = [row.activity for row in rows if any(a.status is DateStatus.SUPERSEDED for a in row.activity.alternatives)]
    if not moved:
        return
    pairs = [
        " → ".join(
            alternative.raw for alternative in row.alternatives if alternative.status is not DateStatus.TENTATIVE
        )
        for row in moved
    ]
    number = _NUMBERS[len(moved)] if len(moved) < len(_NUMBERS) else str(len(moved))
    details = {
        "count": f"{number} rader" if len(moved) > 1 else f"Raden {moved[0].id}",
        "count_en": f"{len(moved)} rows have" if len(moved) > 1 else f"Row {moved[0].id} has",
        "chain": "; ".join(pairs),
    }
    yield state("rescheduled_dates", tuple(row.id for row in moved), details)


def _several(rows: Sequence[Built]) -> Iterator[Finding]:
    """A table row ought to be one activity; in prose several acts in a row are normal."""
    for table, severity in ((True, Severity.WARNING), (False, Severity.INFO)):
        found = [row for row in rows if row.activity.parts and (row.dated.draft.form is Form.TABLE) is table]
        if found:
            what = "; ".join(_short(part.activity) for part in found[0].activity.parts)
            yield state("several_activities", tuple(row.activity.id for row in found), {"what": what}, severity)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[: text.rfind(" ", 0, 60)] + " …"


def _bodies(rows: Sequence[Built]) -> Iterator[Finding]:
    missing = tuple(
        row.activity.id
        for row in rows
        if not row.activity.external
        and not row.activity.participants
        and (row.by_law or not row.activity.participants_inferred)
        and not (row.activity.truncated and len(row.activity.text.split()) < 5)
    )
    if missing:
        yield state("missing_participants", missing)
    inferred = [
        row for row in rows if row.activity.participants_inferred and not row.activity.participants and not row.by_law
    ]
    if inferred:
        names = dict.fromkeys(name for row in inferred for name in row.activity.participants_inferred)
        yield state("participants_inferred", tuple(row.activity.id for row in inferred), {"what": ", ".join(names)})
    split = tuple(row.activity.id for row in rows if row.roles.guessed_split)
    if split:
        yield state("participants_split", split)


def _weekdays(rows: Sequence[Built]) -> Iterator[Finding]:
    wrong = [row.activity for row in rows if row.activity.weekday_conflict is not None]
    if not wrong:
        return
    sv, en = [], []
    for row in wrong:
        conflict = row.weekday_conflict
        if conflict is None:
            continue
        days = " eller ".join(_day(day) for day in conflict.candidates if day)
        sv.append(
            f"{row.id}: ”{row.raw_date}” säger {conflict.stated}, men {_day(row.start)} är en"
            f" {conflict.actual} (möjliga dagar: {days})"
        )
        en.append(
            f"{row.id}: “{row.raw_date}” says {conflict.stated}, but {_day(row.start)} is {conflict.actual}"
            f" (possible days: {days.replace('eller', 'or')})"
        )
    yield state("weekday_mismatch", tuple(row.id for row in wrong), {"what": "; ".join(sv), "what_en": "; ".join(en)})


def _day(day: date | None) -> str:
    return day.isoformat() if day else "–"


def _dates(rows: Sequence[Built]) -> Iterator[Finding]:
    impossible = [row for row in rows if row.dated.days.impossible]
    if impossible:
        ids = tuple(row.activity.id for row in impossible)
        yield state("impossible_date", ids, {"what": _what(rows, ids)})
    yield from _simple("uncertain_date", rows, lambda row: row.uncertain)
    yield from _simple("day_unknown", rows, lambda row: row.day_unknown)
    undated = tuple(row.activity.id for row in rows if row.dated.main is None)
    if undated:
        yield state("missing_date", undated)
    yield from _simple("relative_date", rows, lambda row: row.relative is not None)
    yield from _simple("approximate_date", rows, lambda row: row.approximate)
    exact = any(row.activity.precision in {Precision.DAY, Precision.SEVERAL} for row in rows)
    if exact:
        yield from _simple("month_window", rows, lambda row: row.precision in {Precision.MONTH, Precision.MONTHS})
    yield from _simple("date_inherited", rows, lambda row: row.date_inherited)
    yield from _simple("optional_occasion", rows, _is_optional)
    yield from _simple("reserve_date", rows, lambda row: row.reserve)
    yield from _simple("out_of_order", rows, lambda row: row.out_of_order)
    repaired = [row.activity for row in rows if row.activity.repaired]
    if repaired:
        what = "; ".join(f"{row.id} {row.repaired}" for row in repaired)
        yield state("repaired_text", tuple(row.id for row in repaired), {"what": what})
    cut = [row.activity for row in rows if row.activity.truncated]
    if cut:
        yield state("truncated_row", tuple(row.id for row in cut), {"example": cut[0].text[-25:].strip()})


def _years(rows: Sequence[Built], plan: YearPlan, year: int | None) -> Iterator[Finding]:
    dated = [row for row in rows if row.dated.main is not None and row.dated.main.is_dated]
    if dated and all(row.activity.start is None and not row.dated.days.impossible for row in dated):
        yield state("year_unknown", tuple(row.activity.id for row in dated))
    if plan.clash:
        first = next((row.activity.start for row in rows if row.activity.start), None)
        stated = first.year if first else "–"
        sv = f"Du angav {year} som år för den första raden, men dokumentet säger {stated}."
        en = f"You gave {year} as the year of the first row, but the document says {stated}."
        yield state("year_conflict", (), {"what": sv, "what_en": en})
    wrong = tuple(rows[at].activity.id for at in plan.conflicts if at < len(rows))
    if wrong:
        sv = f"{', '.join(wrong)} har ett årtal som bryter mot ordningen mellan raderna."
        en = f"{', '.join(wrong)}: the written year breaks the order of the rows."
        yield state("year_conflict", wrong, {"what": sv, "what_en": en})
    if plan.assumed:
        yield state("year_assumed", (), {"year": year or "–"})
    yield from _simple("year_inferred", rows, lambda row: row.year_inferred)


def _names(rows: Sequence[Built]) -> Iterator[Finding]:
    yield from _simple("person_name", rows, lambda row: row.persons)


def out_of_order(activities: Sequence[Activity]) -> set[str]:
    """The rows that begin before a row above them; of two, the one whose weekday is wrong is the one that stands
    wrong.
    """
    found: set[str] = set()
    latest: Activity | None = None
    for row in activities:
        if row.start is None:
            continue
        if latest is not None and latest.start is not None and row.start < latest.start:
            if latest.weekday_conflict is not None and row.weekday_conflict is None:
                found.add(latest.id)
                latest = row
            else:
                found.add(row.id)
            continue
        latest = row
    return found


_CUT_WORD = re.compile(
    r"(?:\b(?:och|samt|eller|till|av|för|med|om|att|i|på|som|den|det|en|ett|från|enligt|inför|vid)|,|-)$", re.IGNORECASE
)
_DOTS = re.compile(r"(?:\[?(?:…|\.\.\.)\]?)\s*$")


def truncated(activities: Sequence[Activity], last_line: str) -> set[str]:
    """The rows whose text is cut: trailing dots, a dangling word, or a document that ends inside a sentence."""
    found = {
        row.id for row in activities if row.text and (_DOTS.search(row.text) or _CUT_WORD.search(row.text.strip()))
    }
    if not activities:
        return found
    last = activities[-1]
    others = [row.text for row in activities[:-1] if row.text]
    closed = sum(text.rstrip().endswith((".", "!", "?", ")")) for text in others)
    ends = last.text and last_line and last_line.rstrip().endswith(last.text.rstrip()[-12:])
    if ends and others and closed * 10 >= len(others) * 7 and last.text.rstrip()[-1].isalpha():
        found.add(last.id)
    return found


def document_type_of(is_calendar: bool) -> DocumentType:
    """What sort of document it is."""
    return DocumentType.MEETING_CALENDAR if is_calendar else DocumentType.PROCESS


def _is_optional(activity: Activity) -> bool:
    """Held only if needed, or with a tentative occasion beside its date."""
    tentative = any(alternative.status is DateStatus.TENTATIVE for alternative in activity.alternatives)
    return activity.optional or activity.conditional or tentative
