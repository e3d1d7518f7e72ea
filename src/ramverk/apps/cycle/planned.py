"""From a timetable as read, and the answers people gave, to the activities a round will have. No database here."""

from dataclasses import dataclass, field, replace
from datetime import date, time

from ramverk.apps.cycle.models import ActivityKind, Lane, ParticipationMode
from ramverk.core.timetable.bodies import canonical_body
from ramverk.core.timetable.body_words import BodyKind as Word
from ramverk.core.timetable.model import Activity, Alternative, DateStatus, Part, Timetable
from ramverk.core.timetable.model import Precision as Read

TITLE_LENGTH = 160
NO_ACTOR = "none"
"""The answer that nobody is named yet as the one who does it."""


@dataclass(frozen=True, slots=True)
class PlannedDate:
    """One value of a date history, as the document writes it."""

    raw: str
    start: date | None
    end: date | None
    precision: str
    starts_at: time | None = None
    ends_at: time | None = None
    is_extra: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """One activity to be: `dates` ends with the one in force, `participants` are (mode, name as written)."""

    row: str
    kind: str
    title: str
    text: str
    dates: tuple[PlannedDate, ...]
    participants: tuple[tuple[str, str], ...]
    lane: str = Lane.OTHER
    place: str = ""
    is_deadline: bool = False
    needs_adoption: bool = False
    confidence: float = 1.0
    cells: tuple[str, ...] = ()
    words: frozenset[Word] = field(default=frozenset())
    """The sorts of bodies that perform it."""

    @property
    def in_force(self) -> PlannedDate:
        """The date that holds."""
        return self.dates[-1]


_LANES: tuple[tuple[str, frozenset[Word]], ...] = (
    (Lane.UNIONS, frozenset({Word.UNION_GROUP, Word.UNIONS})),
    (
        Lane.BOARDS,
        frozenset(
            {
                Word.BOARDS, Word.BOARD, Word.BOARD_PRESIDIA, Word.BOARD_CHAIRS, Word.BOARD_VICE_CHAIRS,
                Word.BOARD_HEADS,
            }
        ),
    ),
    (Lane.FINANCE, frozenset({Word.FINANCE_DEPARTMENT, Word.FINANCE_DIRECTOR, Word.FINANCE_STAFF, Word.CONTROLLERS})),
    (
        Lane.ADMINISTRATION,
        frozenset(
            {
                Word.ADMINISTRATION, Word.ADMINISTRATIONS, Word.ADMINISTRATION_HEADS, Word.CHIEF_EXECUTIVE,
                Word.MANAGEMENT_TEAM, Word.ANALYSIS_GROUP, Word.WORKING_GROUP, Word.OFFICIALS, Word.CENTRAL_OFFICE,
                Word.HUMAN_RESOURCES, Word.MANAGERS,
            }
        ),
    ),
    (
        Lane.POLITICS,
        frozenset(
            {
                Word.COUNCIL, Word.COUNCIL_PRESIDIUM, Word.EXECUTIVE_BOARD, Word.EXECUTIVE_COMMITTEE,
                Word.EXECUTIVE_PRESIDIUM, Word.EXECUTIVE_CHAIR, Word.EXECUTIVE_VICE_CHAIR, Word.DRAFTING_COMMITTEE,
                Word.COMMITTEE, Word.PARTIES, Word.MAJORITY, Word.OPPOSITION, Word.POLITICIANS, Word.CHAIRS,
                Word.VICE_CHAIRS,
            }
        ),
    ),
)  # fmt: skip
POWERLESS = frozenset({Word.DRAFTING_COMMITTEE, Word.WORKING_GROUP, Word.MANAGEMENT_TEAM, Word.ANALYSIS_GROUP})
_TALKS = {ActivityKind.DIALOGUE, ActivityKind.ANALYSIS, ActivityKind.MEETING}


def planned_activities(timetable: Timetable, answers: dict[str, str]) -> list[Planned]:
    """Every row as one activity, or as several where the answers say so; in the document's order."""
    found: list[Planned] = []
    for activity in timetable.activities:
        found += _planned(_answered(activity, answers), answers)
    return found


