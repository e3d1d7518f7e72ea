"""Who may see and do what with matters and their sittings.

That a matter exists, and its title, is in the public register (OSL 5:1). How a board deals with it is closed until it
has decided (KL 6:25); the council meets in public, so what is on its agenda is open to everyone who signs in.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ramverk.apps.decisions.models import (
    Appeal,
    Ballot,
    ChangeReview,
    Clause,
    ClauseValue,
    Duty,
    Matter,
    Option,
    Place,
    Postponement,
    Proposition,
    Reservation,
    ReservationPaper,
    Scenario,
    Sitting,
    SittingPaper,
    SittingState,
    TabledProposal,
)
from ramverk.apps.frames.models import Edition, EditionKind, EditionState
from ramverk.apps.frames.policy import INSIDE, SHOWN_TO_ALL
from ramverk.apps.frames.policy import leads as leads_the_process
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import PRESIDIUM, BodyKind, Role
from ramverk.apps.trail.verdicts import Allowed, Denied, Verdict
from ramverk.apps.trail.visibility import Circle, Visibility

CENTRE = _("ekonomiavdelningen")
LEADERS = _("organets presidium och sekreterare")
ELECTED = _("organets ledamöter och ersättare")
EVERYONE = _("alla som är inloggade")
OVER = (SittingState.DECIDED, SittingState.TABLED, SittingState.REMITTED)
_ELECTED = (*PRESIDIUM, Role.MEMBER, Role.SUBSTITUTE)
_CLOSED = _(
    "Ärendet förbereds. Det syns för ekonomiavdelningen och organets presidium och sekreterare, för ledamöterna när "
    "kallelsen har gått ut och för alla inloggade när det är beslutat eller, i fullmäktige, när det är på dagordningen."
)


def _open_to_all(prefix: str) -> Callable[[Actor], Q | None]:
    in_public = Q(**{f"{prefix}body__kind": BodyKind.COUNCIL}) & ~Q(**{f"{prefix}state": SittingState.PREPARED})
    over = Q(**{f"{prefix}state__in": OVER})
    # Outside the house the executive board's decision is a public record when its minutes are adjusted (TF 2:10).
    adjusted = over & Q(**{f"{prefix}adjusted_on__isnull": False})

    def rows(actor: Actor) -> Q | None:
        if not actor.is_signed_in:
            return None
        return in_public | (over if actor.is_inside else adjusted)

    return rows


def _of_leaders(prefix: str) -> Callable[[Actor], Q | None]:
    def rows(actor: Actor) -> Q | None:
        bodies = actor.body_ids((*PRESIDIUM, Role.SECRETARY))
        return Q(**{f"{prefix}body__in": bodies}) if bodies else None

    return rows


def _of_elected(prefix: str) -> Callable[[Actor], Q | None]:
    def rows(actor: Actor) -> Q | None:
        bodies = actor.body_ids(_ELECTED)
        called = ~Q(**{f"{prefix}state": SittingState.PREPARED})
        return Q(**{f"{prefix}body__in": bodies}) & called if bodies else None

    return rows


def _circles(prefix: str = "") -> tuple[Circle, ...]:
    return (
        Circle(EVERYONE, _open_to_all(prefix)),
        Circle(CENTRE, lambda actor: Q() if actor.owns_the_process else None),
        Circle(LEADERS, _of_leaders(prefix)),
        Circle(ELECTED, _of_elected(prefix)),
    )


MATTERS = Visibility(
    Matter,
    (Circle(EVERYONE, lambda actor: Q() if actor.is_signed_in else None),),
    _("Logga in för att se ärendena."),
)
SITTINGS = Visibility(Sitting, _circles(), _CLOSED)
CLAUSES = Visibility(Clause, _circles("sitting__"), _CLOSED)
PROPOSALS = Visibility(TabledProposal, _circles("sitting__"), _CLOSED)
VALUES = Visibility(ClauseValue, _circles("clause__sitting__"), _CLOSED)
PLACES = Visibility(Place, _circles("sitting__"), _CLOSED)
PROPOSITIONS = Visibility(Proposition, _circles("clause__sitting__"), _CLOSED)
BALLOTS = Visibility(Ballot, _circles("proposition__clause__sitting__"), _CLOSED)
RESERVATIONS = Visibility(Reservation, _circles("sitting__"), _CLOSED)
RESERVATION_PAPERS = Visibility(ReservationPaper, _circles("reservation__sitting__"), _CLOSED)
SITTING_PAPERS = Visibility(SittingPaper, _circles("sitting__"), _CLOSED)
POSTPONEMENTS = Visibility(Postponement, _circles("sitting__"), _CLOSED)
DUTIES = Visibility(Duty, _circles("sitting__"), _CLOSED)
APPEALS = Visibility(Appeal, _circles("sitting__"), _CLOSED)


REVIEWS = Visibility(
    ChangeReview,
    (
        Circle(INSIDE, lambda actor: Q(edition__state__in=SHOWN_TO_ALL) if actor.is_inside else None),
        Circle(CENTRE, lambda actor: Q() if actor.owns_the_process else None),
        Circle(
            _("kommunstyrelsens ordförande och 1:e vice ordförande"),
            lambda actor: Q() if leads_the_process(actor) else None,
        ),
    ),
    _("Prövningen öppnas när den konfirmerande utgåvan är fryst."),
)


_AT_THE_TABLE = (
    Circle(CENTRE, lambda actor: Q() if actor.owns_the_process else None),
    Circle(
        _("budgetberedningens ledamöter"),
        lambda actor: Q() if actor.holds(kind=BodyKind.DRAFTING_COMMITTEE) else None,
    ),
)
_AT_WORK = _("Beredningens alternativ är arbetsmaterial och syns för budgetberedningen och ekonomiavdelningen.")
OPTIONS = Visibility(Option, _AT_THE_TABLE, _AT_WORK)
SCENARIOS = Visibility(Scenario, _AT_THE_TABLE, _AT_WORK)


def may_prepare(actor: Actor) -> Verdict:
    """Weigh options in the drafting days: finance writes and agrees on what the committee's presidium has said."""
    if actor.owns_the_process or actor.holds(PRESIDIUM, BodyKind.DRAFTING_COMMITTEE):
        return Allowed(CENTRE)
    return Denied(_("Alternativen provas och noteras av ekonomiavdelningen och budgetberedningens presidium."))


