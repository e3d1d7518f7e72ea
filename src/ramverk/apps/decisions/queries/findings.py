"""What is doubtful about deciding now: the consultation, money without cover, balance, what nobody has prepared."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import ActivityKind, MinutesState, Need
from ramverk.apps.cycle.queries_decision import decision_findings
from ramverk.apps.decisions.models import ClauseKind, MatterKind, Sitting
from ramverk.apps.decisions.queries.board import Board
from ramverk.apps.decisions.queries.outcome import (
    Outcome,
    decided_rate,
    frames_moved,
    is_amended,
    lines_moved,
    outcomes,
    result_after,
)
from ramverk.apps.frames.models import Edition
from ramverk.apps.meetings.models import ConsultationMaterial
from ramverk.apps.organisation.models import BodyKind
from ramverk.core.findings import Finding, Severity, worst_first
from ramverk.core.money import Ore, Unit, format_amount
from ramverk.rules.loader import RuleError
from ramverk.rules.plan import load_limits

REASON_NEEDED = frozenset(
    {
        "decision.other_version", "decision.not_prepared", "decision.not_balanced", "decision.not_technical",
        "decision.investments_apart",
    }
)  # fmt: skip
"""Findings that are passed only with a recorded reason, beside those of every decision."""


def sitting_findings(board: Board) -> list[Finding]:
    """Worst first: what every decision is asked, and what the board's clauses say."""
    sitting = board.sitting
    plain = decision_findings(sitting.activity, sitting.body, sitting.day, MinutesState.ADJUSTED)
    if sitting.matter.kind == MatterKind.OWN:
        plain = []
    decided = outcomes(board)
    return worst_first(
        [
            *plain,
            *_consulted(board),
            *_prepared(board),
            *_technical(board),
            *_rate(board, decided),
            *_statements(board, decided),
            *_apart(board, decided),
            *_money(board, decided),
        ]
    )


def is_final(sitting: Sitting) -> bool:
    """Whether this decision binds: the council's, and in an election year that of the newly elected (KL 11:10)."""
    if sitting.body.kind != BodyKind.COUNCIL or sitting.matter.kind == MatterKind.OWN:
        return False
    if not sitting.matter.round.is_election_year:
        return True
    return sitting.day >= _new_council(sitting.day)


def _new_council(day: date) -> date:
    try:
        return load_limits(day).new_council_from.in_year(day.year)
    except RuleError:
        return date(day.year, 10, 15)


def consulted_material(sitting: Sitting) -> ConsultationMaterial | None:
    """The material last given at the consultation that this step waits for."""
    steps = Need.objects.filter(activity=sitting.activity, needed__kind=ActivityKind.CONSULTATION).values("needed")
    rows = ConsultationMaterial.objects.filter(consultation__meeting__activity__in=steps)
    return rows.select_related("document", "consultation__meeting").order_by("-given_at", "-pk").first()


def _consulted(board: Board) -> Iterator[Finding]:
    """The version consulted on must be the version decided; an unconfirmed rule, so it warns and asks for a reason."""
    if board.sitting.matter.kind == MatterKind.OWN:
        return
    material = consulted_material(board.sitting)
    edition = board.main.edition if board.main else None
    if material is None or edition is None or edition.document_id is None:
        return
    is_same = material.document.checksum in _same_ledger(edition)
    if is_same and not is_amended(board):
        return
    what = _("Förslaget har ändrats på sammanträdet.") if is_same else _("En annan version ligger på bordet.")
    yield Finding(
        "decision.other_version",
        Severity.WARNING,
        message=_(
            "Samverkan gällde ”%(title)s”. %(what)s Lämna den nya versionen, så öppnas samverkan igen, eller skriv "
            "skälet till att beslutet fattas ändå."
        )
        % {"title": material.document.title, "what": what},
        message_en="The unions were consulted on another version. Give them the new one, or record why not.",
        law="MBL 11 § (obekräftad regel: varnar)",
    )


def _same_ledger(edition: Edition) -> set[str]:
    """The checksums of the edition and of what it only carries on: without a change it says what it rests on."""
    found: set[str] = set()
    here: Edition | None = edition
    while here is not None:
        if here.document is not None:
            found.add(here.document.checksum)
        here = None if here.changes.exists() else here.parent
    return found


def _prepared(board: Board) -> Iterator[Finding]:
    """Whatever the council decides has been before the executive board (KL 5:26-28)."""
    sitting = board.sitting
    if sitting.body.kind != BodyKind.COUNCIL or board.main is None:
        return
    if sitting.after is None:
        yield _never_prepared()
        return
    new = [line.clause for line in board.lines if line.main is None]
    for clause in new:
        if clause.is_settled and clause.won_by_id == board.main.pk:
            continue  # it was turned down
        yield Finding(
            "decision.not_prepared",
            Severity.WARNING,
            message=_(
                "Att-sats %(number)s (%(subject)s) har inte beretts av kommunstyrelsen. Den kan avgöras bara om den "
                "ryms i ärendet; skriv varför, eller återremittera."
            )
            % {"number": clause.number, "subject": clause.subject},
            message_en=f"Clause {clause.number} has not been prepared by the executive board.",
            law="Kommunallagen 5 kap. 26–28 och 54 §§",
        )


