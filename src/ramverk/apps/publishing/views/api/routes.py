"""The addresses of the API, each a few lines over what is open (`queries/open_book.py`)."""

import json
from collections.abc import Iterable, Mapping
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from ninja import Path, Query

from ramverk.apps.cycle.models import Round
from ramverk.apps.frames.findings import FRAMED
from ramverk.apps.frames.ledger import board_key, core_edition
from ramverk.apps.frames.queries.figures import cause_name, figures
from ramverk.apps.frames.queries.goals import ShownGoal
from ramverk.apps.organisation.models import Body, Municipality
from ramverk.apps.plans.models import Goal
from ramverk.apps.proposals.queries.hand_overs import Proposal
from ramverk.apps.publishing.contents.data import LICENCE
from ramverk.apps.publishing.models import Publication
from ramverk.apps.publishing.queries.board_goals import BoardGoal, board_goals
from ramverk.apps.publishing.queries.calendar import public_calendar
from ramverk.apps.publishing.queries.open_book import (
    OpenEdition,
    council_goals,
    goals_of,
    investments_of,
    open_editions,
    open_proposals,
    open_sittings,
    public_round,
)
from ramverk.apps.publishing.queries.publications import opened
from ramverk.apps.publishing.views.api import shapes
from ramverk.apps.publishing.views.api.house import absolute, api, kept, one_page
from ramverk.core.editions.bridge import frame_bridge
from ramverk.core.editions.changes import PostKind
from ramverk.core.investments.sheets import Sheet

Page = Annotated[int, Query(1, ge=1, le=100_000, description="Vilken sida, från 1.")]
PerPage = Annotated[int, Query(100, ge=1, le=500, description="Poster på en sida.")]
Year = Annotated[int, Query(0, ge=0, le=2200, description="Bara det året; 0 är alla.")]
BoardKey = Annotated[str, Query("", max_length=60, description="Bara den nämnden (kortnamn); tomt är alla.")]
CauseCode = Annotated[str, Query("", max_length=40, description="Bara den orsaken; tomt är alla.")]
Uid = Annotated[UUID, Path(description="Utgåvans uid.")]
Slug = Annotated[str, Path(max_length=80, pattern=r"^[-a-zA-Z0-9_]+$", description="Dokumentets adress.")]
Number = Annotated[int, Path(ge=1, le=2_000_000_000)]
WRONG: dict[int, Any] = {422: shapes.Problem}
MISSING: dict[int, Any] = {404: shapes.Problem, 422: shapes.Problem}


@api.get("", response=shapes.Root, url_name="root", summary="Vad som finns")
def root(request: HttpRequest) -> Any:  # noqa: ARG001 - Ninja's signature
    """Kommunen, licensen och adresserna till listorna."""
    municipality = Municipality.objects.first()
    lists = ("editions", "boards", "proposals", "decisions", "timetable", "documents")
    return {
        "municipality": municipality.name if municipality else "",
        "code": municipality.code if municipality else "",
        "inhabitants": municipality.inhabitants if municipality else None,
        "is_invented": bool(municipality and municipality.is_invented),
        "licence": LICENCE,
        "lists": {name: absolute(f"api:{name}") for name in lists},
        "description": absolute("api:openapi"),
    }


def _short(row: OpenEdition) -> dict[str, Any]:
    edition = row.edition
    return {
        "id": absolute("api:edition", edition.uid), "uid": str(edition.uid), "name": edition.name,
        "kind": edition.kind, "kind_name": str(edition.get_kind_display()), "state": edition.state,
        "years": [int(year) for year in edition.years], "checksum": edition.checksum, "opened": row.opened_at,
        "document": absolute("public:document", row.publication.slug),
    }  # fmt: skip


def _edition(uid: UUID) -> OpenEdition:
    found = next((row for row in open_editions() if row.edition.uid == uid), None)
    if found is None:
        raise Http404
    return found


@api.get("editions", response={200: shapes.Editions, **WRONG}, url_name="editions", summary="Utgåvor")
def editions(request: HttpRequest, page: Page, per_page: PerPage) -> Any:
    """Utgåvor av budgeten som har publicerats, den senast öppnade först."""
    return one_page(request, shapes.Editions, open_editions(), page, per_page, _short)