def may_agree(actor: Actor) -> Verdict:
    """What is agreed becomes a change in the draft, which finance writes."""
    if actor.owns_the_process:
        return Allowed(CENTRE)
    return Denied(_("Ekonomiavdelningen skriver in det som har kommits överens om."))


def leads(actor: Actor, body_id: int) -> bool:
    """Whether the actor prepares and keeps the minutes of a body's matters."""
    return actor.owns_the_process or actor.holds((*PRESIDIUM, Role.SECRETARY), body_id=body_id)


_BY_LEADERS = {
    "decisions.register_matter": _(
        "Ärenden registreras av organets sekreterare eller presidium, eller av ekonomiavdelningen."
    ),
    "decisions.write_clauses": _(
        "Att-satserna skrivs av organets sekreterare eller presidium, eller av ekonomiavdelningen."
    ),
    "decisions.table_edition": _(
        "Förslag läggs på bordet av organets sekreterare eller presidium, eller av ekonomiavdelningen."
    ),
    "decisions.lay_notes": _(
        "Handlingar läggs in av organets sekreterare eller presidium, eller av ekonomiavdelningen."
    ),
    "decisions.summon": _("Kallelsen går ut från organets sekreterare eller presidium."),
    "decisions.open_sitting": _("Behandlingen öppnas av organets presidium eller sekreterare."),
    "decisions.take_attendance": _("Närvaron tas upp av organets presidium eller sekreterare."),
    "decisions.decide_clause": _("Propositionerna ställs av ordföranden; sekreteraren noterar dem."),
    "decisions.open_roll_call": _("Voteringen öppnas av ordföranden eller sekreteraren."),
    "decisions.close_roll_call": _("Voteringen stängs av ordföranden eller sekreteraren."),
    "decisions.close_sitting": _("Ärendet avslutas av organets presidium eller sekreterare."),
    "decisions.postpone": _("Bordläggning och återremiss noteras av organets presidium eller sekreterare."),
    "decisions.follow_up": _("Åtgärderna efter beslutet görs av organets sekreterare eller av ekonomiavdelningen."),
    "decisions.note_appeal": _("Överklaganden noteras av organets sekreterare eller av ekonomiavdelningen."),
    "decisions.settle_appeal": _("Utgången noteras av organets sekreterare eller av ekonomiavdelningen."),
    "decisions.announce_again": _("Protokollet anslås av organets sekreterare eller av ekonomiavdelningen."),
    "decisions.gain_force": _("Laga kraft noteras av organets sekreterare eller av ekonomiavdelningen."),
}
"""Verbs of those who lead a body, each with its refusal."""
_WHEN: dict[str, tuple[str, ...]] = {
    "decisions.write_clauses": (SittingState.PREPARED, SittingState.SUMMONED),
    "decisions.table_edition": (SittingState.PREPARED, SittingState.SUMMONED, SittingState.OPEN),
    "decisions.lay_notes": (SittingState.PREPARED, SittingState.SUMMONED, SittingState.OPEN),
    "decisions.summon": (SittingState.PREPARED,),
    "decisions.open_sitting": (SittingState.SUMMONED,),
    "decisions.take_attendance": (SittingState.SUMMONED, SittingState.OPEN),
    "decisions.decide_clause": (SittingState.OPEN,),
    "decisions.open_roll_call": (SittingState.OPEN,),
    "decisions.close_roll_call": (SittingState.OPEN,),
    "decisions.close_sitting": (SittingState.OPEN,),
    "decisions.postpone": (SittingState.OPEN,),
    "decisions.follow_up": OVER,
    "decisions.note_appeal": (SittingState.DECIDED,),
    "decisions.settle_appeal": (SittingState.DECIDED,),
    "decisions.announce_again": (SittingState.DECIDED,),
    "decisions.gain_force": (SittingState.DECIDED,),
}
_NOT_NOW = {
    SittingState.PREPARED: _("Ärendet förbereds än. Kalla först, så kan behandlingen börja."),
    SittingState.SUMMONED: _("Sammanträdet har inte öppnats än. Ta upp närvaron och öppna behandlingen först."),
    SittingState.OPEN: _("Behandlingen pågår. Ändra genom ett yrkande."),
    SittingState.DECIDED: _("Ärendet är avgjort här och ändras inte mer."),
    SittingState.TABLED: _("Ärendet är bordlagt. Det fortsätter vid nästa sammanträde."),
    SittingState.REMITTED: _("Ärendet är återremitterat. Det fortsätter när det har beretts på nytt."),
}


