"""Who may see and who may change what the municipality is made of.

Names, roles and mandates are open to everyone who signs in. Contact details are for those who need them in their work.
Who belongs to a party's room is the party's own matter: once it has a group leader, nobody else adds people there.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import (
    PRESIDIUM,
    Appearance,
    Audience,
    AudienceTerm,
    Body,
    BodyKind,
    Invitation,
    Mandate,
    Municipality,
    PartyStanding,
    Person,
    Role,
    StandIn,
    on,
)
from ramverk.apps.trail import clock
from ramverk.apps.trail.verdicts import Allowed, Denied, Sentence, Verdict
from ramverk.apps.trail.visibility import Circle, Visibility

POLITICAL_ROLES = (*PRESIDIUM, Role.MEMBER, Role.SUBSTITUTE)
"""The roles a board's secretary keeps the list of."""

_SIGN_IN = _("Logga in för att se det här.")


def _signed_in(actor: Actor) -> Q | None:
    return Q() if actor.is_signed_in else None


def _editors_see(actor: Actor) -> Q | None:
    return Q() if is_editor(actor) else None


def is_editor(actor: Actor) -> bool:
    """Whether the actor keeps the whole organisation: the process owner and the administrators."""
    return actor.owns_the_process or actor.is_administrator


def _colleagues(actor: Actor) -> Q | None:
    """People with a mandate today in a body where the actor has one."""
    bodies = actor.body_ids()
    if not bodies:
        return None
    return Q(pk__in=Mandate.objects.filter(on(clock.today()), body__in=bodies).values("person"))


EVERYONE = Circle(_("alla som är inloggade"), _signed_in)
EDITORS = Circle(_("ekonomiavdelningen och administratörer"), _editors_see)

_OPEN = (EVERYONE,)
BODIES = Visibility(Body, _OPEN, _SIGN_IN)
PEOPLE = Visibility(Person, _OPEN, _SIGN_IN)
"""Names and roles; `CONTACTS` guards addresses."""
MANDATES = Visibility(Mandate, _OPEN, _SIGN_IN)
STAND_INS = Visibility(StandIn, _OPEN, _SIGN_IN)
STANDINGS = Visibility(PartyStanding, _OPEN, _SIGN_IN)
AUDIENCES = Visibility(Audience, _OPEN, _SIGN_IN)
TERMS = Visibility(AudienceTerm, _OPEN, _SIGN_IN)
MUNICIPALITIES = Visibility(Municipality, _OPEN, _SIGN_IN)
APPEARANCES = Visibility(Appearance, _OPEN, _SIGN_IN)
"""What stands on every document is no secret; the mark itself is shown to everybody."""

CONTACTS = Visibility(
    Person,
    (
        Circle(_("personen själv"), lambda actor: Q(pk=actor.person_id) if actor.person_id else None),
        EDITORS,
        Circle(_("de som har uppdrag i samma organ"), _colleagues),
    ),
    _("Kontaktuppgifter syns för personen själv, ekonomiavdelningen, administratörer och dem i samma organ."),
)

WHO_SEES_A_PERSON = _(
    "namn: alla som är inloggade; e-post och nummer: personen själv, ekonomiavdelningen, administratörer "
    "och de som har uppdrag i samma organ"
)
"""`PEOPLE` and `CONTACTS` in one line, for the page where both are filled in."""

INVITATIONS = Visibility(
    Invitation,
    (
        EDITORS,
        Circle(_("den inbjudna"), lambda actor: Q(person=actor.person_id) if actor.person_id else None),
    ),
    _("Inbjudan syns för den inbjudna, ekonomiavdelningen och administratörer."),
)