@api.get("editions/{uid}", response={200: shapes.Edition, **MISSING}, url_name="edition", summary="En utgåva")
def edition(request: HttpRequest, uid: Uid) -> Any:  # noqa: ARG001 - Ninja's signature
    """Utgåvan med sin resultatbudget."""
    row = _edition(uid)
    result = [
        {
            "name": line.label, "is_sum": line.is_sum,
            "amounts": [{"year": cell.year, "amount_ore": cell.amount or 0} for cell in line.cells],
        }
        for line in figures(row.edition).result
    ]  # fmt: skip
    parts = {name: absolute(f"api:{name}", uid) for name in ("frames", "changes", "goals", "investments")}
    return {**_short(row), "result": result, **parts}


@api.get("editions/{uid}/frames", response={200: shapes.Frames, **MISSING}, url_name="frames", summary="Ramar")
def frames(
    request: HttpRequest, uid: Uid, page: Page, per_page: PerPage, board: BoardKey, year: Year
) -> Any:  # fmt: skip
    """Nämndernas ramar per år."""
    row = _edition(uid)
    rows = [
        {
            "edition": absolute("api:edition", uid), "board": one.key, "board_name": one.name, "year": cell.year,
            "amount_ore": cell.amount or 0,
        }
        for one in figures(row.edition).boards
        for cell in one.frame
        if board in {"", one.key} and year in {0, cell.year}
    ]  # fmt: skip
    return one_page(request, shapes.Frames, rows, page, per_page, lambda one: one)


@api.get("editions/{uid}/changes", response={200: shapes.Changes, **MISSING}, url_name="changes", summary="Ändringar")
def changes(
    request: HttpRequest, uid: Uid, page: Page, per_page: PerPage, board: BoardKey, cause: CauseCode
) -> Any:  # fmt: skip
    """Varje ändring från ingående ram, med orsak, text och källa. Interna anteckningar är aldrig med."""
    row = _edition(uid)
    return one_page(request, shapes.Changes, list(_changes(row, board, cause)), page, per_page, lambda one: one)


def _changes(row: OpenEdition, board: str, cause: str) -> Iterable[dict[str, Any]]:
    of = figures(row.edition)
    names = {one.key: one.name for one in of.boards}
    for line in frame_bridge(core_edition(row.edition)).rows:
        for step in line.steps:
            owner = step.change.post.owner
            if step.change.post.kind is not PostKind.FRAME or board not in {"", owner}:
                continue
            if cause in {"", line.cause.value}:
                yield {
                    "id": step.change.id, "edition": absolute("api:edition", row.edition.uid), "board": owner,
                    "board_name": names.get(owner, owner), "cause": line.cause.value,
                    "cause_name": cause_name(line.cause), "text": step.change.text,
                    "source": step.change.source.words, "is_one_off": step.change.is_one_off,
                    "amounts": [{"year": year, "amount_ore": -int(step.in_year(year))} for year in of.years],
                }  # fmt: skip


@api.get("editions/{uid}/goals", response={200: shapes.Goals, **MISSING}, url_name="goals", summary="Mål")
def goals(request: HttpRequest, uid: Uid, page: Page, per_page: PerPage) -> Any:
    """De finansiella målen och hur utgåvan står mot dem, sedan fullmäktiges mål och nämndernas i inlämnade planer."""
    row = _edition(uid)
    in_round = row.edition.round
    rows = [
        *map(_financial, goals_of(row.edition)),
        *map(_council, council_goals(in_round)),
        *map(_board, board_goals(in_round)),
    ]
    return one_page(request, shapes.Goals, rows, page, per_page, lambda one: one)


def _financial(one: ShownGoal) -> dict[str, Any]:
    outcomes = [{"year": out.year, "value": out.value, "is_met": out.is_met} for out in one.outcomes]
    return {
        "name": one.goal.name, "kind": "financial", "condition": one.condition, "is_met": one.is_met,
        "outcomes": outcomes, "measures": [],
    }  # fmt: skip


