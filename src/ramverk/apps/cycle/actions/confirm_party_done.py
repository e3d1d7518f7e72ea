"""A party says that its own part of a sealed step is done."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.advance import advance
from ramverk.apps.cycle.actions.notify import notify
from ramverk.apps.cycle.models import Activity, ActivityKind, ActivityState, PartyMark
from ramverk.apps.cycle.policy_desks import may_confirm_party_done
from ramverk.apps.cycle.queries_party import marked, parties_concerned
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body, BodyKind, Mandate, Person, Role, on
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def confirm_party_done(actor: Actor, activity: Activity, party: Body) -> PartyMark:
    """The last party to confirm completes the step. The trail row hangs on the party's own mark."""
    require(may_confirm_party_done(actor, activity, party.pk))
    row = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    concerned = parties_concerned(row, clock.today())
    if party.pk not in concerned:
        raise Invalid(_("%(party)s har inget att göra i det här steget.") % {"party": party.name})
    try:
        with transaction.atomic():
            mark = PartyMark.objects.create(activity=row, party=party, at=clock.now(), by=actor.name)
    except IntegrityError:
        raise Invalid(_("%(party)s är redan markerat som klart.") % {"party": party.name}) from None
    if concerned <= marked([row]).get(row.pk, set()):
        advance(actor, row, ActivityState.DONE, _("Partierna är klara."))
        if row.kind == ActivityKind.HANDOVER:
            _tell_the_others(row, concerned)
    else:
        advance(actor, row, ActivityState.IN_PROGRESS, _("Partiarbetet har börjat."))
    record(actor, "cycle.confirm_party_done", mark)
    return mark


def _tell_the_others(activity: Activity, governing: frozenset[int]) -> None:
    """Every other party's leaders hear at the same moment that the proposal is handed over."""
    mandates = Mandate.objects.filter(
        on(clock.today()), body__kind=BodyKind.PARTY, role__in=[Role.GROUP_LEADER, Role.POLITICAL_SECRETARY]
    ).exclude(body__in=governing)
    people = Person.objects.filter(is_active=True, pk__in=mandates.values("person"))
    notify(people, "handover.done", _("Överlämnat: %s") % activity.title, "", activity)
