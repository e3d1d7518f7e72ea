"""The page of what the opening budget holds for one year only, or not yet wholly."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import formset_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ramverk.apps.frames.actions.save_changes import RowsRefused
from ramverk.apps.frames.actions.save_passing import from_last_year, save_passing
from ramverk.apps.frames.forms_passing import PassingForm, first_values
from ramverk.apps.frames.models import Edition, PassingItem
from ramverk.apps.frames.passing import decided_before
from ramverk.apps.frames.policy import PASSING, may
from ramverk.apps.frames.views.finding import visible
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.trail.verdicts import Refused, require

_BLANK = 4


@login_required
@require_http_methods(["GET", "POST"])
def passing(request: HttpRequest, pk: int) -> HttpResponse:
    """The items in a grid for those who write them, as a table for everyone else who sees the opening budget."""
    actor = acting(request)
    shown = visible(request, pk)
    root = shown
    while root.parent is not None:
        root = root.parent
    may_write = may(actor, "frames.save_passing")
    rows = PassingItem.objects.filter(edition=root).select_related("body", "operation")
    items = list(PASSING.filter(rows, actor))
    grid, status = _grid(request, root, items), 200
    if request.method == "POST":
        require(may_write)
        try:
            messages.success(request, _save(request, actor, root, grid))
        except RowsRefused as refusal:
            for number, form in enumerate(grid.forms, 1):
                form.row_faults = refusal.faults.get(_place(number), [])
            messages.error(request, str(refusal.sentence))
            status = 422
        except Refused as refusal:
            messages.error(request, str(refusal.sentence))
            status = refusal.status
        else:
            return redirect("frames:passing", pk)
    context = {
        "edition": root, "grid": grid, "items": items, "may_write": may_write, "before": decided_before(root),
        "years": root.years,
    }  # fmt: skip
    return render(request, "frames/passing.html", context, status=status)


def _grid(request: HttpRequest, root: Edition, items: list[PassingItem]) -> Any:
    made: Any = formset_factory(PassingForm, extra=_BLANK, max_num=1000, absolute_max=1000)
    posted = request.POST if request.method == "POST" and "fetch" not in request.POST else None
    return made(
        posted, prefix="post", initial=[first_values(item) for item in items], form_kwargs={"years": root.years}
    )


def _save(request: HttpRequest, actor: Actor, root: Edition, grid: Any) -> str:
    if "fetch" in request.POST:
        count = save_passing(actor, root, list(from_last_year(root)))
        return ngettext("%s post är hämtad.", "%s poster är hämtade.", count) % count
    unread = {
        _place(number): [str(error) for errors in form.errors.values() for error in errors]
        for number, form in enumerate(grid.forms, 1)
        if not form.is_valid()
    }
    if unread:
        raise RowsRefused(unread)
    edits = [edit for number, form in enumerate(grid.forms, 1) if (edit := form.edit(_place(number)))]
    count = save_passing(actor, root, edits)
    return ngettext("%s rad är sparad.", "%s rader är sparade.", count) % count if count else _("Inget var ändrat.")


def _place(number: int) -> str:
    return _("rad %s") % number