def _council(goal: Goal) -> dict[str, Any]:
    return {
        "name": goal.text, "kind": goal.level, "condition": "", "is_met": None, "outcomes": [],
        "measures": [one.name for one in goal.indicators.all()],
    }  # fmt: skip


def _board(goal: BoardGoal) -> dict[str, Any]:
    return {
        "name": goal.text, "kind": "board", "board": goal.board, "condition": "", "is_met": None, "outcomes": [],
        "measures": [one.name for one in goal.measures],
    }  # fmt: skip


@api.get(
    "editions/{uid}/investments", response={200: shapes.Investments, **MISSING}, url_name="investments",
    summary="Investeringar",
)  # fmt: skip
def investments(request: HttpRequest, uid: Uid, page: Page, per_page: PerPage, board: BoardKey) -> Any:
    """Projekten som utgåvan räknar med. Sekretessmarkerade uppgifter är aldrig med."""
    row = _edition(uid)
    rows = [sheet for sheet in investments_of(row.edition) if board in {"", sheet.board}]
    return one_page(request, shapes.Investments, rows, page, per_page, _project)


def _project(sheet: Sheet) -> dict[str, Any]:
    need = sheet.texts.get("need")
    return {
        "key": sheet.key, "name": sheet.name, "board": sheet.board, "category": sheet.category, "phase": sheet.phase,
        "outlay": _amounts(sheet.outlay), "contributions": _amounts(sheet.contributions),
        "net_total_ore": int(sheet.net_total),
        "activated": f"{sheet.activated[0]}-{sheet.activated[1]:02d}" if sheet.activated else None,
        "need": need if isinstance(need, str) and need else None,
    }  # fmt: skip


def _amounts(by_year: Mapping[int, Any]) -> list[dict[str, int]]:
    return [{"year": year, "amount_ore": int(by_year[year])} for year in sorted(by_year)]


@api.get("boards", response={200: shapes.Boards, **WRONG}, url_name="boards", summary="Nämnder")
def boards(request: HttpRequest, page: Page, per_page: PerPage) -> Any:
    """Nämnder som har en ram i någon öppen utgåva."""
    framed = {board.key for row in open_editions() for board in figures(row.edition).boards}
    rows = [
        {"id": board_key(body), "name": body.name, "kind": body.kind}
        for body in Body.objects.filter(kind__in=FRAMED).order_by("name")
        if board_key(body) in framed
    ]
    return one_page(request, shapes.Boards, rows, page, per_page, lambda one: one)


@api.get(
    "proposals", response={200: shapes.PartyProposals, **WRONG}, url_name="proposals", summary="Partiernas förslag"
)
def proposals(request: HttpRequest, page: Page, per_page: PerPage) -> Any:
    """Partiernas framlagda budgetförslag; de öppnas i samma sekund som kommunstyrelsens förslag."""
    in_round = _round()
    rows = open_proposals(in_round) if in_round else []
    return one_page(request, shapes.PartyProposals, rows, page, per_page, _proposal)


def _round() -> Round | None:
    newest = opened().first()
    return newest.round if newest else public_round()


def _proposal(one: Proposal) -> dict[str, Any]:
    of = figures(one.hand_over.edition)
    return {
        "id": str(one.hand_over.edition.uid), "name": str(one.hand_over), "parties": list(one.parties),
        "tabled": one.hand_over.tabled_at, "checksum": one.hand_over.document.checksum,
        "tax_rates_ore_per_100_kr": [
            {"year": year, "amount_ore": rate} for year, rate in sorted(one.tax_rate.items()) if rate is not None
        ],
        "frames": [
            {"board": board.key, "year": cell.year, "amount_ore": cell.amount or 0}
            for board in of.boards
            for cell in board.frame
        ],
        "result": [{"year": year, "amount_ore": int(of.budget.result(year))} for year in of.years],
        "goals": [goal["text"] for goal in one.goals],
        "clauses": [{"subject": clause.subject, "text": clause.text} for clause in one.clauses],
    }  # fmt: skip


