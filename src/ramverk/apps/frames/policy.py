"""Who may see and do what with editions, changes and assumptions.

A frame proposal is a working draft until the executive board has dealt with it; what is frozen or decided is open to
everyone with a part in the municipality's work. Whoever stands outside with an account (media, residents) gets it when
everybody does (docs/decisions/0021). Internal notes and pay assumptions (the municipality's negotiating position,
OSL 19:6) stay with the finance department and the leadership.
"""

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ramverk.apps.frames.models import (
    AssumptionKind,
    AssumptionSet,
    BudgetDetail,
    BudgetImport,
    Change,
    Directive,
    Edition,
    EditionKind,
    EditionState,
    ExportDelivery,
    ExportProfile,
    FinancialGoal,
    ImportMapping,
    PassingItem,
)
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import BodyKind, Role
from ramverk.apps.trail.verdicts import Allowed, Denied, Verdict
from ramverk.apps.trail.visibility import Circle, Visibility

CENTRE = _("ekonomiavdelningen")
LEADERSHIP = _("kommunstyrelsens ordförande och 1:e vice ordförande")
EVERYONE = _("alla som är inloggade")
INSIDE = _("alla som har uppdrag eller arbete i kommunen")

CENTRES_OWN = (
    EditionKind.BASE,
    EditionKind.DIRECTIVE_DRAFT,
    EditionKind.PRELIMINARY,
    EditionKind.EXECUTIVE_PROPOSAL,
    EditionKind.COUNCIL_DECISION,
    EditionKind.REVISION,
    EditionKind.CONFIRMED,
    EditionKind.INTERNAL_BUDGET,
)
"""The kinds finance works in. What parties write is theirs alone."""
SHOWN_TO_ALL = (EditionState.FROZEN, EditionState.DECIDED, EditionState.REJECTED)


def leads(actor: Actor) -> bool:
    """Whether the actor is one of the two who lead the process politically."""
    return actor.holds((Role.CHAIR, Role.FIRST_VICE_CHAIR), BodyKind.EXECUTIVE_BOARD)


def _centre(rows: Q) -> Callable[[Actor], Q | None]:
    return lambda actor: rows if actor.owns_the_process else None


def _leadership(rows: Q) -> Callable[[Actor], Q | None]:
    return lambda actor: rows if leads(actor) else None


def _signed_in(rows: Q) -> Callable[[Actor], Q | None]:
    return lambda actor: rows if actor.is_signed_in else None


def _inside(rows: Q) -> Callable[[Actor], Q | None]:
    return lambda actor: rows if actor.is_inside else None


def _own_kinds(prefix: str = "") -> Q:
    return Q(**{f"{prefix}kind__in": CENTRES_OWN})


def _open_to_all(prefix: str = "") -> Q:
    """Frozen or decided, and not a party's: a party's frozen proposal is opened by the area of proposals."""
    return Q(**{f"{prefix}state__in": SHOWN_TO_ALL}) & _own_kinds(prefix)


_openings: list[Callable[[Actor], Q | None]] = []


def register_opening(rows_of: Callable[[Actor], Q | None]) -> None:
    """Let an area above open editions that finance does not own, once they are handed out: a `Q` over editions."""
    _openings.append(rows_of)


def _opened(actor: Actor) -> Q | None:
    found = [rows for rows_of in _openings if (rows := rows_of(actor)) is not None]
    return reduce(or_, found) & Q(state__in=SHOWN_TO_ALL) if found else None


def _opened_changes(actor: Actor) -> Q | None:
    rows = _opened(actor)
    return None if rows is None else Q(edition__in=Edition.objects.filter(rows).values("pk"))


_DRAFT_CLOSED = _(
    "Utkast till ramar är arbetsmaterial tills kommunstyrelsen har beslutat. De syns för ekonomiavdelningen och "
    "kommunstyrelsens ordförande och 1:e vice ordförande."
)

EDITIONS = Visibility(
    Edition,
    (
        Circle(INSIDE, _inside(_open_to_all())),
        Circle(CENTRE, _centre(_own_kinds())),
        Circle(LEADERSHIP, _leadership(_own_kinds())),
        Circle(_("de som förslaget har lagts fram för"), _opened),
    ),
    _DRAFT_CLOSED,
)
CHANGES = Visibility(
    Change,
    (
        Circle(INSIDE, _inside(_open_to_all("edition__"))),
        Circle(CENTRE, _centre(_own_kinds("edition__"))),
        Circle(LEADERSHIP, _leadership(_own_kinds("edition__"))),
        Circle(_("de som förslaget har lagts fram för"), _opened_changes),
    ),
    _DRAFT_CLOSED,
)
PUBLIC_KINDS = ~Q(kind__in=[AssumptionKind.PAY, AssumptionKind.FINANCING])
_FINANCING_OF_OPEN = Q(kind=AssumptionKind.FINANCING) & _open_to_all("editions__edition__")
"""Borrowing is planned behind doors (OSL 19:4) until an edition that rests on the plan is open to all."""
PASSING = Visibility(
    PassingItem,
    (
        Circle(INSIDE, _inside(_open_to_all("edition__"))),
        Circle(CENTRE, _centre(_own_kinds("edition__"))),
        Circle(LEADERSHIP, _leadership(_own_kinds("edition__"))),
    ),
    _DRAFT_CLOSED,
)
ASSUMPTIONS = Visibility(
    AssumptionSet,
    (
        Circle(EVERYONE, _signed_in(PUBLIC_KINDS | _FINANCING_OF_OPEN)),
        Circle(CENTRE, _centre(Q())),
        Circle(LEADERSHIP, _leadership(Q())),
    ),
    _(
        "Antaganden om löner är kommunens förhandlingsposition (OSL 19:6) och syns för ekonomiavdelningen och "
        "ledningen."
    ),
)