def _answered(activity: Activity, answers: dict[str, str]) -> Activity:
    """The row with what people decided about its dates and its body."""
    if answers.get(f"moved:{activity.id}", answers.get("moved_dates", "later")) == "earlier":
        activity = _with_first_date(activity)
    if body := answers.get(f"actor:{activity.id}", ""):
        named = () if body == NO_ACTOR else (body,)
        activity = replace(activity, participants=(*activity.participants, *named), participants_inferred=())
    if day := answers.get(f"weekday:{activity.id}", ""):
        activity = replace(activity, start=date.fromisoformat(day), end=date.fromisoformat(day))
    return activity


def _with_first_date(activity: Activity) -> Activity:
    """The same row with the date that was struck put in force, where it has one."""
    old = [item for item in activity.alternatives if item.status is DateStatus.SUPERSEDED and item.date]
    if not old:
        return activity
    flipped = tuple(replace(item, status=_FLIPPED.get(item.status, item.status)) for item in activity.alternatives)
    first = old[0]
    return replace(activity, start=first.date, end=first.end or first.date, time=first.time, alternatives=flipped)


_FLIPPED = {DateStatus.SUPERSEDED: DateStatus.IN_FORCE, DateStatus.IN_FORCE: DateStatus.SUPERSEDED}


def _planned(activity: Activity, answers: dict[str, str]) -> list[Planned]:
    whole = _whole(activity)
    if activity.parts and answers.get(f"split:{activity.id}", "no") == "yes":
        return [_part(whole, activity, part, letter) for part, letter in zip(activity.parts, "abcdefgh", strict=False)]
    if answers.get(f"power:{activity.id}", "no") == "yes":
        return _by_power(whole, activity)
    return [whole]


def _whole(activity: Activity) -> Planned:
    text = activity.text or activity.activity
    participants = _participants(activity)
    words = _words(name for mode, name in participants if mode == ParticipationMode.PERFORMER)
    return Planned(
        row=activity.id,
        kind=activity.kind.value,
        title=short_title(activity.activity),
        text=text if text != short_title(activity.activity) else "",
        dates=_dates(activity),
        participants=participants,
        lane=_lane(activity.kind.value, participants, is_union=activity.union),
        place=(activity.place or "")[:160],
        is_deadline=activity.deadline or activity.kind.value in {"submission", "deadline"},
        needs_adoption=activity.kind.value == "revision"
        or (activity.kind.value == "submission" and "antag" in text.casefold()),
        confidence=activity.confidence,
        cells=activity.cells,
        words=words,
    )


def _part(whole: Planned, activity: Activity, part: Part, letter: str) -> Planned:
    """One of the activities a row holds: its own people, kind and words; the row's dates."""
    single = replace(
        activity, participants=part.participants, kind=part.kind, participants_inferred=(), recipients=(), mentioned=()
    )
    own = _whole(replace(single, activity=part.activity, text=part.activity))
    return replace(own, row=f"{whole.row}{letter}", dates=whole.dates, cells=whole.cells)


def _by_power(whole: Planned, activity: Activity) -> list[Planned]:
    """A preparation by those who cannot decide, and a decision by those who can."""
    cannot = tuple(name for name in activity.participants if canonical_body(name) in POWERLESS)
    can = tuple(name for name in activity.participants if name not in cannot)
    if not (cannot and can):
        return [whole]
    subject = short_title(_without_heading(activity.activity))
    preparing = _whole(replace(activity, participants=cannot, participants_inferred=()))
    deciding = _whole(replace(activity, participants=can, participants_inferred=()))
    return [
        replace(
            preparing,
            row=f"{whole.row}a",
            kind=ActivityKind.PREPARATION,
            title=short_title(f"Beredning inför: {subject}"),
        ),
        replace(deciding, row=f"{whole.row}b", title=subject),
    ]


def _without_heading(text: str) -> str:
    """The text without a leading "Budgetberedning och kommunstyrelse -" that only repeats who it is."""
    for dash in (" - ", " – ", ": "):
        head, found, rest = text.partition(dash)
        if found and len(head) < 60 and rest:
            return rest[:1].upper() + rest[1:]
    return text


