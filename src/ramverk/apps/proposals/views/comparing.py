"""All proposals side by side; a room's own work as one file."""

import io
import json
import zipfile
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ramverk.apps.cycle.queries.rounds import current_round
from ramverk.apps.frames.views.finding import as_download
from ramverk.apps.organisation.actor import acting
from ramverk.apps.proposals.exporting import export_of
from ramverk.apps.proposals.queries.drafts import opened
from ramverk.apps.proposals.queries.hand_overs import seen_proposals
from ramverk.apps.proposals.queries.rooms import bases_of, contents_of
from ramverk.apps.proposals.queries.side_by_side import side_by_side
from ramverk.apps.proposals.vault import log_look
from ramverk.apps.proposals.views.finding import entered, item_in

_MOST = 8


@login_required
@require_GET
def compare(request: HttpRequest) -> HttpResponse:
    """Every proposal that is open to the reader, beside the frames they are compared with; and one's own draft."""
    actor = acting(request)
    in_round = current_round(actor)
    proposals = seen_proposals(in_round, actor)[:_MOST] if in_round else []
    uid = request.GET.get("utkast", "")
    own = None
    if uid:
        uid = _uuid(uid)
        inside, item = item_in(request, uid)
        own = opened(inside.proof, item)
    bases = bases_of(in_round, own.item.room if own else None) if in_round else []
    wanted = request.GET.get("mot", "")
    fallback = own.base if own else proposals[0].hand_over.edition.parent if proposals else None
    reference = next((base for base in bases if str(base.pk) == wanted), fallback)
    years = [int(year) for year in reference.years] if reference else []
    year = next((one for one in years if str(one) == request.GET.get("ar")), years[0] if years else 0)
    each = request.GET.get("per") == "invanare"
    sides = side_by_side(proposals, own, reference, year, each=each) if reference and (proposals or own) else None
    context = {
        "sides": sides, "reference": reference, "bases": bases, "year": year, "years": years, "each": each, "own": own,
        "uid": uid,
    }  # fmt: skip
    return render(request, "proposals/compare.html", context)


def _uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        raise Http404 from None


@login_required
@require_GET
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything the room's members have made, as one file; made in memory and kept nowhere."""
    actor, room, proof = entered(request, pk)
    log_look(proof, "export")
    held = contents_of(proof, room, actor)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in export_of(held):
            archive.writestr(name, content)
        archive.writestr("innehall.json", json.dumps([name for name, _content in export_of(held)], ensure_ascii=False))
    return as_download(f"{slugify(room.name)}-{_('rummet')}.zip", out.getvalue(), "application/zip")