def may(actor: Actor, verb: str, thing: Any = None) -> Verdict:
    """May the actor do this verb ("organisation.give_mandate") to this thing? Raises KeyError for an unknown verb.

    `thing` is what the verb is about: a body for its own verbs and for giving mandates, a mandate (also one not yet
    saved), a stand-in, a person. Verbs about nothing in particular ignore it.
    """
    if not actor.is_signed_in:
        return Denied(_SIGN_IN)
    return VERBS[verb](actor, thing)


def _as_editor(actor: Actor) -> Allowed | None:
    if actor.owns_the_process:
        held = next(iter(actor.held((Role.HEAD, Role.OFFICIAL), BodyKind.FINANCE_DEPARTMENT)))
        return Allowed(f"{held.role_label}, {held.body_name}")
    return Allowed(_("administratör")) if actor.is_administrator else None


def _editors(refusal: Sentence) -> Callable[[Actor, Any], Verdict]:
    """A verb of the editors alone, with its own sentence for everyone else."""
    return lambda actor, _thing: _as_editor(actor) or Denied(refusal)


def _register_person(actor: Actor, _thing: Any) -> Verdict:
    """A registered person can do nothing until given a mandate, so secretaries may add those they need."""
    if allowed := _as_editor(actor):
        return allowed
    if any(True for _held in actor.held(Role.SECRETARY)):
        return Allowed(actor.role)
    return Denied(_("Bara ekonomiavdelningen, administratörer och nämndsekreterare lägger till personer."))


def _change_person(actor: Actor, person: Person | None) -> Verdict:
    if person is not None and person.pk == actor.person_id:
        return Allowed(_("personen själv"))
    return _as_editor(actor) or Denied(
        _("Bara personen själv, ekonomiavdelningen och administratörer ändrar en persons uppgifter.")
    )


def _change_email(actor: Actor, person: Person | None) -> Verdict:
    """Whoever sets the address can take over the account, and with it a party's room."""
    verdict = _change_person(actor, person)
    if not verdict or person is None or person.pk == actor.person_id or person.last_login is None:
        return verdict
    return Denied(
        _("%(name)s har loggat in. E-postadressen ändrar hen själv, eftersom den leder till kontot.")
        % {"name": person.name}
    )


def _change_members(actor: Actor, thing: Body | Mandate | None) -> Verdict:
    """Give or end a mandate in a body."""
    if thing is None:
        return _as_editor(actor) or Denied(_("Bara ekonomiavdelningen och administratörer ändrar i alla organ."))
    body = thing.body if isinstance(thing, Mandate) else thing
    if body.kind == BodyKind.PARTY:
        return _in_party(actor, body, thing)
    if allowed := _as_editor(actor):
        return allowed
    return _as_secretary(actor, body, thing.role if isinstance(thing, Mandate) else None)


def _as_secretary(actor: Actor, body: Body, role: str | None) -> Verdict:
    """The secretary keeps the list of the body's elected, and appoints no officials."""
    held = next(iter(actor.held(Role.SECRETARY, body_id=body.pk)), None)
    words = {"body": body.name}
    if held is None:
        return Denied(
            _("Bara ekonomiavdelningen, administratörer och sekreteraren i %(body)s ändrar dess uppdrag.") % words
        )
    if role is not None and role not in POLITICAL_ROLES:
        return Denied(
            _("Sekreteraren ändrar förtroendeuppdragen i %(body)s. Andra uppdrag ändrar ekonomiavdelningen.") % words
        )
    return Allowed(f"{held.role_label}, {held.body_name}")


def _in_party(actor: Actor, party: Body, thing: Body | Mandate) -> Verdict:
    """A party with a group leader decides itself; before that, the editors may register it, but never themselves."""
    words = {"party": party.name}
    if party.pk is None:  # a party that a file is about to add has no leader yet
        return _as_editor(actor) or Denied(_KEEPERS)
    held = next(iter(actor.held((Role.GROUP_LEADER, Role.POLITICAL_SECRETARY), body_id=party.pk)), None)
    if held is not None:
        return Allowed(f"{held.role_label}, {held.body_name}")
    allowed = _as_editor(actor)
    if allowed is None or has_own_leader(party):
        return Denied(_("%(party)s bestämmer själv vilka som har uppdrag i partiet. Gruppledaren ändrar det.") % words)
    if isinstance(thing, Mandate) and thing.person_id == actor.person_id:
        return Denied(_("Ingen ger sig själv ett uppdrag i ett parti. Be en kollega registrera gruppledaren."))
    return allowed


