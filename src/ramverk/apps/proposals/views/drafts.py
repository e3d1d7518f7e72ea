"""The pages of a draft: its grid with the live result, the base, tax and words, and how it leaves the room."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import formset_factory
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ramverk.apps.cycle.queries.rounds import current_round
from ramverk.apps.frames.queries.figures import line_name
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.proposals.actions import write_draft as verbs
from ramverk.apps.proposals.actions.finance_draft import finance_draft
from ramverk.apps.proposals.actions.hand_over import hand_over, set_hour, waiting_for
from ramverk.apps.proposals.draft import Draft, DraftRow, row_of
from ramverk.apps.proposals.forms import (
    HourForm,
    LineForm,
    Posts,
    RateForm,
    RowForm,
    ShareForm,
    ShiftForm,
    StartForm,
    first_values,
)
from ramverk.apps.proposals.forms_officials import LeadershipForm
from ramverk.apps.proposals.models import HandOver, SealedItem, Share
from ramverk.apps.proposals.policy import leads_in, may_hand_over, may_write, parties_led
from ramverk.apps.proposals.queries.drafts import Opened, Outcome, clauses_of_draft, opened, outcome, stood, way_words
from ramverk.apps.proposals.queries.rooms import bases_of, council_parties, rooms_of, seated_in
from ramverk.apps.proposals.signs import as_written
from ramverk.apps.proposals.terms import behind_words, rate_words
from ramverk.apps.proposals.views.finding import Inside, entered, item_in, version_of
from ramverk.apps.trail import clock
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale, require
from ramverk.core.editions.causes import Cause, words_of
from ramverk.core.editions.changes import Change, PostKind, Source, SourceKind
from ramverk.core.editions.proposing import MUNICIPAL_TAX, postponed, taken_back
from ramverk.core.money import Ore

_BLANK = 3
PARTS = ("goals", "assignments", "texts")


@login_required
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a draft in the room."""
    actor, room, _proof = entered(request, pk)
    in_round = current_round(actor)
    bases = bases_of(in_round, room) if in_round else []
    form = StartForm(request.POST or None, bases=bases)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            item = verbs.start_draft(actor, room, values["title"], values["base"])
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            return redirect("proposals:draft", item.uid)
    context = {"form": form, "room": room, "bases": bases}
    return render(request, "proposals/start.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, uid: str) -> HttpResponse:
    """The grid of what the party changes, with the result beside it."""
    inside, item = item_in(request, uid)
    one = opened(inside.proof, item)
    verdict = may_write(inside.actor, item)
    posts = Posts(one.terms, one.base_core)
    grid = _grid(request, one, posts) if verdict else None
    status = 200
    if request.method == "POST":
        require(verdict)
        if grid is not None and grid.is_valid():
            try:
                verbs.save_draft(inside.actor, item, version_of(request), _written(grid), _("ändrade belopp"))
            except Refused as refusal:
                messages.error(request, str(refusal.sentence))
                status = refusal.status
            else:
                messages.success(request, _("Ändringarna är sparade."))
                return redirect("proposals:draft", uid)
        else:
            messages.error(request, _("Några rader behöver rättas; inget har sparats."))
            status = 422
    context = around(inside, one, "grid") | result_of(one, outcome(one)) | {
        "grid": grid, "shift": ShiftForm(years=one.core.years, posts=posts) if verdict else None,
        "rows": _shown_rows(one, posts), "may_write": verdict, "is_stale": status == Stale.status,
    }  # fmt: skip
    return render(request, "proposals/draft.html", context, status=status)


def _grid(request: HttpRequest, one: Opened, posts: Posts) -> Any:
    own = [row for row in one.draft.rows if row.deed == "write"]
    made: Any = formset_factory(RowForm, extra=_BLANK, max_num=1000, absolute_max=1000)
    return made(
        request.POST if request.method == "POST" else None, prefix="rad", initial=[first_values(row) for row in own],
        form_kwargs={"years": one.core.years, "posts": posts},
    )  # fmt: skip


def _written(grid: Any) -> Callable[[Draft], Draft]:
    written = [row for form in grid.forms if (row := form.row()) is not None]

    def edit(before: Draft) -> Draft:
        return replace(before, rows=(*written, *(row for row in before.rows if row.deed != "write")))

    return edit


@login_required
@require_POST
def preview(request: HttpRequest, uid: str) -> HttpResponse:
    """What the result would be with what is typed right now; nothing is saved, and nothing is remembered."""
    inside, item = item_in(request, uid)
    one = opened(inside.proof, item, is_logged=False)
    if is_grid := "rad-TOTAL_FORMS" in request.POST:
        grid = _grid(request, one, Posts(one.terms, one.base_core))
        edit = _written(grid) if grid.is_valid() else None
    else:
        rates = RateForm(request.POST, years=one.core.years)
        edit = _rated(rates) if rates.is_valid() else None
    if edit is not None:
        one = stood(item, edit(one.draft))
    template = "proposals/_outcome.html" if is_grid else "proposals/_taxed.html"
    return render(request, template, result_of(one, outcome(one)) | {"is_preview": True})


def around(inside: Inside, one: Opened, here: str) -> dict[str, Any]:
    """What every page of a draft has around it."""
    newest = bases_of(one.base.round, inside.room)[0]
    received = HandOver.objects.filter(edition=one.base).first()
    page, key = ("proposals:proposal", received.pk) if received else ("frames:edition", one.base.pk)
    return {
        "base_url": reverse(page, args=[key]),
        "newer": newest if newest.pk > one.base.pk else None,
        "was_shown": Share.objects.filter(draft_uid=one.item.uid).exists(),
        "room": inside.room, "item": one.item, "draft": one.draft, "base": one.base, "here": here,
        "years": one.core.years, "is_open": one.item.state in verbs.OPEN, "leads": leads_in(inside.actor, inside.room),
    }  # fmt: skip


def result_of(one: Opened, found: Outcome) -> dict[str, Any]:
    """What the live part shows."""
    texts = {change.id: change.text for change in one.core.changes}
    texts |= {project.key: project.name for project in one.draft.projects}
    return {
        "outcome": found, "years": one.core.years,
        "rates": [(year, rate_words(rate)) for year, rate in found.rates],
        "rate_behind": behind_words(one.rates_behind, one.terms.tax_rate),
        "rate_moved": any(rate != one.rates_behind.get(year) for year, rate in found.rates),
        "taxed": [
            (year, int(change.in_year(year)))
            for change in one.core.changes if change.post == MUNICIPAL_TAX for year in one.core.years
        ],
        "moves_todays_rate": set(one.rates_behind.values()) == {one.terms.tax_rate},
        "ways": [
            (way_words(way, texts), int(way.gives), way.name, way.covers(Ore(-found.result))) for way in found.ways[:10]
        ],
        "boards": _moved_boards(found), "lines": _moved_lines(found), "missing": max(0, -found.result),
    }  # fmt: skip


def _moved_boards(found: Outcome) -> list[tuple[str, int, int, int | None]]:
    """The boards whose frame differs from the base's the first year: name, difference, frame, per inhabitant."""
    before = {board.key: board.frame[0].amount or 0 for board in found.base.boards}
    rows = [
        (
            board.name,
            (board.frame[0].amount or 0) - before.get(board.key, 0),
            board.frame[0].amount or 0,
            board.per_inhabitant,
        )
        for board in found.figures.boards
    ]
    return [row for row in rows if row[1]]


def _moved_lines(found: Outcome) -> list[tuple[str, int, int]]:
    """What is set aside centrally, where it differs from the base's the first year: name, difference, amount as net
    cost.
    """
    before = {line.code: line.cells[0].amount or 0 for line in found.base.finance if line.is_central}
    now = {line.code: line.cells[0].amount or 0 for line in found.figures.finance if line.is_central}
    rows = [(line_name(code), before.get(code, 0) - now.get(code, 0), -now.get(code, 0)) for code in before | now]
    return [row for row in rows if row[1]]


def _shown_rows(one: Opened, posts: Posts) -> list[dict[str, Any]]:
    """Rows as a reader sees them: what is set aside for a board or centrally with a plus for more."""
    return [
        {
            "row": row, "where": posts.name(row.owner, row.part),
            "amounts": [(year, _written_amount(row, year)) for year in one.core.years],
        }
        for row in one.draft.rows
    ]  # fmt: skip


def _written_amount(row: DraftRow, year: int) -> int | None:
    amount = row.amounts.get(str(year))
    return None if amount is None else as_written(row.owner, row.part, amount)


@login_required
@require_POST
def finance(request: HttpRequest, uid: str) -> HttpResponse:
    """Take one of the ways to finance what is missing."""
    inside, item = item_in(request, uid)
    one = opened(inside.proof, item, is_logged=False)
    finance_draft(inside.actor, one, version_of(request), request.POST.get("way", ""))
    messages.success(request, _("Ändringen är gjord i förslaget. Den kan tas bort som allt annat ni har skrivit."))
    return redirect("proposals:draft", uid)


@login_required
@require_POST
def shift(request: HttpRequest, uid: str) -> HttpResponse:
    """Shift money between two boards."""
    inside, item = item_in(request, uid)
    one = opened(inside.proof, item, is_logged=False)
    form = ShiftForm(request.POST, years=one.core.years, posts=Posts(one.terms, one.base_core))
    if form.is_valid():
        rows = form.rows()
        verbs.save_draft(
            inside.actor,
            item,
            version_of(request),
            lambda d: replace(d, rows=(*d.rows, *rows)),
            _("flyttade pengar mellan nämnder"),
        )
        messages.success(request, _("Omfördelningen är sparad."))
    else:
        for errors in form.errors.values():
            messages.error(request, " ".join(str(error) for error in errors))
    return redirect("proposals:draft", uid)


@login_required
@require_POST
def drop_row(request: HttpRequest, uid: str) -> HttpResponse:
    """Take a row away, a shift with both its sides."""
    inside, item = item_in(request, uid)
    key = request.POST.get("key", "")

    def edit(before: Draft) -> Draft:
        pair = next((row.pair for row in before.rows if row.key == key), "")
        kept = [row for row in before.rows if row.key != key and not (pair and row.pair == pair)]
        return replace(before, rows=tuple(kept))

    verbs.save_draft(inside.actor, item, version_of(request), edit, _("tog bort en rad"))
    messages.success(request, _("Raden är borttagen."))
    return redirect("proposals:draft", uid)


@login_required
@require_http_methods(["GET", "POST"])
def base_changes(request: HttpRequest, uid: str) -> HttpResponse:
    """The changes that made the base what it is: take one back, or move it in time."""
    inside, item = item_in(request, uid)
    one = opened(inside.proof, item, is_logged=request.method == "GET")
    if request.method == "POST":
        return _take_up(request, inside, one)
    posts, asked = Posts(one.terms, one.base_core), request.GET.get("organ", "")
    touched = {row.reverses: row for row in one.draft.rows if row.reverses}
    rows = [
        {
            "change": change, "where": posts.name(change.post.owner, change.post.part),
            "touched": touched.get(change.id),
            "amounts": [(year, -int(change.in_year(year))) for year in one.core.years],
            "is_open": _is_political(one, change),
        }
        for change in _liftable(one)
        if change.post.kind is PostKind.FRAME and (not asked or change.post.owner == asked)
    ]  # fmt: skip
    boards = sorted(
        {(change.post.owner, posts.name(change.post.owner, "")) for change in _liftable(one)}, key=lambda b: b[1]
    )
    context = around(inside, one, "base") | result_of(one, outcome(one)) | {
        "rows": [row for row in rows if row["is_open"]], "closed": [row for row in rows if not row["is_open"]],
        "boards": [board for board in boards if board[0]], "asked": asked, "may_write": may_write(inside.actor, item),
    }  # fmt: skip
    return render(request, "proposals/base.html", context)


def _liftable(one: Opened) -> list[Change]:
    """The base's changes, the opening frames not among them."""
    return [change for change in one.base_core.all_changes() if change.cause is not Cause.OPENING_FRAME]


def _is_political(one: Opened, change: Change) -> bool:
    """Whether parties may take back or move a change of the base: its post is open, its cause not technical."""
    is_made = bool(change.rule or change.pair) or words_of(change.cause).is_technical
    return one.terms.is_open(change.post) and not is_made


def _take_up(request: HttpRequest, inside: Inside, one: Opened) -> HttpResponse:
    found = next((change for change in _liftable(one) if change.id == request.POST.get("change", "")), None)
    deed = request.POST.get("deed", "")
    if found is not None and deed == "angra":
        return _taken_up(request, inside, one, found, _without(found.id), _("Ångrat."))
    if found is None or not _is_political(one, found):
        raise Invalid(_("Ändringen är teknisk eller finns inte kvar i underlaget. Den är stängd för partierna."))
    if any(row.reverses == found.id for row in one.draft.rows):
        raise Invalid(_("Förslaget gör redan något med den ändringen. Ta bort den raden först."))
    source, key = Source(SourceKind.PERSON, one.draft.title), str(uuid.uuid4())
    if deed == "tillbaka":
        row = row_of(taken_back(found, key, _("Tas tillbaka: %s") % found.text, source), "take_back")
    else:
        by = -1 if deed == "tidigare" else 1
        words = _("Tidigareläggs ett år: %s") if by < 0 else _("Skjuts upp ett år: %s")
        row = row_of(postponed(found, by, one.core.years, key, words % found.text, source), "postpone")
        if not row.amounts:
            raise Invalid(_("Ändringen ligger redan så i planens alla år; det finns inget att flytta."))
    said = _("Raden är tillagd i förslaget.")
    return _taken_up(request, inside, one, found, lambda d: replace(d, rows=(*d.rows, row)), said)


def _without(change: str) -> Callable[[Draft], Draft]:
    return lambda d: replace(d, rows=tuple(row for row in d.rows if row.reverses != change))


def _taken_up(
    request: HttpRequest, inside: Inside, one: Opened, found: Change, edit: Callable[[Draft], Draft], said: str
) -> HttpResponse:
    """Saved; the reader stays at the same change, for there are often several to look at."""
    verbs.save_draft(inside.actor, one.item, version_of(request), edit, _("ändrade något i underlaget"))
    messages.success(request, said)
    return redirect(f"{request.get_full_path()}#c-{found.id}")


@login_required
@require_http_methods(["GET", "POST"])
def words(request: HttpRequest, uid: str) -> HttpResponse:
    """Tax rate, goals, assignments and texts."""
    inside, item = item_in(request, uid)
    one = opened(inside.proof, item, is_logged=request.method == "GET")
    verdict = may_write(inside.actor, item)
    posts = Posts(one.terms, one.base_core)
    data = request.POST if request.method == "POST" else None
    rates = RateForm(
        data, years=one.core.years, initial={f"r{year}": rate_words(rate) for year, rate in one.draft.tax_rate.items()}
    )
    lists = {part: _lines(data, one.draft, part, posts) for part in PARTS}
    status = 200
    if request.method == "POST":
        require(verdict)
        forms = [rates, *lists.values()]
        if all([form.is_valid() for form in forms]):  # noqa: C419 - every form is to find its faults
            try:
                verbs.save_draft(
                    inside.actor, item, version_of(request), _worded(rates, lists), _("ändrade skatt, mål eller text")
                )
            except Refused as refusal:
                messages.error(request, str(refusal.sentence))
                status = refusal.status
            else:
                messages.success(request, _("Sparat."))
                return redirect("proposals:words", uid)
        else:
            status = 422
    titles = {"goals": pgettext("flera", "Mål"), "assignments": _("Uppdrag"), "texts": _("Texter")}
    context = around(inside, one, "words") | result_of(one, outcome(one)) | {
        "rate_form": rates, "lists": [(part, titles[part], lists[part]) for part in PARTS], "may_write": verdict,
        "is_stale": status == Stale.status,
    }  # fmt: skip
    return render(request, "proposals/words.html", context, status=status)


def _lines(data: Any, stands: Draft, part: str, posts: Posts) -> Any:
    made: Any = formset_factory(LineForm, extra=2, max_num=200, absolute_max=200)
    return made(data, prefix=part, initial=list(getattr(stands, part)), form_kwargs={"posts": posts, "part": part})


def _rated(rates: RateForm) -> Callable[[Draft], Draft]:
    return lambda before: replace(before, tax_rate=rates.rates())


def _worded(rates: RateForm, lists: Mapping[str, Any]) -> Callable[[Draft], Draft]:
    goals, assignments, texts = (
        tuple(line for form in lists[part].forms if (line := form.line()) is not None) for part in PARTS
    )
    return lambda before: replace(before, tax_rate=rates.rates(), goals=goals, assignments=assignments, texts=texts)


@login_required
@require_GET
def review(request: HttpRequest, uid: str) -> HttpResponse:
    """Before the circle widens: what leaves the room, who gets it, and who has approved it."""
    inside, item = item_in(request, uid)
    one = opened(inside.proof, item)
    found = outcome(one)
    givers = {place.party_id for place in seated_in(item.room)}
    joint = [room for room in rooms_of(inside.actor) if room.is_joint and room.pk != item.room_id]
    context = around(inside, one, "review") | result_of(one, found) | {
        "clauses": clauses_of_draft(one), "may_hand_over": may_hand_over(inside.actor, item),
        "receivers": [party for party in council_parties(clock.today()) if party.pk not in givers],
        "waits": waiting_for(inside.actor, one, found.checksum),
        "may_approve": item.room.is_joint and bool(parties_led(inside.actor, item.room)),
        "leadership": LeadershipForm(auto_id="visa_%s"), "hour": HourForm(auto_id="tid_%s"),
        "shares": Share.objects.filter(draft_uid=item.uid, ended_at=None),
        "share": ShareForm(rooms=joint) if joint and not item.room.is_joint else None,
        "may_write": may_write(inside.actor, item),
    }  # fmt: skip
    return render(request, "proposals/review.html", context)


def _complete(_request: HttpRequest, actor: Actor, item: SealedItem, version: int) -> str:
    verbs.complete_draft(actor, item, version)
    return _("Förslaget är markerat som klart.")


def _reopen(_request: HttpRequest, actor: Actor, item: SealedItem, version: int) -> str:
    verbs.reopen_draft(actor, item, version)
    return _("Förslaget är öppet igen.")


def _approve(_request: HttpRequest, actor: Actor, item: SealedItem, version: int) -> str:
    verbs.approve_draft(actor, item, version)
    return _("Förslaget är godkänt för partiet.")


def _renew(_request: HttpRequest, actor: Actor, item: SealedItem, version: int) -> str:
    verbs.new_version(actor, item, version)
    return _("Skriv den nya versionen. Den överlämnade gäller tills den nya är överlämnad.")


def _share(request: HttpRequest, actor: Actor, item: SealedItem, version: int) -> str:
    form = ShareForm(request.POST, rooms=[room for room in rooms_of(actor) if room.is_joint])
    if not form.is_valid():
        raise Invalid(_("Välj vilket gemensamt rum förslaget flyttas till."))
    verbs.share_draft(actor, item, version, form.cleaned_data["room"])
    return _("Förslaget ligger nu i det gemensamma rummet.")


def _hand_over(request: HttpRequest, actor: Actor, item: SealedItem, version: int) -> str:
    hand_over(actor, item, version, request.POST.get("checksum") or None)
    return _("Förslaget är överlämnat och fryst. Det ligger nu i alla andra partiers rum.")


def _set_hour(request: HttpRequest, actor: Actor, item: SealedItem, version: int) -> str:
    form = HourForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Skriv dag och klockslag."))
    at = timezone.make_aware(datetime.combine(form.cleaned_data["day"], form.cleaned_data["time"]))
    set_hour(actor, item, version, at, request.POST.get("checksum", ""))
    return _("Förslaget överlämnas av sig självt på den tiden.")


Deed = Callable[[HttpRequest, Actor, SealedItem, int], str]
DEEDS: dict[str, tuple[Deed, str]] = {
    "klart": (_complete, "proposals:review"),
    "oppna": (_reopen, "proposals:draft"),
    "godkann": (_approve, "proposals:review"),
    "ny-version": (_renew, "proposals:draft"),
    "dela": (_share, "proposals:draft"),
    "overlamna": (_hand_over, "proposals:review"),
    "klockslag": (_set_hour, "proposals:review"),
}


@login_required
@require_POST
def deed(request: HttpRequest, uid: str, verb: str) -> HttpResponse:
    """Complete, open again, approve, share, hand over, a new version."""
    inside, item = item_in(request, uid)
    if verb not in DEEDS:
        raise Http404
    do, then = DEEDS[verb]
    messages.success(request, do(request, inside.actor, item, version_of(request)))
    return redirect(then, uid)


@login_required
@require_POST
def copy(request: HttpRequest, uid: str) -> HttpResponse:
    """A copy in the same room."""
    inside, item = item_in(request, uid)
    made = verbs.copy_draft(inside.actor, item)
    messages.success(request, _("Kopian ligger i rummet."))
    return redirect("proposals:draft", str(made.uid))