def may(actor: Actor, verb: str, sitting: Sitting | None = None, body_id: int = 0) -> Verdict:
    """Whether the actor may use a leader's verb, at this sitting or for this body."""
    if not leads(actor, sitting.body_id if sitting else body_id):
        return Denied(_BY_LEADERS[verb])
    if sitting is not None and verb in _WHEN and sitting.state not in _WHEN[verb]:
        return Denied(_NOT_NOW[SittingState(sitting.state)])
    return Allowed(CENTRE if actor.owns_the_process else LEADERS)


def may_open(actor: Actor, sitting: Sitting, today: date) -> Verdict:
    """Open a sitting: on the day of the meeting, as it was called or as the timetable has it since."""
    verdict = may(actor, "decisions.open_sitting", sitting)
    planned = sitting.activity.start or sitting.day
    if verdict and today < min(sitting.day, planned):
        words = {"day": date_format(min(sitting.day, planned), "l j F")}
        return Denied(_now("Sammanträdet är %(day)s. Behandlingen öppnas då; närvaron kan förberedas.") % words)
    return verdict


def may_confirm(actor: Actor, edition: Edition) -> Verdict:
    """Find a change of a confirming edition technical: also when it is frozen, for that moves nothing in it."""
    if not actor.owns_the_process:
        return Denied(_("Ekonomiavdelningen prövar om ändringarna är tekniska."))
    if edition.kind != EditionKind.CONFIRMED:
        return Denied(_("Bara en konfirmerande utgåva prövas. Andra utgåvor får innehålla alla slags ändringar."))
    if edition.state not in {EditionState.OPEN, EditionState.FROZEN}:
        return Denied(_("Utgåvan är beslutad; prövningen är gjord."))
    return Allowed(CENTRE)


