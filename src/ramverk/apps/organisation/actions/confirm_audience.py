"""Say what a participant of the timetable means, once; next year it is remembered."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Audience, AudienceTerm, Body
from ramverk.apps.organisation.policy import may
from ramverk.apps.organisation.suggestions import Term, audience_key
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Stale, require


@transaction.atomic
def confirm_audience(
    actor: Actor, as_written: str, terms: Sequence[Term], version: int | None = None, reason: str = ""
) -> Audience:
    """Remember the meaning. `version` is that of the remembered audience the person saw; None where there was none.

    Saying again what is already confirmed changes nothing and leaves no entry.
    """
    allowed = require(may(actor, "organisation.confirm_audience"))
    wanted = _named(tuple(dict.fromkeys(terms)))
    if not wanted:
        raise Invalid(_("Välj minst ett organ eller slag av organ för %s.") % as_written)
    audience = _known_or_new(as_written)
    before = tuple(Term.of(term) for term in audience.terms.select_related("body"))
    if audience.is_confirmed and set(before) == set(wanted):
        return audience
    if audience.is_confirmed and version is None:
        raise Stale(_("%s har redan en bekräftad betydelse. Läs in sidan igen och ändra den.") % audience.label)
    change(audience, audience.version if version is None else version, is_confirmed=True)
    audience.terms.all().delete()
    AudienceTerm.objects.bulk_create(
        AudienceTerm(
            audience=audience, body_id=term.body_id, body_kind=term.body_kind, role=term.role, standing=term.standing
        )
        for term in wanted
    )
    record(
        actor,
        "organisation.confirm_audience",
        audience,
        before={"terms": list(map(str, before))} if before else {},
        after={"terms": list(map(str, wanted))},
        reason=reason,
        role=str(allowed.by),
    )
    return audience


def _named(terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms with their bodies' names, as the trail keeps them."""
    bodies = Body.objects.in_bulk([term.body_id for term in terms if term.body_id])
    return tuple(replace(term, body_name=bodies[term.body_id].name) if term.body_id else term for term in terms)


def _known_or_new(as_written: str) -> Audience:
    key = audience_key(as_written)
    if not key:
        raise Invalid(_("Skriv hur deltagaren benämns i tidplanen."))
    if known := Audience.objects.filter(key=key).first():
        return known
    label = " ".join(as_written.split())[:200]
    try:
        with transaction.atomic():
            return Audience.objects.create(key=key, label=label)
    except IntegrityError:  # somebody wrote the same name at the same moment
        return Audience.objects.get(key=key)
