"""Which editions, decisions and assumptions there are to choose among."""

from collections.abc import Mapping, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from ramverk.apps.cycle.desks import Paper
from ramverk.apps.cycle.models import Activity, ActivityKind, DecisionRecord, Round
from ramverk.apps.frames.fates import Fate, fates_of
from ramverk.apps.frames.models import AssumptionSet, Change, Edition, EditionKind, EditionState
from ramverk.apps.frames.policy import ASSUMPTIONS, CENTRES_OWN, CHANGES, EDITIONS
from ramverk.apps.organisation.actor import Actor


def editions_of(in_round: Round, actor: Actor) -> list[Edition]:
    """The round's editions that the actor may see, the newest first."""
    rows = EDITIONS.filter(Edition.objects.filter(round=in_round), actor)
    needed = ("name", "state", "kind", "round_id", "years", "created_at", "decision__decided_on")
    return list(rows.select_related("decision").only(*needed).order_by("-pk"))


def open_draft(in_round: Round, actor: Actor) -> Edition | None:
    """The newest edition that finance may still write in, where the actor sees one; never the opening budget."""
    kinds = set(CENTRES_OWN) - {EditionKind.BASE}
    return next((one for one in editions_of(in_round, actor) if one.is_open and one.kind in kinds), None)


def leading(seen: Sequence[Edition], actor: Actor) -> Edition | None:
    """Which of the editions, the newest first, one is shown when none is asked for.

    Whoever writes the budget is shown the newest of the municipality's own, an open draft before what is frozen and
    not yet decided. All others are shown the newest that is decided, since what is only frozen may still fall; the
    opening budget, which is last year's, leads only where there is nothing else.
    """
    own = [one for one in seen if one.kind in CENTRES_OWN] or list(seen)
    decided = [one for one in own if one.state == EditionState.DECIDED and one.kind != EditionKind.BASE]
    if actor.owns_the_process:
        undecided = own[: own.index(decided[0])] if decided else own
        drafts = [one for one in undecided if one.is_open and one.kind != EditionKind.BASE]
        return next(iter(drafts or own), None)
    return next(iter(decided or own), None)


def newer_than(leads: Edition, seen: Sequence[Edition]) -> list[Edition]:
    """The municipality's own frozen editions that are newer than the one that leads and wait for their decision."""
    waiting = [one for one in seen if one.kind in CENTRES_OWN and one.pk > leads.pk]
    frozen = [one for one in waiting if one.state == EditionState.FROZEN]
    passed = fates_of(frozen)
    return [one for one in frozen if one.pk not in passed]


def names_of_editions(in_round: Round, actor: Actor) -> list[tuple[int, str]]:
    """The same, only what a list to choose from needs."""
    rows = EDITIONS.filter(Edition.objects.filter(round=in_round), actor)
    return list(rows.order_by("-pk").values_list("pk", "name"))


def papers_of(activity: Activity, actor: Actor) -> list[Paper]:
    """The editions that are made or decided at an activity; at a dialogue, each board's page of the newest one seen."""
    rows = EDITIONS.filter(Edition.objects.filter(activity=activity), actor)
    fates = fates_of(rows)
    found = [Paper(row.name, reverse("frames:edition", args=[row.pk]), _stands(row, fates.get(row.pk))) for row in rows]
    if activity.kind in {ActivityKind.DIALOGUE, ActivityKind.INFORMATION}:
        newest = EDITIONS.filter(Edition.objects.filter(round=activity.round_id), actor).order_by("-pk").first()
        if newest is not None:
            found.append(Paper(_("Ekonomin per nämnd"), reverse("frames:board", args=[newest.pk]), newest.name))
    return found


def _stands(edition: Edition, fate: Fate | None) -> str:
    return f"{fate.words} {fate.instead}" if fate else edition.get_state_display()


def decisions_to_tie(edition: Edition) -> QuerySet[DecisionRecord]:
    """The round's decisions that decide no edition yet."""
    return DecisionRecord.objects.filter(activity__round=edition.round_id, editions=None).select_related("body")


def assumptions_seen(actor: Actor) -> list[AssumptionSet]:
    """Every set the actor may see, by kind and then the newest first."""
    return list(ASSUMPTIONS.filter(AssumptionSet.objects.select_related("replaces"), actor))


def chosen_sets(edition: Edition) -> Mapping[str, AssumptionSet]:
    """What the edition rests on, by kind."""
    return {row.kind: row.assumption_set for row in edition.assumptions.select_related("assumption_set")}


def assumptions_opened(edition: Edition, actor: Actor) -> QuerySet[AssumptionSet, int]:
    """The keys of the sets it rests on that the actor may open."""
    rows = AssumptionSet.objects.filter(editions__edition=edition)
    return ASSUMPTIONS.filter(rows, actor).values_list("pk", flat=True)


def rows_of(edition: Edition, actor: Actor) -> list[Change]:
    """The edition's own changes in their order."""
    rows = CHANGES.filter(Change.objects.filter(edition=edition), actor)
    return list(rows.select_related("body", "operation"))
