"""An import as it is shown before anything is live: what was understood, what was not, and what people must say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import ActivityKind, TimetableImport
from ramverk.apps.cycle.planned import planned_activities, times_of
from ramverk.apps.cycle.queries.people import is_absent
from ramverk.apps.cycle.questions import Question, questions
from ramverk.apps.cycle.wording import span_text, time_text
from ramverk.apps.organisation.models import Body as BodyRow
from ramverk.apps.organisation.models import BodyKind, on
from ramverk.apps.organisation.queries import Suggestion, Term, suggest_all
from ramverk.core.findings import Finding, worst_first
from ramverk.core.timetable.model import Activity, DateStatus, SourceLine, Timetable
from ramverk.formats.timetable_json import parse_timetable_json

UNSURE = 0.7


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row of the document and what was made of it."""

    id: str
    raw: str
    date: str
    is_vague: bool
    old: Sequence[str]
    extra: Sequence[str]
    kind: str
    people: Sequence[tuple[str, str]]
    title: str
    percent: int
    is_unsure: bool
    notes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Preview:
    """The page's parts. `asks_year` when the document states none, `needs_year` when no row can be dated without it."""

    timetable: Timetable
    rows: Sequence[ReadRow]
    findings: Sequence[Finding]
    unread: Sequence[SourceLine]
    questions: Sequence[Question]
    people: Sequence[Suggestion]
    choices: Sequence[tuple[str, str]]
    asks_year: bool
    needs_year: bool
    nobody: Sequence[str]
    """The participants that mean only kinds of bodies the organisation has none of, as written."""
    activities: int
    unsure: int

    @property
    def question_count(self) -> int:
        """How many things are asked: the questions, and the year where nothing can be dated without it."""
        return len(self.questions) + self.needs_year

    @property
    def has_unknown_people(self) -> bool:
        """Whether somebody must say what a participant means."""
        return bool(self.nobody) or any(not who.terms for who in self.people)


def preview(taken: TimetableImport, day: date) -> Preview:
    """Everything the page shows."""
    kinds = set(BodyRow.objects.filter(on(day)).values_list("kind", flat=True).distinct())
    timetable = parse_timetable_json(taken.reading)
    answers = {key: str(value) for key, value in taken.answers.items()}
    planned = planned_activities(timetable, answers)
    names = list(dict.fromkeys(name for item in planned for _mode, name in item.participants))
    rows = [_row(item, timetable) for item in timetable.activities]
    people = suggest_all(names, day)
    return Preview(
        timetable=timetable,
        rows=rows,
        findings=worst_first(list(timetable.findings)),
        unread=[line for line in timetable.unread if line.text.strip()],
        questions=questions(timetable, answers),
        people=people,
        nobody=[who.as_written for who in people if who.terms and all(is_absent(term, kinds) for term in who.terms)],
        choices=_choices(day),
        asks_year=taken.year is not None
        or any(item.year_inferred for item in timetable.activities)
        or _lacks_year(timetable),
        needs_year=not any(item.in_force.start for item in planned),
        activities=len(planned),
        unsure=sum(row.is_unsure for row in rows),
    )


def _lacks_year(timetable: Timetable) -> bool:
    return timetable.budget_year is None or any(f.code in {"year_assumed", "missing_year"} for f in timetable.findings)


def _row(item: Activity, timetable: Timetable) -> ReadRow:
    starts_at, ends_at = times_of(item.time)
    precision = item.precision.value if item.precision.value != "several" else "day"
    words = span_text(item.start, item.end, precision)
    if item.start is not None and precision in {"day", "month"}:
        words = f"{words} {item.start.year}"
    people = [(_("deltar"), name) for name in item.participants]
    people += [(_("ur texten"), name) for name in item.participants_inferred]
    people += [(_("vid behov"), name) for name in item.optional_participants]
    people += [(_("får det"), name) for name in item.recipients]
    return ReadRow(
        id=item.id,
        raw=item.raw_date,
        date=" ".join(part for part in (words, time_text(starts_at, ends_at)) if part),
        is_vague=precision in {"month", "months"},
        old=[one.raw for one in item.alternatives if one.status is DateStatus.SUPERSEDED],
        extra=[one.raw for one in item.alternatives if one.status is DateStatus.TENTATIVE],
        kind=str(ActivityKind(item.kind.value).label),
        people=people,
        title=item.activity,
        percent=round(item.confidence * 100),
        is_unsure=item.confidence < UNSURE,
        notes=[f.code for f in timetable.findings if item.id in f.rows and f.severity.value != "info"],
    )


SUGGESTED, NOBODY = "suggested", "none"


def _choices(day: date) -> list[tuple[str, str]]:
    """What a participant can be said to mean, beside what is suggested: a body, or all bodies of a kind."""
    bodies = [(f"body:{pk}", name) for pk, name in BodyRow.objects.filter(on(day)).values_list("pk", "name")]
    kinds = [(f"kind:{value}", _("alla: %s") % label) for value, label in BodyKind.choices]
    return [*bodies, *kinds]


def chosen_terms(taken: TimetableImport, posted: Mapping[str, str], day: date) -> dict[str, Sequence[Term]]:
    """What each participant means by the person's own choice, by name; the suggested ones are left out."""
    found: dict[str, Sequence[Term]] = {}
    names = dict(BodyRow.objects.filter(on(day)).values_list("pk", "name"))
    for number, suggestion in enumerate(preview(taken, day).people):
        value = posted.get(f"who-{number}", SUGGESTED)
        if posted.get(f"name-{number}") != suggestion.as_written or value == SUGGESTED:
            continue
        kind, _colon, which = value.partition(":")
        if kind == "body" and which.isdigit() and int(which) in names:
            found[suggestion.as_written] = (Term(int(which), names[int(which)]),)
        elif kind == "kind" and which in BodyKind.values:
            found[suggestion.as_written] = (Term(body_kind=which),)
        elif value == NOBODY:
            found[suggestion.as_written] = ()
    return found
