"""Pages of a shown draft for its room: the team's comments, to be taken in with one press, and who has read it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ramverk.apps.proposals.actions.take_comment import take_comment
from ramverk.apps.proposals.policy import may_write
from ramverk.apps.proposals.queries.comments import comments_on, shares_of
from ramverk.apps.proposals.queries.comments import shown as showings
from ramverk.apps.proposals.queries.drafts import opened
from ramverk.apps.proposals.views.drafts import around
from ramverk.apps.proposals.views.finding import item_in, version_of


@login_required
@require_http_methods(["GET", "POST"])
def comments(request: HttpRequest, uid: str) -> HttpResponse:
    """What the management team has said of the draft, each with what it suggests and whether that is taken in."""
    inside, item = item_in(request, uid)
    if request.method == "POST":
        take_comment(inside.actor, item, version_of(request), request.POST.get("comment", ""))
        messages.success(request, _("Ändringen är gjord i förslaget. Den kan tas bort som allt annat ni har skrivit."))
        return redirect("proposals:comments", uid)
    one = opened(inside.proof, item)
    said = comments_on(inside.proof, item, inside.actor)
    context = around(inside, one, "comments") | {
        "comments": [(comment, comment.is_taken(one.draft, one.sheets)) for comment in said],
        "goes_on": [share for share in shares_of(item, inside.actor) if share.ended_at is None],
        "may_write": may_write(inside.actor, item),
    }  # fmt: skip
    return render(request, "proposals/comments.html", context)


@login_required
@require_GET
def readers(request: HttpRequest, uid: str) -> HttpResponse:
    """Who in the team has read the draft, when, and how long each showing lasts or lasted."""
    inside, item = item_in(request, uid)
    one = opened(inside.proof, item, is_logged=False)
    context = around(inside, one, "readers") | {"showings": showings(item, inside.actor)}
    return render(request, "proposals/readers.html", context)