def has_own_leader(party: Body) -> bool:
    """Whether the party has a group leader today, and so decides itself who belongs to it."""
    return Mandate.objects.filter(on(clock.today()), body=party.pk, role=Role.GROUP_LEADER).exists()


def _appoint_stand_in(actor: Actor, stand_in: StandIn | Person | None) -> Verdict:
    """A person appoints their own; editors and secretaries in one body: never themselves, never in a party."""
    person_id = stand_in.stands_in_for_id if isinstance(stand_in, StandIn) else getattr(stand_in, "pk", None)
    if person_id is not None and person_id == actor.person_id:
        return Allowed(_("personen själv"))
    if not isinstance(stand_in, StandIn):
        return _as_editor(actor) or Denied(_("Bara personen själv och ekonomiavdelningen utser ersättare."))
    if stand_in.body is None or stand_in.body.kind == BodyKind.PARTY:
        return Denied(_("Bara personen själv utser någon som ersätter i alla uppdrag eller i ett parti."))
    if stand_in.person_id == actor.person_id:
        return Denied(_("Ingen utser sig själv till ersättare för någon annan."))
    return _as_editor(actor) or _as_secretary(actor, stand_in.body, None)


def _end_stand_in(actor: Actor, stand_in: StandIn | None) -> Verdict:
    """Ending takes rights away, so it is open to both of them as well."""
    own = (stand_in.stands_in_for_id, stand_in.person_id) if stand_in else ()
    if actor.person_id in own:
        return Allowed(_("personen själv"))
    if allowed := _as_editor(actor):
        return allowed
    if stand_in is not None and stand_in.body is not None:
        return _as_secretary(actor, stand_in.body, None)
    return Denied(_("Bara de två själva, ekonomiavdelningen och administratörer avslutar en ersättning."))


_KEEPERS = _("Bara ekonomiavdelningen och administratörer ändrar organisationen. Hör av dig till dem om något är fel.")

VERBS: dict[str, Callable[[Actor, Any], Verdict]] = {
    "organisation.add_body": _editors(_KEEPERS),
    "organisation.change_body": _editors(_KEEPERS),
    "organisation.close_body": _editors(_KEEPERS),
    "organisation.register_person": _register_person,
    "organisation.change_person": _change_person,
    "organisation.change_email": _change_email,
    "organisation.invite": _editors(_("Bara ekonomiavdelningen och administratörer bjuder in till ett konto.")),
    "organisation.give_mandate": _change_members,
    "organisation.end_mandate": _change_members,
    "organisation.appoint_stand_in": _appoint_stand_in,
    "organisation.end_stand_in": _end_stand_in,
    "organisation.set_party_standing": _editors(_KEEPERS),
    "organisation.name_municipality": _editors(_KEEPERS),
    "organisation.set_appearance": _editors(
        _("Bara ekonomiavdelningen och administratörer bestämmer hur kommunens dokument ser ut.")
    ),
    "organisation.confirm_audience": _editors(
        _("Bara ekonomiavdelningen och administratörer bestämmer vad en deltagare i tidplanen betyder.")
    ),
    "organisation.import_organisation": _editors(
        _("Bara ekonomiavdelningen och administratörer läser in organisationen från fil.")
    ),
    "organisation.export_organisation": _editors(
        _("Bara ekonomiavdelningen och administratörer hämtar organisationen: filen har kontaktuppgifter.")
    ),
}
"""Every verb of the area and who may."""