def may_review(actor: Actor, edition: Edition) -> Verdict:
    """Judge the changes of a confirming edition: what is refused is taken out of it, while it is open."""
    verdict = may_confirm(actor, edition)
    if verdict and not edition.is_open:
        return Denied(_("Utgåvan är fryst; prövningen är gjord."))
    return verdict


def may_bring_on(actor: Actor, last: Sitting | None) -> Verdict:
    """Bring a matter on from its last sitting: finance, or those who lead the council or a board that decides.

    The body it goes to is asked again. What the council has put off gets its new days from finance, in one step.
    """
    kinds = (BodyKind.COUNCIL, BodyKind.EXECUTIVE_BOARD)
    if not actor.owns_the_process and not any(actor.holds((*PRESIDIUM, Role.SECRETARY), kind) for kind in kinds):
        return Denied(_BY_LEADERS["decisions.register_matter"])
    if last is None or last.state not in OVER:
        return Denied(_("Ärendet behandlas redan. Avsluta den behandlingen först."))
    if last.body.kind == BodyKind.COUNCIL:
        return Denied(_NOT_NOW[SittingState.DECIDED] if last.state == SittingState.DECIDED else _NEW_DAYS_FIRST)
    return Allowed(LEADERS)


_NEW_DAYS_FIRST = _(
    "Fullmäktige har skjutit upp ärendet. Det förs vidare när ekonomiavdelningen har satt nya dagar i tidplanen."
)


def may_set_new_days(actor: Actor, sitting: Sitting) -> Verdict:
    """Give a tabled or referred matter its new days: finance, which keeps the timetable."""
    if not actor.owns_the_process:
        return Denied(_("Ekonomiavdelningen sätter de nya dagarna i tidplanen."))
    if sitting.state not in {SittingState.TABLED, SittingState.REMITTED}:
        return Denied(_("Nya dagar sätts när ärendet är bordlagt eller återremitterat."))
    if sitting.body.kind != BodyKind.COUNCIL:
        return Denied(_("Nya dagar räknas för det fullmäktige har skjutit upp. Andra organ för ärendet vidare själva."))
    if sitting.followed_by.exists():
        return Denied(_("Ärendet är redan fört vidare. Flytta steget i tidplanen om dagen ändras igen."))
    return Allowed(CENTRE)


def may_tie(actor: Actor, sitting: Sitting) -> Verdict:
    """Finance works out the decided edition and ties it to the decision."""
    if not actor.owns_the_process:
        return Denied(_("Ekonomiavdelningen räknar ihop den beslutade utgåvan och knyter den till beslutet."))
    if sitting.state != SittingState.DECIDED:
        return Denied(_("Utgåvan knyts när beslutet är fattat."))
    return Allowed(CENTRE)


def may_move(actor: Actor, sitting: Sitting, place: Place | None) -> Verdict:
    """Move an amendment: whoever serves; before the meeting any member; the leaders for the record."""
    if sitting.state not in {SittingState.SUMMONED, SittingState.OPEN}:
        return Denied(_NOT_NOW[SittingState(sitting.state)])
    if leads(actor, sitting.body_id):
        return Allowed(LEADERS)
    if sitting.state == SittingState.OPEN and (place is None or place.serves_for_id is None):
        return Denied(_("Bara den som tjänstgör vid sammanträdet kan yrka."))
    if sitting.state == SittingState.SUMMONED and not actor.holds(_ELECTED, body_id=sitting.body_id):
        return Denied(_("Bara organets ledamöter och ersättare kan yrka."))
    return Allowed(ELECTED)


