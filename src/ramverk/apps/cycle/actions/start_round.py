"""Start a year from an imported timetable: every row becomes a live activity with people, dates, phase and gates."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.judge_round import judge_round
from ramverk.apps.cycle.gate_rules import YIELDS
from ramverk.apps.cycle.models import (
    Activity,
    ActivityDate,
    ActivityKind,
    ImportState,
    Need,
    Participation,
    Phase,
    Round,
    RoundState,
    TimetableImport,
)
from ramverk.apps.cycle.planned import Planned, planned_activities
from ramverk.apps.cycle.planned_needs import planned_needs
from ramverk.apps.cycle.planned_phases import PlannedPhase, phase_numbers, planned_phases
from ramverk.apps.cycle.policy import may
from ramverk.apps.cycle.queries.rounds import going_on_for
from ramverk.apps.organisation.actions.confirm_audience import confirm_audience, confirm_new_audiences
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Audience, Body, BodyKind, on
from ramverk.apps.organisation.queries import Term, suggest_all
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Refused, require
from ramverk.core.timetable.model import Timetable
from ramverk.formats.timetable_json import parse_timetable_json

SUGGESTED = "suggested"


@transaction.atomic
def start_round(
    actor: Actor, taken: TimetableImport, version: int, audiences: Mapping[str, Sequence[Term]] | None = None
) -> Round:
    """Create the round and everything in it. `audiences` overrides what a participant is suggested to mean, by name."""
    require(may(actor, "cycle.start_round"))
    if taken.state != ImportState.DRAFT:
        raise Refused(_("Tidplanen är redan startad eller kastad."))
    timetable = parse_timetable_json(taken.reading)
    planned = planned_activities(timetable, {key: str(value) for key, value in taken.answers.items()})
    _require_dates(planned)
    in_round = _create_round(taken, timetable, planned)
    phases = _create_phases(in_round, planned_phases(timetable, planned))
    meanings = _audiences(actor, planned, audiences or {})
    activities = _create_activities(actor, in_round, planned, phases, _Owners(clock.today()), meanings)
    _create_needs(planned, activities)
    change(taken, version, state=ImportState.STARTED, round=in_round)
    flip(actor, taken, ImportState.DRAFT, ImportState.STARTED)
    flip(actor, in_round, RoundState.PLANNED, RoundState.RUNNING)
    judge_round(in_round.pk)
    record(
        actor, "cycle.start_round", in_round, after={"rows": len(timetable.activities), "activities": len(activities)}
    )
    return in_round


def _require_dates(planned: Sequence[Planned]) -> None:
    if not any(item.in_force.start for item in planned):
        raise Invalid(_("Ingen rad har ett datum med år. Ange vilket år den första raden infaller och läs in igen."))


def _create_round(taken: TimetableImport, timetable: Timetable, planned: Sequence[Planned]) -> Round:
    years = [item.in_force.start.year for item in planned if item.in_force.start]
    process_year = timetable.budget_year - 1 if timetable.budget_year else max(set(years), key=years.count)
    budget_year = timetable.budget_year or process_year + 1
    plan_years = list(timetable.plan_years) or [budget_year + 1, budget_year + 2]
    if (running := going_on_for(budget_year)) is not None:
        raise Refused(
            _(
                "Det finns redan en årsomgång för budgetår %(year)s: %(name)s. Ändra i den, eller avsluta den först "
                "under Utskrift och inställningar på årets sida."
            )
            % {"year": budget_year, "name": running.name}
        )
    return Round.objects.create(
        name=_("Mål & Budget %(first)s–%(last)s") % {"first": budget_year, "last": plan_years[-1]},
        process_year=process_year,
        budget_year=budget_year,
        plan_years=plan_years,
        is_election_year=timetable.election_year or process_year % 4 == 2,
        state=RoundState.RUNNING,
        source=taken.source,
        reading=taken.reading,
    )


def _create_phases(in_round: Round, planned: Sequence[PlannedPhase]) -> list[tuple[PlannedPhase, Phase]]:
    return [
        (
            item,
            Phase.objects.create(
                round=in_round,
                order=order,
                name=item.name,
                start=item.start,
                end=item.end,
                is_from_document=item.is_from_document,
            ),
        )
        for order, item in enumerate(planned)
    ]


def _audiences(
    actor: Actor, planned: Sequence[Planned], chosen: Mapping[str, Sequence[Term]]
) -> dict[str, tuple[Audience, Sequence[Term]]]:
    """What each participant means, confirmed now and remembered for next year; the unknown are left out."""
    names = list(dict.fromkeys(name for item in planned for _mode, name in item.participants))
    found: dict[str, tuple[Audience, Sequence[Term]]] = {}
    unheard: dict[str, Sequence[Term]] = {}
    for suggestion in suggest_all(names, clock.today()):
        terms = chosen.get(suggestion.as_written, suggestion.terms)
        if not terms:
            continue
        if suggestion.audience is None:
            unheard[suggestion.as_written] = terms
            continue
        known = suggestion.audience if suggestion.is_known and set(terms) == set(suggestion.terms) else None
        audience = known or confirm_audience(actor, suggestion.as_written, terms, suggestion.audience.version)
        found[suggestion.as_written] = audience, terms
    if unheard:
        for name, audience in confirm_new_audiences(actor, unheard).items():
            found[name] = audience, unheard[name]
    return found


def _create_activities(
    actor: Actor,
    in_round: Round,
    planned: Sequence[Planned],
    phases: Sequence[tuple[PlannedPhase, Phase]],
    owners: "_Owners",
    meanings: Mapping[str, tuple[Audience, Sequence[Term]]],
) -> list[Activity]:
    numbers = phase_numbers(planned, [item for item, _phase in phases])
    activities = []
    for order, (item, number) in enumerate(zip(planned, numbers, strict=True)):
        when = item.in_force
        activity = Activity(
            round=in_round, order=(order + 1) * 10, row=item.row, kind=item.kind, title=item.title, text=item.text,
            phase=phases[number][1] if number is not None else None, owner=owners.of(item, meanings),
            place=item.place, is_deadline=item.is_deadline, needs_adoption=item.needs_adoption,
            yields=YIELDS.get(item.kind, ""), cells=list(item.cells), confidence=item.confidence, lane=item.lane,
            start=when.start, end=when.end, precision=when.precision, starts_at=when.starts_at, ends_at=when.ends_at,
        )  # fmt: skip
        activities.append(activity)
    Activity.objects.bulk_create(activities)
    pairs = list(zip(activities, planned, strict=True))
    ActivityDate.objects.bulk_create(date for pair in pairs for date in _history(actor, *pair))
    Participation.objects.bulk_create(part for pair in pairs for part in _participations(*pair, meanings))
    return activities


def _history(actor: Actor, activity: Activity, item: Planned) -> Iterator[ActivityDate]:
    for when in item.dates:
        yield ActivityDate(
            activity=activity, raw=when.raw, start=when.start, end=when.end, precision=when.precision,
            starts_at=when.starts_at, ends_at=when.ends_at, is_extra=when.is_extra, set_at=clock.now(),
            set_by_id=actor.person_id, set_by=actor.name, reason=_("Ur tidplanen"),
        )  # fmt: skip


def _participations(
    activity: Activity, item: Planned, meanings: Mapping[str, tuple[Audience, Sequence[Term]]]
) -> Iterator[Participation]:
    for order, (mode, name) in enumerate(item.participants):
        audience = meanings[name][0] if name in meanings else None
        yield Participation(activity=activity, mode=mode, as_written=name, audience=audience, order=order)


def _create_needs(planned: Sequence[Planned], activities: Sequence[Activity]) -> None:
    Need.objects.bulk_create(
        Need(
            activity=activities[need.activity],
            needed=activities[need.needed],
            what=need.what,
            is_gate=need.is_gate,
            rule=need.rule,
        )
        for need in planned_needs(planned)
    )


@dataclass
class _Owners:
    """Finds the one body that answers for a step, where it is one."""

    day: date

    def __post_init__(self) -> None:
        bodies = list(Body.objects.filter(on(self.day)))
        self.by_id = {body.pk: body for body in bodies}
        self.by_kind: dict[str, list[Body]] = {}
        for body in bodies:
            self.by_kind.setdefault(body.kind, []).append(body)

    def of(self, item: Planned, meanings: Mapping[str, tuple[Audience, Sequence[Term]]]) -> Body | None:
        """The body with the power to decide, else the first performer that is a single body."""
        if item.kind in {ActivityKind.SUBMISSION, ActivityKind.REVISION, ActivityKind.PARTY_WORK}:
            return None
        performers = [name for mode, name in item.participants if mode == "performer" and name in meanings]
        bodies = [body for name in performers for term in meanings[name][1] if (body := self._body(term))]
        if item.kind == ActivityKind.DECISION:
            powers = (BodyKind.COUNCIL, BodyKind.EXECUTIVE_BOARD)
            bodies.sort(key=lambda body: powers.index(body.kind) if body.kind in powers else len(powers))
        return bodies[0] if bodies else None

    def _body(self, term: Term) -> Body | None:
        if term.body_id:
            return self.by_id.get(term.body_id)
        of_kind = self.by_kind.get(term.body_kind, [])
        return of_kind[0] if len(of_kind) == 1 else None