def is_open_to_all(one: AssumptionSet) -> bool:
    """Whether everyone who has signed in sees the set, for the line that says so."""
    return AssumptionSet.objects.filter(PUBLIC_KINDS | _FINANCING_OF_OPEN, pk=one.pk).exists()


DIRECTIVES = Visibility(
    Directive,
    (
        Circle(INSIDE, _inside(_open_to_all("edition__"))),
        Circle(CENTRE, _centre(_own_kinds("edition__"))),
        Circle(LEADERSHIP, _leadership(_own_kinds("edition__"))),
    ),
    _("Ramdirektivet är ett utkast tills kommunstyrelsen har beslutat."),
)
GOALS = Visibility(
    FinancialGoal,
    (Circle(EVERYONE, _signed_in(Q())),),
    _("De finansiella målen syns för alla som är inloggade."),
)
_EXCHANGE_CLOSED = _("Filer på väg in och filer till ekonomisystemet syns bara för ekonomiavdelningen.")
IMPORTS = Visibility(BudgetImport, (Circle(CENTRE, _centre(Q())),), _EXCHANGE_CLOSED)
MAPPINGS = Visibility(ImportMapping, (Circle(CENTRE, _centre(Q())),), _EXCHANGE_CLOSED)
DETAILS = Visibility(BudgetDetail, (Circle(CENTRE, _centre(Q())),), _EXCHANGE_CLOSED)
PROFILES = Visibility(ExportProfile, (Circle(CENTRE, _centre(Q())),), _EXCHANGE_CLOSED)
DELIVERIES = Visibility(ExportDelivery, (Circle(CENTRE, _centre(Q())),), _EXCHANGE_CLOSED)
_CENTRE_ONLY = {
    "frames.start_edition": _("Bara ekonomiavdelningen börjar nya utgåvor."),
    "frames.import_budget": _("Bara ekonomiavdelningen läser in den ingående budgeten."),
    "frames.replace_budget": _("Bara ekonomiavdelningen ersätter den ingående budgeten."),
    "frames.upload_budget": _("Bara ekonomiavdelningen läser in den ingående budgeten."),
    "frames.map_budget": _("Bara ekonomiavdelningen säger vad filens kolumner och koder står för."),
    "frames.save_profile": _("Bara ekonomiavdelningen ställer in exporten till ekonomisystemet."),
    "frames.deliver_codes": _("Bara ekonomiavdelningen lämnar budgeten till ekonomisystemet."),
    "frames.add_assumptions": _("Bara ekonomiavdelningen lägger in antaganden."),
    "frames.choose_assumptions": _("Bara ekonomiavdelningen väljer vilka antaganden en utgåva vilar på."),
    "frames.save_passing": _("Bara ekonomiavdelningen skriver vad i den ingående budgeten som inte varar."),
    "frames.save_changes": _("Bara ekonomiavdelningen ändrar i ramarna. Fråga dem om det du vill ändra."),
    "frames.undo_save": _("Bara ekonomiavdelningen ändrar i ramarna."),
    "frames.generate_changes": _("Bara ekonomiavdelningen räknar om ramarna."),
    "frames.freeze_edition": _("Bara ekonomiavdelningen fryser utgåvor."),
    "frames.set_goal": _("Bara ekonomiavdelningen lägger in de finansiella målen."),
    "frames.remove_goal": _("Bara ekonomiavdelningen tar bort finansiella mål."),
    "frames.write_directive": _("Bara ekonomiavdelningen skriver ramdirektivet."),
    "frames.give_to_unions": _("Bara ekonomiavdelningen lämnar ramdirektivet till facken."),
    "frames.dispatch_frames": _("Bara ekonomiavdelningen skickar ut ramarna."),
    "frames.decide_edition": _("Bara ekonomiavdelningen knyter beslutet till utgåvan."),
}
"""Verbs of the process owner, each with its refusal."""


def may(actor: Actor, verb: str, edition: Edition | None = None) -> Verdict:
    """Whether the actor may use a verb of this area, in this edition where it concerns one."""
    if not actor.owns_the_process:
        return Denied(_CENTRE_ONLY[verb])
    if edition is not None and verb in _WRITES:
        if edition.kind not in CENTRES_OWN:
            return Denied(_("Partiernas förslag skrivs av partierna."))
        if not edition.is_open:
            return Denied(
                _("Utgåvan är fryst och ändras aldrig. Börja en ny utgåva på den, så bärs ändringarna vidare.")
            )
    return Allowed(CENTRE)


_WRITES = {
    "frames.write_directive",
    "frames.choose_assumptions",
    "frames.save_changes",
    "frames.undo_save",
    "frames.generate_changes",
    "frames.freeze_edition",
}


def may_experiment(actor: Actor) -> Verdict:
    """Whether the actor may move levers: what pay does lies in them."""
    if may_see_internal(actor):
        return Allowed(CENTRE)
    return Denied(
        _(
            "Labbet räknar på lönerna och är därför öppet för ekonomiavdelningen och ledningen. Be dem räkna på din "
            "fråga."
        )
    )


def may_see_internal(actor: Actor) -> bool:
    """Whether internal notes are shown to the actor."""
    return actor.owns_the_process or leads(actor)


VERBS: dict[str, Callable[..., Any]] = dict.fromkeys(_CENTRE_ONLY, may)