def short_title(text: str) -> str:
    """The first sentence, cut at a word where it is long."""
    first = text.strip().split(". ")[0].rstrip(".")
    first = " ".join(first.split())
    if len(first) <= TITLE_LENGTH:
        return first
    return first[:TITLE_LENGTH].rsplit(" ", 1)[0] + "…"


def _dates(activity: Activity) -> tuple[PlannedDate, ...]:
    extras = [
        _alternative(item, is_extra=True) for item in activity.alternatives if item.status is DateStatus.TENTATIVE
    ]
    old = [_alternative(item) for item in activity.alternatives if item.status is DateStatus.SUPERSEDED]
    raws = [item.raw for item in activity.alternatives if item.status is DateStatus.IN_FORCE]
    raw = raws[-1] if raws else activity.raw_date
    for extra in extras:  # "6 februari (ev. info KS 15/1)": the extra occasion has a row of its own
        raw = raw.replace(f"({extra.raw})", "").strip() or raw
    starts_at, ends_at = times_of(activity.time)
    precision = _precision(activity)
    in_force = PlannedDate(raw[:200], activity.start, activity.end, precision, starts_at, ends_at)
    return (*extras, *old, in_force)


def _alternative(item: Alternative, *, is_extra: bool = False) -> PlannedDate:
    starts_at, ends_at = times_of(item.time)
    end = item.end or item.date
    precision = "none" if item.date is None else "day" if item.date == end else "range"
    return PlannedDate(item.raw[:200], item.date, end, precision, starts_at, ends_at, is_extra)


def _precision(activity: Activity) -> str:
    if activity.start is None and activity.end is None:
        return "none"
    if activity.precision is Read.SEVERAL:
        return "day" if activity.start == activity.end else "range"
    return activity.precision.value


def times_of(text: str | None) -> tuple[time | None, time | None]:
    """ "09:00-16:00" as two times, "10:00" as one."""
    if not text:
        return None, None
    start, _, end = text.partition("-")
    return _time(start), _time(end)


def _time(text: str) -> time | None:
    try:
        return time.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        return None


def _participants(activity: Activity) -> tuple[tuple[str, str], ...]:
    """Who takes part and how. In a talk the first named leads and the others are invited; elsewhere all perform."""
    named = list(activity.participants)
    leading = _leading(named) if activity.kind.value in _TALKS else named
    inferred_mode = ParticipationMode.INVITED if named else ParticipationMode.PERFORMER
    found = [(ParticipationMode.PERFORMER if name in leading else ParticipationMode.INVITED, name) for name in named]
    found += [(inferred_mode, name) for name in activity.participants_inferred if name not in named]
    found += [(ParticipationMode.OPTIONAL, name) for name in activity.optional_participants]
    found += [(ParticipationMode.RECIPIENT, name) for name in activity.recipients]
    return tuple((mode.value, name[:200]) for mode, name in dict.fromkeys(found))


def _leading(names: list[str]) -> list[str]:
    lanes = [_lane_of_name(name) for name in names]
    count = next((index for index, lane in enumerate(lanes) if lane != lanes[0]), len(names))
    return names[:count]


def _words(names: object) -> frozenset[Word]:
    return frozenset(word for name in names if (word := canonical_body(name)))  # type: ignore[attr-defined]


def _lane_of_name(name: str) -> str:
    word = canonical_body(name)
    return next((lane for lane, words in _LANES if word in words), Lane.OTHER)


def _lane(kind: str, participants: tuple[tuple[str, str], ...], *, is_union: bool) -> str:
    if is_union or kind == ActivityKind.CONSULTATION:
        return Lane.UNIONS
    lanes = [_lane_of_name(name) for _, name in participants]
    if kind in {ActivityKind.SUBMISSION, ActivityKind.REVISION} and Lane.BOARDS in lanes:
        return Lane.BOARDS
    return next((lane for lane in lanes if lane != Lane.OTHER), Lane.OTHER)