def _decision(row: Any) -> dict[str, Any]:
    content = row.minutes.content
    return {
        "id": absolute("api:decision", row.pk), "body": content["body"], "day": content["day"],
        "number": f"§ {content['paragraph']}".removeprefix("§ §").strip() if content["paragraph"] else "",
        "name": content["title"], "register_number": content["register_number"],
        "result": str(row.get_state_display()), "announced": row.announced_on,
    }  # fmt: skip


@api.get("decisions", response={200: shapes.Decisions, **WRONG}, url_name="decisions", summary="Beslut")
def decisions(request: HttpRequest, page: Page, per_page: PerPage) -> Any:
    """Beslut vars justerade protokoll är anslagna."""
    return one_page(request, shapes.Decisions, open_sittings(), page, per_page, _decision)


@api.get("decisions/{number}", response={200: shapes.Decision, **MISSING}, url_name="decision", summary="Ett beslut")
def decision(request: HttpRequest, number: Number) -> Any:  # noqa: ARG001 - Ninja's signature
    """Beslutet, mening för mening. Namn står i protokollet, inte här."""
    row = next((one for one in open_sittings() if one.pk == number), None)
    if row is None or row.minutes is None:
        raise Http404
    parts = {part["title"]: part["paragraphs"] for part in row.minutes.content["headings"]}
    return {
        **_decision(row),
        "resolution_text": list(parts.get("Beslut", [])),
        "reservations": row.reservations.count(),
        "minutes_checksum": row.minutes.checksum,
    }


@api.get("timetable", response={200: shapes.Timetable, **WRONG}, url_name="timetable", summary="Tidplan")
def timetable(request: HttpRequest, page: Page, per_page: PerPage) -> Any:
    """Årets steg som alla får veta dem, de som återstår först."""
    rows = public_calendar()
    fields = ("title", "who", "start", "end", "precision", "is_over")
    return one_page(
        request, shapes.Timetable, rows, page, per_page, lambda step: {name: getattr(step, name) for name in fields}
    )


def _paper(row: Publication) -> dict[str, Any]:
    return {
        "id": absolute("api:document", row.slug), "slug": row.slug, "title": row.title, "opened": row.opens_at,
        "edition": absolute("api:edition", row.edition.uid),
        "checksum": row.document.checksum if row.document else "", "page": absolute("public:document", row.slug),
    }  # fmt: skip


@api.get("documents", response={200: shapes.Documents, **WRONG}, url_name="documents", summary="Dokument")
def documents(request: HttpRequest, page: Page, per_page: PerPage) -> Any:
    """Publicerade dokument, det senast öppnade först."""
    return one_page(request, shapes.Documents, list(opened()), page, per_page, _paper)


@api.get("documents/{slug}", response={200: shapes.Document, **MISSING}, url_name="document", summary="Ett dokument")
def document(request: HttpRequest, slug: Slug) -> Any:  # noqa: ARG001 - Ninja's signature
    """Dokumentet med sina filer och deras kontrollsummor."""
    row = opened().filter(slug=slug).first()
    if row is None:
        raise Http404
    attached = row.document.attachments.select_related("file").defer("file__content") if row.document else ()
    files = [
        {
            "name": one.name, "media_type": one.media_type, "size": one.file.size, "sha256": one.file.sha256,
            "url": absolute("public:file", row.slug, one.name),
        }
        for one in attached
    ]  # fmt: skip
    later = opened().filter(replaces=row).first()
    return {**_paper(row), "files": files, "replaced_by": absolute("api:document", later.slug) if later else None}


def openapi(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The description of all this, OpenAPI 3.1."""
    content = json.dumps(description(), ensure_ascii=False, indent=1)
    return HttpResponse(content, content_type="application/json")


def description() -> dict[str, Any]:
    """The OpenAPI description."""
    return dict(api.get_openapi_schema(path_prefix="/api/v1/"))


def addresses() -> list[URLPattern]:
    """The API's addresses, each kept and marked as the public pages are."""
    own = [kept(one) for one in api.urls[0] if isinstance(one, URLPattern) and one.name != "api-root"]
    return [*own, kept(path("openapi.json", openapi, name="openapi"))]
