"""What an import must ask people, each thing once: groups of rows with the same doubt are one question."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from ramverk.apps.cycle.planned import NO_ACTOR, POWERLESS
from ramverk.apps.cycle.wording import day_text
from ramverk.core.findings import Finding
from ramverk.core.timetable.bodies import canonical_body
from ramverk.core.timetable.model import Activity, DateStatus, Timetable


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something only people know. `proposed` is the answer that holds until somebody says otherwise."""

    key: str
    heading: str
    sentence: str
    rows: tuple[str, ...]
    choices: tuple[Choice, ...]
    proposed: str
    answer: str = ""

    @property
    def chosen(self) -> str:
        """The answer given, or the proposed one."""
        return self.answer or self.proposed


def questions(timetable: Timetable, answers: dict[str, str]) -> list[Question]:
    """All questions, the moved dates first."""
    asked = [*_moved(timetable), *_splits(timetable), *_powers(timetable), *_actors(timetable), *_weekdays(timetable)]
    return [_answered(question, answers) for question in asked]


def proposed_answers(timetable: Timetable) -> dict[str, str]:
    """The answer each question gets when nobody says otherwise."""
    return {question.key: question.proposed for question in questions(timetable, {})}


def _answered(question: Question, answers: dict[str, str]) -> Question:
    given = answers.get(question.key, "")
    known = given if given in {choice.value for choice in question.choices} else ""
    return Question(
        question.key, question.heading, question.sentence, question.rows, question.choices, question.proposed, known
    )


def _moved(timetable: Timetable) -> Iterable[Question]:
    rows = [activity for activity in timetable.activities if _old_days(activity)]
    if not rows:
        return
    old = ", ".join(day_text(min(_old_days(row)), weekday=False) for row in rows)
    new = ", ".join(day_text(row.start, weekday=False) for row in rows if row.start)
    yield Question(
        "moved_dates",
        _("Vilka datum gäller för de flyttade raderna?"),
        _message(timetable, "rescheduled_dates") or _("Raderna har två datum. Svaret gäller hela gruppen."),
        tuple(row.id for row in rows),
        (
            Choice("later", _("De senare gäller: %s. De tidigare sparas som ersatta.") % new),
            Choice("earlier", _("De tidigare gäller: %s.") % old),
        ),
        "later",
    )


def _old_days(activity: Activity) -> list[date]:
    return [item.date for item in activity.alternatives if item.status is DateStatus.SUPERSEDED and item.date]


def _splits(timetable: Timetable) -> Iterable[Question]:
    for activity in timetable.activities:
        if len(activity.parts) > 1:
            parts = "; ".join(f"{', '.join(part.participants)}: {part.activity}" for part in activity.parts)
            yield Question(
                f"split:{activity.id}",
                _("Rad %s rymmer flera aktiviteter. Ska den delas?") % activity.id,
                _message(timetable, "several_activities", activity.id) or parts,
                (activity.id,),
                (Choice("yes", _("Ja, dela: %s") % parts), Choice("no", _("Nej, behåll som en aktivitet"))),
                "yes",
            )


def _powers(timetable: Timetable) -> Iterable[Question]:
    for finding in timetable.findings:
        if finding.code != "body_without_power":
            continue
        for activity in _rows(timetable, finding):
            cannot = [name for name in activity.participants if canonical_body(name) in POWERLESS]
            can = [name for name in activity.participants if name not in cannot]
            if cannot and can:
                yield Question(
                    f"power:{activity.id}",
                    _("Rad %s: bara ett av organen kan besluta. Ska raden delas?") % activity.id,
                    finding.message,
                    (activity.id,),
                    (
                        Choice(
                            "yes",
                            _("Ja: %(cannot)s bereder, %(can)s beslutar")
                            % {"cannot": ", ".join(cannot), "can": ", ".join(can)},
                        ),
                        Choice("no", _("Nej, behåll som en aktivitet")),
                    ),
                    "yes",
                )


_ACTORS = ("KF", "KS", "Ekonomiavd.", "Samtliga nämnder", "Budgetberedningen")


def _actors(timetable: Timetable) -> Iterable[Question]:
    for activity in timetable.activities:
        if activity.participants or not _says(timetable, "missing_participants", activity.id):
            continue
        inferred = activity.participants_inferred
        names = list(dict.fromkeys([*inferred, *_ACTORS]))
        yield Question(
            f"actor:{activity.id}",
            _("Rad %s: vem gör detta?") % activity.id,
            _message(timetable, "missing_participants", activity.id),
            (activity.id,),
            (*(Choice(name, name) for name in names), Choice(NO_ACTOR, _("Ingen angiven än"))),
            names[0] if inferred else NO_ACTOR,
        )


def _weekdays(timetable: Timetable) -> Iterable[Question]:
    for activity in timetable.activities:
        conflict = activity.weekday_conflict
        if conflict is None:
            continue
        days = [day for day in (activity.start, *conflict.candidates) if day]
        yield Question(
            f"weekday:{activity.id}",
            _("Rad %s: veckodagen stämmer inte med datumet. Vilken dag gäller?") % activity.id,
            _message(timetable, "weekday_mismatch", activity.id) or _("Skrivet: %s.") % activity.raw_date,
            (activity.id,),
            tuple(Choice(day.isoformat(), day_text(day)) for day in dict.fromkeys(days)),
            days[0].isoformat() if days else "",
        )


def _rows(timetable: Timetable, finding: Finding) -> list[Activity]:
    return [activity for activity in timetable.activities if activity.id in finding.rows]


def _says(timetable: Timetable, code: str, row: str) -> bool:
    return any(finding.code == code and row in finding.rows for finding in timetable.findings)


def _message(timetable: Timetable, code: str, row: str = "") -> str:
    fitting = (item for item in timetable.findings if item.code == code and (not row or row in item.rows))
    return next((item.message for item in fitting), "")
