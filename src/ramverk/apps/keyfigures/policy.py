"""Who may see and do what with key figures, the analysis and the boards' presentations.

Figures are open to everyone who signs in. The analysis is a draft of the analysis group until it is signed; a board's
presentation is the board's until it is ready. Then both are everyone's, the opposition included.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ramverk.apps.keyfigures.models import (
    Analysis,
    AnalysisEdition,
    AnalysisFinding,
    AnalysisState,
    BoardAnswer,
    ComparisonGroup,
    Fetch,
    Indicator,
    Presentation,
    ScbTable,
    Unit,
    Vintage,
)
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import PRESIDIUM, BodyKind, Role
from ramverk.apps.trail.verdicts import Allowed, Denied, Verdict
from ramverk.apps.trail.visibility import Circle, Visibility

EVERYONE = _("alla som är inloggade")
ANALYSTS = _("analysgruppen och ekonomiavdelningen")
OWN_BOARD = _("nämnden själv")


def analyses(actor: Actor) -> bool:
    """Whether the actor works with the analysis: the analysis group, and finance."""
    return actor.owns_the_process or actor.holds(kind=BodyKind.ANALYSIS_GROUP)


def _signed_in(rows: Q) -> Callable[[Actor], Q | None]:
    return lambda actor: rows if actor.is_signed_in else None


def _analysts(rows: Q) -> Callable[[Actor], Q | None]:
    return lambda actor: rows if analyses(actor) else None


def _own_board(actor: Actor) -> Q | None:
    bodies = own_boards(actor)
    return Q(body_id__in=bodies) if bodies else None


def own_boards(actor: Actor) -> frozenset[int]:
    """The boards the actor sits in, keeps the minutes of, or whose administration they belong to."""
    administrations = (one.parent_id for one in actor.held(kind=BodyKind.ADMINISTRATION) if one.parent_id)
    return actor.body_ids(kind=BodyKind.BOARD) | frozenset(administrations)


def _open(model: type[Any]) -> Visibility[Any]:
    return Visibility(model, (Circle(EVERYONE, _signed_in(Q())),), _("Nyckeltalen syns för alla som är inloggade."))


INDICATORS: Visibility[Indicator] = _open(Indicator)
VINTAGES: Visibility[Vintage] = _open(Vintage)
UNITS: Visibility[Unit] = _open(Unit)
SCB_TABLES: Visibility[ScbTable] = _open(ScbTable)
GROUPS: Visibility[ComparisonGroup] = _open(ComparisonGroup)
FETCHES = Visibility(
    Fetch, (Circle(ANALYSTS, _analysts(Q())),), _("Hämtningar sköts av ekonomiavdelningen och analysgruppen.")
)
_DRAFT_CLOSED = _("Analysen är ett utkast tills analysgruppen har undertecknat den. Sedan syns den för alla.")
ANALYSES = Visibility(
    Analysis,
    (Circle(EVERYONE, _signed_in(Q(state=AnalysisState.SIGNED))), Circle(ANALYSTS, _analysts(Q()))),
    _DRAFT_CLOSED,
)
FINDINGS = Visibility(
    AnalysisFinding,
    (Circle(EVERYONE, _signed_in(Q(analysis__state=AnalysisState.SIGNED))), Circle(ANALYSTS, _analysts(Q()))),
    _DRAFT_CLOSED,
)
EDITIONS: Visibility[AnalysisEdition] = _open(AnalysisEdition)
ANSWERS: Visibility[BoardAnswer] = _open(BoardAnswer)
PRESENTATIONS = Visibility(
    Presentation,
    (
        Circle(EVERYONE, _signed_in(Q(is_ready=True))),
        Circle(OWN_BOARD, _own_board),
        Circle(_("ekonomiavdelningen"), lambda actor: Q() if actor.owns_the_process else None),
    ),
    _("Nämndens presentation är nämndens tills den är klar. Sedan syns den för alla."),
)

_ANALYSTS_ONLY = {
    "keyfigures.import_figures": _("Bara ekonomiavdelningen och analysgruppen läser in nyckeltal."),
    "keyfigures.fetch_figures": _("Bara ekonomiavdelningen och analysgruppen hämtar nyckeltal."),
    "keyfigures.choose_table": _("Bara ekonomiavdelningen och analysgruppen väljer tabeller hos SCB."),
    "keyfigures.add_indicator": _("Bara ekonomiavdelningen och analysgruppen lägger upp egna nyckeltal."),
    "keyfigures.describe_indicator": _("Bara ekonomiavdelningen och analysgruppen ändrar riktning och enhet."),
    "keyfigures.set_group": _("Bara ekonomiavdelningen och analysgruppen väljer jämförelsegrupper."),
    "keyfigures.write_finding": _("Bara analysgruppen och ekonomiavdelningen skriver i analysen."),
    "keyfigures.remove_finding": _("Bara analysgruppen och ekonomiavdelningen skriver i analysen."),
    "keyfigures.reopen_analysis": _("Bara analysgruppen och ekonomiavdelningen öppnar analysen igen."),
}


def may(actor: Actor, verb: str) -> Verdict:
    """Whether the actor may use one of the verbs of those who work with the figures."""
    return Allowed(ANALYSTS) if analyses(actor) else Denied(_ANALYSTS_ONLY[verb])


def may_write(actor: Actor, analysis: Analysis | None, verb: str = "keyfigures.write_finding") -> Verdict:
    """Whether the actor may write in the analysis as it stands."""
    if analysis is not None and analysis.state == AnalysisState.SIGNED and verb != "keyfigures.reopen_analysis":
        return Denied(_("Analysen är undertecknad. Öppna den igen för att skriva en ny version; den gamla står kvar."))
    return may(actor, verb)


def may_sign(actor: Actor) -> Verdict:
    """Whether the actor may sign the analysis: the analysis group itself."""
    if actor.holds(kind=BodyKind.ANALYSIS_GROUP):
        return Allowed(_("analysgruppen"))
    return Denied(_("Slutsatserna är analysgruppens egna. Någon i analysgruppen undertecknar dem."))


def may_type(actor: Actor, indicator: Indicator) -> Verdict:
    """Whether the actor may write values of a local indicator: the analysts, or the board it is of."""
    if not indicator.is_local:
        return Denied(_("Nationella nyckeltal skrivs inte in för hand. De hämtas eller läses in från fil."))
    if analyses(actor) or (indicator.body_id is not None and indicator.body_id in own_boards(actor)):
        return Allowed(ANALYSTS)
    return Denied(_("Värdena skrivs in av analysgruppen, ekonomiavdelningen eller den nämnd som äger nyckeltalet."))


_SPEAKING = (*PRESIDIUM, Role.SECRETARY)


def speaks_for(actor: Actor, body_id: int) -> bool:
    """Whether the actor speaks for a board: its presidium, its secretary, or the head of its administration."""
    if actor.holds(_SPEAKING, BodyKind.BOARD, body_id):
        return True
    return any(one.parent_id == body_id for one in actor.held(Role.HEAD, BodyKind.ADMINISTRATION))


def may_answer(actor: Actor, body_id: int) -> Verdict:
    """Whether the actor may answer the analysis for a board."""
    if speaks_for(actor, body_id):
        return Allowed(OWN_BOARD)
    return Denied(_("Nämndens presidium, sekreterare eller förvaltningschef svarar för nämnden."))


def may_present(actor: Actor, body_id: int) -> Verdict:
    """Whether the actor may write a board's presentation; finance may, when asked to."""
    if speaks_for(actor, body_id) or actor.owns_the_process:
        return Allowed(OWN_BOARD)
    return Denied(_("Presentationen skrivs av nämndens presidium, sekreterare eller förvaltningschef."))


VERBS: dict[str, Callable[..., Verdict]] = {
    **dict.fromkeys(_ANALYSTS_ONLY, may),
    "keyfigures.sign_analysis": may_sign,
    "keyfigures.type_values": may_type,
    "keyfigures.answer_analysis": may_answer,
    "keyfigures.write_presentation": may_present,
}