def may_be_mover(sitting: Sitting, place: Place) -> Verdict:
    """Stand as the mover of an amendment, whoever notes it: once the sitting is open, only one who serves."""
    if place.sitting_id != sitting.pk:
        return Denied(_("Den som yrkar ska ha en plats vid sammanträdet."))
    if sitting.state != SittingState.OPEN or place.serves_for_id is not None:
        return Allowed(ELECTED)
    if place.is_disqualified:
        why = _("{who} deltar inte i ärendet på grund av jäv och kan inte yrka.")
    elif place.is_present:
        why = _("{who} är här men tjänstgör inte. Bara den som tjänstgör vid sammanträdet kan yrka.")
    else:
        why = _("{who} är inte här. Bara den som tjänstgör kan yrka; är uppgiften fel, ändra närvaron först.")
    return Denied(format_lazy(why, who=place.person.name))


def may_vote(actor: Actor, sitting: Sitting, place: Place | None) -> Verdict:
    """Vote on the seat one serves on; the leaders note the vote of one who has no phone at hand."""
    if sitting.state != SittingState.OPEN:
        return Denied(_NOT_NOW[SittingState(sitting.state)])
    if place is None or place.serves_for_id is None:
        return Denied(_("Bara den som tjänstgör röstar. Är du här, säg till sekreteraren så tas du upp."))
    if place.person_id != actor.person_id and not leads(actor, sitting.body_id):
        return Denied(_("Var och en röstar för sig. Sekreteraren noterar rösten för den som inte kan rösta här."))
    return Allowed(ELECTED)


def may_reserve(actor: Actor, sitting: Sitting, place: Place | None) -> Verdict:
    """Have a reservation noted: whoever took part in the decision, before the meeting is over (KL 4:27)."""
    if sitting.state != SittingState.OPEN:
        return Denied(_("En reservation anmäls innan sammanträdet har avslutats (kommunallagen 4 kap. 27 §)."))
    if place is None or place.serves_for_id is None:
        return Denied(_("Bara den som har deltagit i avgörandet kan reservera sig."))
    if place.person_id != actor.person_id and not leads(actor, sitting.body_id):
        return Denied(_("Var och en reserverar sig själv."))
    return Allowed(ELECTED)


def may_hand_in(actor: Actor, reservation: Reservation) -> Verdict:
    """Hand in a reservation's reasons in writing: who made it, or the secretary for them, till the minutes are
    adjusted. That limit stands in the standing orders of councils and boards, not in the law.
    """
    sitting = reservation.sitting
    if reservation.place.person_id != actor.person_id and not leads(actor, sitting.body_id):
        return Denied(_("Den som har reserverat sig lämnar in den skriftliga reservationen, eller sekreteraren."))
    if getattr(reservation, "paper", None) is not None:
        return Denied(_("Den skriftliga reservationen är redan inlämnad och är en bilaga till protokollet."))
    if sitting.adjusted_on is not None:
        return Denied(
            format_lazy(
                _("En skriftlig reservation lämnas in innan protokollet justeras. Det justerades {day}."),
                day=date_format(sitting.adjusted_on, "j F Y"),
            )
        )
    return Allowed(ELECTED)


VERBS: dict[str, Callable[..., Any]] = dict.fromkeys(_BY_LEADERS, may) | {
    "decisions.weigh_options": may_prepare,
    "decisions.agree_option": may_agree,
    "decisions.confirm_technical": may_confirm,
    "decisions.review_changes": may_review,
    "decisions.read_revised_plans": may_review,
    "decisions.open_sitting": may_open,
    "decisions.tie_edition": may_tie,
    "decisions.decide_together": may,
    "decisions.set_new_days": may_set_new_days,
    "decisions.move_amendment": may_move,
    "decisions.cast_vote": may_vote,
    "decisions.reserve": may_reserve,
    "decisions.hand_in_reservation": may_hand_in,
}
