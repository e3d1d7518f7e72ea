"""What others have done lately in the round, from the trail, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Round
from ramverk.apps.cycle.told import Telling, Thing, tellings
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.queries import last_sign_in
from ramverk.apps.trail import clock
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.remembering import remembered
from ramverk.rules.days_off import days_off

SHOWN = 8
"""Rows on the first screen."""
READ = 60
"""Entries looked through for them: a thing stands there once, by what was done to it last."""
NAMED = 3
"""Names in one sentence; more are counted."""
ON_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class ToldDeed:
    """One deed in a sentence, with the page of what it was done to."""

    number: int
    words: str
    url: str
    at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class Changed:
    """What is new since a moment: the person's own visit, or else a morning; and whether there are more."""

    since: datetime
    is_visit: bool
    deeds: Sequence[ToldDeed]
    has_more: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page of everything told, newest first; `before` is where the next one begins, None on the last."""

    deeds: Sequence[ToldDeed]
    before: int | None


def what_changed(actor: Actor, in_round: Round) -> Changed:
    """What others did since this person's last visit before today. A fixed number of queries; remembered."""
    return remembered(lambda: _changed(actor, in_round), "cycle.changed", in_round.pk, actor.person_id)


def deeds_before(actor: Actor, in_round: Round, number: int | None) -> Page:
    """Everything told in the round, by whomever, from the deed before this number on."""
    told = _seen(actor, in_round)
    rows = _entries(told)
    if number is not None:
        rows = rows.filter(number__lt=number)
    found = [_worded(entry, told) for entry in rows[: ON_A_PAGE + 1]]
    return Page(found[:ON_A_PAGE], found[ON_A_PAGE - 1].number if len(found) > ON_A_PAGE else None)


def _changed(actor: Actor, in_round: Round) -> Changed:
    since, is_visit = _since(actor)
    told = _seen(actor, in_round)
    rows = list(_entries(told).filter(at__gte=since).exclude(actor_id=actor.person_id)[:READ])
    last: dict[tuple[str, str], TrailEntry] = {}
    for entry in rows:
        last.setdefault((entry.subject_type, entry.subject_id), entry)
    groups = _together(last.values(), told)
    deeds = [_worded_together(group, told) for group in groups[:SHOWN]]
    return Changed(since, is_visit, deeds, len(groups) > SHOWN or len(rows) == READ)


_Seen = dict[tuple[str, str, str], tuple[Telling, Thing]]
"""By sort of thing, its id and the verb. Two tellings may share a sort of thing, with a verb each."""


def _seen(actor: Actor, in_round: Round) -> _Seen:
    return {
        (one.subject_type, str(thing.pk), verb): (one, thing)
        for one in tellings()
        for thing in one.things(actor, in_round)
        for verb in one.verbs
    }


def _entries(told: _Seen) -> QuerySet[TrailEntry]:
    """The entries of what may be seen, newest first: by things, which is the trail's own index."""
    ids: dict[tuple[str, str], list[str]] = {}
    for subject_type, pk, verb in told:
        ids.setdefault((subject_type, verb), []).append(pk)
    wanted = [Q(subject_type=subject_type, verb=verb, subject_id__in=pks) for (subject_type, verb), pks in ids.items()]
    return TrailEntry.objects.filter(reduce(or_, wanted, Q(pk__in=[]))).order_by("-number")


def _worded(entry: TrailEntry, told: _Seen) -> ToldDeed:
    telling, thing = told[entry.subject_type, entry.subject_id, entry.verb]
    return ToldDeed(entry.number, str(telling.verbs[entry.verb]) % thing.words, thing.url, entry.at, _who(entry))


def _together(entries: Iterable[TrailEntry], told: _Seen) -> list[list[TrailEntry]]:
    """The same deed done to several things of one kin is one row, where the latest of them stands."""
    groups: dict[tuple[str, str, str], list[TrailEntry]] = {}
    for entry in entries:
        thing = told[entry.subject_type, entry.subject_id, entry.verb][1]
        kin = f"kin {thing.together.key}" if thing.together else entry.subject_id
        groups.setdefault((entry.subject_type, entry.verb, kin), []).append(entry)
    return list(groups.values())


def _worded_together(group: Sequence[TrailEntry], told: _Seen) -> ToldDeed:
    first = group[0]
    telling, thing = told[first.subject_type, first.subject_id, first.verb]
    if len(group) == 1 or thing.together is None:
        return _worded(first, told)
    word = thing.together.word
    names = [told[one.subject_type, one.subject_id, one.verb][1].words[word] for one in group]
    words = str(telling.verbs[first.verb]) % {**thing.words, word: _listed(names)}
    return ToldDeed(first.number, words, thing.together.url, first.at, "")


def _listed(names: Sequence[str]) -> str:
    """ "A, B och C"; of many the first and how many more."""
    if len(names) > NAMED:
        return _("%(names)s och %(n)s till") % {"names": ", ".join(names[: NAMED - 1]), "n": len(names) - NAMED + 1}
    return _("%(names)s och %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def _who(entry: TrailEntry) -> str:
    """Who did it; nobody is named of those outside, who have no account."""
    return entry.actor_name if entry.actor_id is not None else ""


def _since(actor: Actor) -> tuple[datetime, bool]:
    """The visit before today's, and that it is one; who has none on record gets all of the last working day."""
    today = _morning(clock.today())
    visit = last_sign_in(actor.person_id, today) if actor.person_id else None
    if visit is not None:
        return visit, True
    day = clock.today() - timedelta(days=1)
    while not days_off([day.year]).is_working_day(day):
        day -= timedelta(days=1)
    return _morning(day), False


def _morning(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_current_timezone())