def _never_prepared() -> Finding:
    return Finding(
        "decision.no_preparation",
        Severity.WARNING,
        message=_(
            "Ärendet har inte behandlats av kommunstyrelsen här. Har ingen nämnd eller beredning berett det kan det "
            "inte avgöras, bara bordläggas eller återremitteras."
        ),
        message_en="The executive board has not dealt with the matter here; it must be prepared before it is decided.",
        law="Kommunallagen 5 kap. 26–28 §§",
    )


def _technical(board: Board) -> Iterator[Finding]:
    """A confirming decision that is amended is a budget decision, with all that one takes."""
    if board.sitting.matter.kind == MatterKind.CONFIRMING and is_amended(board):
        yield Finding(
            "decision.not_technical",
            Severity.WARNING,
            message=_(
                "Beslutet är inte längre bara tekniskt: ett annat förslag har vunnit. Det kräver beredning, samverkan "
                "och finansiering som ett nytt budgetbeslut; skriv skälet, eller återremittera."
            ),
            message_en="The decision is no longer only technical.",
            law="Kommunallagen 5 kap. 26–28 §§",
        )


def _rate(board: Board, decided: list[Outcome]) -> Iterator[Finding]:
    sitting = board.sitting
    if sitting.matter.kind == MatterKind.OWN or not is_final(sitting) or not board.is_settled:
        return
    if decided_rate(decided) is None:
        yield Finding(
            "decision.rate_missing",
            Severity.ERROR,
            message=_(
                "Beslutet anger ingen skattesats. Lägg till en att-sats om skattesatsen innan behandlingen öppnas."
            ),
            message_en="The decision states no tax rate.",
            law="Kommunallagen 11 kap. 6 §",
            blocks=True,
        )


def _statements(board: Board, decided: list[Outcome]) -> Iterator[Finding]:
    """A budget shows its financing and the expected position at the year's end (KL 11:6)."""
    sitting = board.sitting
    if sitting.matter.kind == MatterKind.OWN or not is_final(sitting) or not board.is_settled:
        return
    there = {one.clause.kind for one in decided if one.value is not None}
    lacks = [str(kind.label) for kind in _STATED if kind not in there]
    if lacks:
        yield Finding(
            "decision.statement_missing",
            Severity.ERROR,
            message=_(
                "Beslutet saknar %s. Välj ingående balans och finansieringsplan för utgåvan under Antaganden, så "
                "skrivs att-satserna ur den."
            )
            % ", ".join(lacks),
            message_en=f"The decision lacks: {', '.join(lacks)}.",
            law="Kommunallagen 11 kap. 6 §",
            blocks=False,
        )


_STATED = (ClauseKind.STATEMENTS, ClauseKind.BALANCE, ClauseKind.CASH_FLOW)


def _apart(board: Board, decided: list[Outcome]) -> Iterator[Finding]:
    """Projects of one proposal, frames or balance of another: capital cost and loans are not those of the projects."""
    won = next((one.won_by for one in decided if one.clause.kind == ClauseKind.INVESTMENTS and one.value), None)
    if won is None or won.edition_id is None or not board.is_settled:
        return
    resting = (ClauseKind.FRAME, ClauseKind.BALANCE, ClauseKind.CASH_FLOW)
    others = {one.won_by.edition_id for one in decided if one.clause.kind in resting and one.won_by.edition_id}
    if others - {won.edition_id}:
        yield Finding(
            "decision.investments_apart",
            Severity.WARNING,
            message=_(
                "Investeringsbudgeten kommer från ”%s” men ramar eller balansbudget från ett annat förslag. "
                "Kapitalkostnad, lån och tillgångar följer inte de projekt som har beslutats; ekonomiavdelningen "
                "räknar om dem som en teknisk ändring. "
                "Skriv det som skäl, eller återremittera."
            )
            % won.name,
            message_en="The investments decided and the frames come from different proposals.",
            law="Kommunallagen 11 kap. 5 §",
        )


def _money(board: Board, decided: list[Outcome]) -> Iterator[Finding]:
    """Amendments that cost money should say from where; the budget year must balance (KL 11:5, 11:15)."""
    if not any(one.clause.kind == ClauseKind.FRAME for one in decided):
        return
    year = board.sitting.matter.round.budget_year
    more = sum(by_year.get(year, 0) for by_year in frames_moved(board, decided).values())
    more -= sum(by_year.get(year, 0) for by_year in lines_moved(board, decided).values())
    if more > 0:
        yield Finding(
            "decision.not_financed",
            Severity.WARNING,
            message=_(
                "Det beslutade kostar %(amount)s tkr mer %(year)s än förslaget; resultatet blir lika mycket lägre."
            )
            % {"amount": format_amount(Ore(more), Unit.TKR), "year": year},
            message_en=f"What is decided costs {more // 100_000} tkr more than what was proposed.",
            law="Kommunallagen 11 kap. 5 och 15 §§",
        )
    result = result_after(board, decided).get(year)
    if result is not None and result <= 0:
        yield Finding(
            "decision.not_balanced",
            Severity.ERROR if is_final(board.sitting) else Severity.WARNING,
            message=_(
                "Resultatet %(year)s blir %(amount)s tkr. Intäkterna ska överstiga kostnaderna; finns synnerliga skäl "
                "ska de stå i beslutet. Skriv dem som skäl, eller återremittera."
            )
            % {"year": year, "amount": format_amount(Ore(result), Unit.TKR)},
            message_en=f"The result of {year} is not positive.",
            law="Kommunallagen 11 kap. 5 §",
            blocks=False,
        )
