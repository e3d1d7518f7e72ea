"""Say what a participant of the timetable means, once; next year it is remembered."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Audience, AudienceTerm, Body
from ramverk.apps.organisation.policy import may
from ramverk.apps.organisation.suggestions import Term, audience_key
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import Deed, record, record_all
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


@transaction.atomic
def confirm_new_audiences(actor: Actor, meanings: Mapping[str, Sequence[Term]]) -> dict[str, Audience]:
    """Remember the meanings of participants that were never heard of, all at once; answers them by name as written.

    A name that somebody else has written meanwhile is taken as `confirm_audience` takes it.
    """
    allowed = require(may(actor, "organisation.confirm_audience"))
    try:
        with transaction.atomic():
            return _all_new(actor, meanings, str(allowed.by))
    except IntegrityError:
        return {name: confirm_audience(actor, name, terms) for name, terms in meanings.items()}


def _all_new(actor: Actor, meanings: Mapping[str, Sequence[Term]], role: str) -> dict[str, Audience]:
    by_key: dict[str, Audience] = {}
    wanted: dict[str, tuple[Term, ...]] = {}
    for name, terms in meanings.items():
        key = audience_key(name)
        if not key:
            raise Invalid(_("Skriv hur deltagaren benämns i tidplanen."))
        if key not in by_key:
            by_key[key] = Audience(key=key, label=" ".join(name.split())[:200], is_confirmed=True)
            wanted[key] = tuple(dict.fromkeys(terms))
    bodies = Body.objects.in_bulk({term.body_id for terms in wanted.values() for term in terms if term.body_id})
    Audience.objects.bulk_create(by_key.values())
    AudienceTerm.objects.bulk_create(
        AudienceTerm(
            audience=by_key[key], body_id=term.body_id, body_kind=term.body_kind, role=term.role, standing=term.standing
        )
        for key, terms in wanted.items()
        for term in terms
    )
    deeds = [
        Deed(by_key[key], after={"terms": [str(_with_name(term, bodies)) for term in terms]})
        for key, terms in wanted.items()
    ]
    record_all(actor, "organisation.confirm_audience", deeds, role=role)
    return {name: by_key[audience_key(name)] for name in meanings}


def _named(terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms with their bodies' names, as the trail keeps them."""
    bodies = Body.objects.in_bulk([term.body_id for term in terms if term.body_id])
    return tuple(_with_name(term, bodies) for term in terms)


def _with_name(term: Term, bodies: Mapping[int, Body]) -> Term:
    return replace(term, body_name=bodies[term.body_id].name) if term.body_id else term


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
