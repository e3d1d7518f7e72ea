"""Pages that show: the matters of the year, a step, a sitting with its board, the minutes."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from ramverk.apps.cycle.desks import papers
from ramverk.apps.cycle.models import Activity
from ramverk.apps.cycle.queries.rounds import current_round
from ramverk.apps.cycle.queries_decision import deciding_bodies, decisions_of
from ramverk.apps.decisions import forms
from ramverk.apps.decisions.actions.register_matter import EDITION_FIRST, register_matter
from ramverk.apps.decisions.actions.write_clauses import decided_edition, lacks_edition
from ramverk.apps.decisions.models import DutyKind, Matter, MatterKind, Reservation, Sitting, SittingState
from ramverk.apps.decisions.policy import (
    DUTIES,
    MATTERS,
    RESERVATIONS,
    SITTINGS,
    leads,
    may,
    may_bring_on,
    may_hand_in,
    may_move,
    may_open,
    may_set_new_days,
    may_tie,
)
from ramverk.apps.decisions.queries.appeal import appeal_of, force_of, is_preparatory
from ramverk.apps.decisions.queries.attached import Attached, attached_seen, papers_seen
from ramverk.apps.decisions.queries.board import Board, ClauseLine, board_of
from ramverk.apps.decisions.queries.findings import is_final, sitting_findings
from ramverk.apps.decisions.queries.gate import gate_beside
from ramverk.apps.decisions.queries.handed import to_be_tabled
from ramverk.apps.decisions.queries.minutes import minutes_of
from ramverk.apps.decisions.queries.next_step import POSTPONED, plain_recording
from ramverk.apps.decisions.queries.outcome import outcomes, result_after
from ramverk.apps.decisions.queries.overview import overview_of
from ramverk.apps.decisions.queries.people import own_place, serving
from ramverk.apps.decisions.views.finding import visible_matter, visible_sitting, visible_step
from ramverk.apps.frames.models import Edition, EditionKind
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.organisation.models import BodyKind
from ramverk.apps.proposals.queries.hand_overs import Proposal
from ramverk.apps.trail import clock
from ramverk.apps.trail.queries import history
from ramverk.apps.trail.verdicts import Denied, Refused, Sentence, Verdict
from ramverk.apps.trail.wording import in_words


@login_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The matters of the round, with where each stands, and the decisions of the year that have none yet."""
    actor = acting(request)
    in_round = current_round(actor)
    rows = MATTERS.filter(Matter.objects.filter(round=in_round), actor).prefetch_related("sittings__body")
    seen = set(SITTINGS.filter(Sitting.objects.filter(matter__round=in_round), actor).values_list("pk", flat=True))
    lines = [(row, [one for one in row.sittings.all() if one.pk in seen]) for row in rows]
    steps = Activity.objects.filter(round=in_round, kind="decision").exclude(state="cancelled").select_related("owner")
    context = {"lines": lines, "steps": steps.exclude(sittings__in=seen).order_by("start", "order")}
    return render(request, "decisions/index.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    """A step of the year: its matters, or the form that registers one. The plain way is a link away."""
    step, actor = visible_step(request, pk), acting(request)
    form = _matter_form(request, step)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            made = register_matter(
                actor, step, values["body"], values["kind"], values["register_number"], values["title"], values["day"]
            )
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            return redirect("decisions:clauses", made.pk)
    rows = SITTINGS.filter(step.sittings.select_related("matter", "body"), actor)
    may_record, is_put_off = plain_recording(step), any(row.state in POSTPONED for row in rows)
    context = {
        "activity": step,
        "sittings": list(rows),
        "decisions": decisions_of(step, actor),
        "papers": papers(step, actor),
        "form": form,
        "may_register": may(actor, "decisions.register_matter", body_id=step.owner_id or 0),
        "may_record": may_record,
        "hinder": may_record.sentence if is_put_off and isinstance(may_record, Denied) else "",
        "coming": _coming(actor, step),
        "entries": in_words(history(step)[:20]),
    }
    return render(request, "decisions/activity.html", context, status=422 if form.errors else 200)


def _coming(actor: Actor, step: Activity) -> list[Matter]:
    """The matters that another body is done with and that can be brought on to this step."""
    last = Sitting.objects.filter(matter__round=step.round, followed_by=None).exclude(activity=step)
    rows = SITTINGS.filter(last.select_related("matter", "body"), actor)
    return [row.matter for row in rows if may_bring_on(actor, row) and row.matter.kind != MatterKind.DIRECTIVE]


def _matter_form(request: HttpRequest, step: Activity) -> forms.MatterForm:
    initial = {"body": step.owner_id, "day": step.end or clock.today(), "title": step.title, "kind": kind_at(step)}
    form = forms.MatterForm(request.POST) if request.method == "POST" else forms.MatterForm(initial=initial)
    bodies: Any = form.fields["body"]
    bodies.queryset = deciding_bodies(clock.today())
    return form


def kind_at(step: Activity) -> str:
    """What the step decides: by the edition that finance has begun for it, else what is most likely."""
    begun = Edition.objects.filter(activity=step).order_by("-pk").values_list("kind", flat=True).first() or ""
    return _KINDS.get(begun) or _likely_kind(step)


_KINDS: dict[str, str] = {
    EditionKind.DIRECTIVE_DRAFT: MatterKind.DIRECTIVE,
    EditionKind.PRELIMINARY: MatterKind.DIRECTIVE,
    EditionKind.CONFIRMED: MatterKind.CONFIRMING,
}


def _likely_kind(step: Activity) -> str:
    """What a matter at the step is most likely about, by what the round has decided so far."""
    decided = Sitting.objects.filter(matter__round=step.round, state=SittingState.DECIDED)
    if decided.filter(matter__kind=MatterKind.BUDGET, body__kind=BodyKind.COUNCIL).exists():
        return MatterKind.CONFIRMING
    is_boards = step.owner is not None and step.owner.kind == BodyKind.EXECUTIVE_BOARD
    is_first = is_boards and not decided.filter(matter__kind=MatterKind.DIRECTIVE).exists()
    return MatterKind.DIRECTIVE if is_first else MatterKind.BUDGET


@login_required
@require_GET
def matter(request: HttpRequest, pk: int) -> HttpResponse:
    """One matter: its way through the bodies."""
    shown, actor = visible_matter(request, pk), acting(request)
    rows = list(SITTINGS.filter(shown.sittings.select_related("body", "activity", "postponement"), actor))
    last = rows[-1] if rows else None
    may_bring, hinder = _on_from(actor, shown, last)
    may_set = bool(last and may_set_new_days(actor, last))
    context = {
        "matter": shown,
        "sittings": rows,
        "last": last,
        "may_set_new_days": may_set,
        "may_bring": may_bring,
        "hinder": "" if may_set else hinder,
        "today": clock.today(),
        **_legal_clock(last),
        "entries": in_words(history(shown)[:20]),
    }
    return render(request, "decisions/matter.html", context)


def _on_from(actor: Actor, shown: Matter, last: Sitting | None) -> tuple[bool, Sentence]:
    """Whether the matter can be brought on now, and what hinders it where it should go on."""
    verdict = may_bring_on(actor, last)
    if last is None or isinstance(verdict, Denied):
        is_put_off = last is not None and last.state in POSTPONED
        return False, verdict.sentence if is_put_off and isinstance(verdict, Denied) else ""
    if lacks_edition(last):
        return False, EDITION_FIRST
    is_over = shown.kind == MatterKind.DIRECTIVE and last.state not in POSTPONED  # the board's decision is the last one
    return not is_over, ""


@login_required
@require_GET
def sitting(request: HttpRequest, pk: int) -> HttpResponse:
    """The desk of a sitting: clauses as lines, proposals beside them, the ladder, and what is to be done now."""
    shown = visible_sitting(request, pk)
    return render(request, "decisions/sitting.html", sitting_context(shown, acting(request)))


def sitting_context(shown: Sitting, actor: Actor) -> dict[str, Any]:
    """What the desk shows."""
    board = board_of(shown)
    found = outcomes(board)
    place = own_place(actor, shown)
    is_leader = leads(actor, shown.body_id)
    return {
        "sitting": shown,
        "matter": shown.matter,
        "board": board,
        "outcomes": found,
        "is_leader": is_leader,
        "place": place,
        "serving": serving(shown),
        "may_write": may(actor, "decisions.write_clauses", shown),
        "may_table": may(actor, "decisions.table_edition", shown),
        "overview": overview_of(board, found),
        "waiting": _waiting(actor, shown, board),
        "folded": _folded(board),
        "open_contested": [line for line in board.contested if not line.clause.is_settled],
        "may_move": may_move(actor, shown, place),
        "may_decide": may(actor, "decisions.decide_clause", shown),
        "may_open": may_open(actor, shown, clock.today()),
        "may_tie": may_tie(actor, shown),
        "edition": decided_edition(shown),
        "gates": list(gate_beside(board.main.edition, actor)) if board.main and board.main.edition else [],
        "is_final": is_final(shown),
        "is_preparatory": is_preparatory(shown),
        "results": sorted(result_after(board, found).items()),
        "findings": sitting_findings(board) if is_leader and not shown.is_over else [],
        "reservations": _reservations(shown, actor),
        "papers": papers_seen(shown, actor),
        "may_lay": may(actor, "decisions.lay_notes", shown) and shown.body.kind == BodyKind.EXECUTIVE_BOARD,
        "duties": DUTIES.filter(shown.duties.exclude(kind=DutyKind.EXTRACT), actor),
        "extracts": list(DUTIES.filter(shown.duties.filter(kind=DutyKind.EXTRACT), actor)),
        "today": clock.today(),
        **_legal_clock(shown),
        "may_set_new_days": may_set_new_days(actor, shown),
        "continues": SITTINGS.filter(shown.followed_by.select_related("body"), actor),
        "entries": in_words(history(shown)[:8]),
    }


def _folded(board: Board) -> dict[str, list[ClauseLine]]:
    """The clauses that are left, apart from those that are done or stand above: folded while the sitting goes on."""
    is_open = board.sitting.state == SittingState.OPEN
    done = {line.clause.pk for line in board.lines if is_open and line.clause.is_settled}
    left = [line for line in board.lines if line.clause.pk not in done]
    return {
        "left": [line for line in left if not (is_open and line.is_contested)],
        "above": [line for line in left if is_open and line.is_contested],
        "done": [line for line in board.lines if line.clause.pk in done],
        "contested_left": [line for line in left if line.is_contested],
        "contested_done": [line for line in board.contested if line.clause.pk in done],
    }


def _reservations(shown: Sitting, actor: Actor) -> list[tuple[Reservation, Verdict, Attached | None]]:
    """Each with whether its reasons may be handed in, and with the attachment where they are."""
    rows = shown.reservations.select_related("place__person", "clause", "sitting", "paper")
    attached = {one.paper.reservation_id: one for one in attached_seen(shown, actor)}
    return [(row, may_hand_in(actor, row), attached.get(row.pk)) for row in RESERVATIONS.filter(rows, actor)]


def _waiting(actor: Actor, shown: Sitting, board: Board) -> list[Proposal]:
    """The parties' proposals that could still be laid on the table, for those who lay them."""
    is_put = any(line.clause.is_settled or (line.rungs and line.rungs[0].proposition) for line in board.lines)
    if board.main is None or is_put or not may(actor, "decisions.table_edition", shown):
        return []
    return to_be_tabled(shown)


def _legal_clock(shown: Sitting | None) -> dict[str, Any]:
    """The last day to appeal and the day of legal force, where there is a decision that can be appealed."""
    found = appeal_of(shown) if shown else None
    return {"appeal": found, "force": force_of(shown, found) if shown and found else None}


@login_required
@require_GET
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes: as they will stand, or as they were frozen."""
    shown = visible_sitting(request, pk)
    frozen = shown.minutes
    headings: Any = frozen.content["headings"] if frozen else minutes_of(board_of(shown))
    attached = attached_seen(shown, acting(request))
    context = {"sitting": shown, "headings": headings, "document": frozen, "attached": attached}
    return render(request, "decisions/minutes.html", context)
