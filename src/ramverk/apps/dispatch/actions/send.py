"""Send a dispatch: recipients resolved, content frozen, receipts laid out, its work opened, mails on commit."""

from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.advance import advance
from ramverk.apps.cycle.actions.open_submissions import open_for_boards
from ramverk.apps.cycle.gates import open_gates, sentence
from ramverk.apps.cycle.models import Activity, ActivityKind, ActivityState
from ramverk.apps.dispatch.actions.deliver import deliver_and_log
from ramverk.apps.dispatch.contents import contents_of
from ramverk.apps.dispatch.listeners import tell
from ramverk.apps.dispatch.models import Dispatch, DispatchState, Receipt
from ramverk.apps.dispatch.policy import may_send
from ramverk.apps.dispatch.queries import Recipient, audiences_of, recipients
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.freeze import freeze
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.models import FrozenDocument
from ramverk.apps.trail.verdicts import Refused, Stale, require


def hindrance(dispatch: Dispatch) -> str:
    """Why it cannot be sent now, in one sentence; empty when nothing is in the way."""
    if dispatch.sends_at is not None and dispatch.sends_at > clock.now():
        when = formats.date_format(timezone.localtime(dispatch.sends_at), "j F Y H.i")
        return _("Utskicket skickas av sig självt %s, om det är godkänt då.") % when
    if gates := open_gates(dispatch.activity):
        return sentence(gates[0])
    return _unready(dispatch)


def _unready(dispatch: Dispatch) -> str:
    if not recipients(audiences_of(dispatch), clock.today()):
        return _("Utskicket når ingen: mottagarna betyder ingen person i dag. Välj mottagare, eller fyll på uppdragen.")
    if dispatch.supersedes_id and not dispatch.difference:
        return _("Skriv vad som skiljer utgåvan från den förra; mottagarna ska slippa leta.")
    if dispatch.reply_by and dispatch.reply_by < clock.today():
        return _("Svarsdatumet har redan varit. Ändra det, eller ta bort det.")
    if not dispatch.text and not dispatch.drafts.exists():
        return _("Utskicket är tomt: skriv en text eller bifoga minst en fil.")
    return ""


@transaction.atomic
def send(actor: Actor, dispatch: Dispatch, version: int, seen: str | None = None) -> Dispatch:
    """Send it once, exactly as previewed (`seen` is the preview's checksum)."""
    row = (
        Dispatch.objects.select_for_update(of=("self",)).select_related("activity__round", "sender").get(pk=dispatch.pk)
    )
    require(may_send(actor, row))
    if row.version != version:
        raise Stale(_("Någon annan har ändrat utskicket medan du läste. Inget är skickat; granska det igen."))
    if why := hindrance(row):
        raise Refused(why)
    if seen is not None and seen != contents_of(row).checksum:
        raise Stale(_("Utskicket är inte längre det du granskade. Inget är skickat; granska det igen."))
    return send_as_it_stands(actor, row)


def send_as_it_stands(actor: Actor, row: Dispatch) -> Dispatch:
    """Freeze, lay out and mail a locked row; the caller has asked whether it may go and whether anything hinders."""
    contents = contents_of(row)
    document = freeze(actor, "dispatch", contents.title, contents.content, contents.files)
    reached = recipients(audiences_of(row), clock.today())
    _mark_sent(actor, row, document)
    _lay_out_receipts(row, reached)
    _open_and_finish(actor, row)
    tell(actor, row)
    after = {
        "checksum": document.checksum,
        "edition": row.edition,
        "recipients": len(reached),
        "opens": document.content["opens"],
    }
    record(actor, "dispatch.send", row, after=after)
    transaction.on_commit(lambda: deliver_and_log(row), robust=True)
    return row


def _mark_sent(actor: Actor, row: Dispatch, document: FrozenDocument) -> None:
    from_state = row.state
    change(row, row.version, state=DispatchState.SENT, document=document, sent_at=clock.now())
    flip(actor, row, from_state, DispatchState.SENT)
    flip(actor, document, "working_draft", "dispatched", _("Expedierad: allmän handling (TF 2 kap.)."))
    old = row.supersedes
    if old is not None:
        change(old, old.version, state=DispatchState.SUPERSEDED)
        flip(actor, old, DispatchState.SENT, DispatchState.SUPERSEDED, row.difference)


def _lay_out_receipts(row: Dispatch, reached: list[Recipient]) -> None:
    Receipt.objects.bulk_create(
        Receipt(dispatch=row, person=one.person, as_role=one.as_role, body=one.body) for one in reached
    )


def _open_and_finish(actor: Actor, row: Dispatch) -> None:
    reason = _("Utskicket ”%s” ber om det.") % row.subject
    for activity in Activity.objects.filter(opened_by=row).select_related("round").order_by("order"):
        open_for_boards(actor, activity, reason)
    if row.activity.kind == ActivityKind.DISPATCH:
        advance(actor, row.activity, ActivityState.DONE, _("Utskicket är skickat."))
