"""The drafting days: add options, try them on and off, agree on them; what is agreed becomes a change in the draft."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Activity, ActivityKind
from ramverk.apps.decisions.models import Option, OptionState
from ramverk.apps.decisions.policy import may_agree, may_prepare
from ramverk.apps.frames.actions.save_changes import RowEdit, save_changes
from ramverk.apps.frames.models import Edition
from ramverk.apps.frames.rows import Row
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def add_option(
    actor: Actor, activity: Activity, edition: Edition, text: str, body: Body, figures: dict[str, int], source: str = ""
) -> Option:
    """`figures` are net cost in öre by year."""
    require(may_prepare(actor))
    if activity.kind != ActivityKind.PREPARATION:
        raise Invalid(_("Alternativ vägs bara vid ett beredningssteg."))
    if not edition.is_open or edition.round_id != activity.round_id:
        raise Invalid(
            _("Välj ett öppet utkast i samma omgång, så har det som kommits överens om någonstans att hamna.")
        )
    if not text.strip() or not any(figures.values()):
        raise Invalid(_("Alternativet behöver en text och ett belopp."))
    option = Option.objects.create(
        activity=activity, edition=edition, order=activity.options.count() + 1, text=text.strip()[:300], body=body,
        figures={year: amount for year, amount in figures.items() if amount}, source=source.strip()[:300],
    )  # fmt: skip
    record(actor, "decisions.add_option", activity, after={"what": option.text, "source": option.source})
    return option


@transaction.atomic
def try_option(actor: Actor, option: Option, version: int, *, is_tried: bool) -> Option:
    """On or off: the totals follow, and nothing is written in the draft."""
    require(may_prepare(actor))
    row = Option.objects.select_related("activity").get(pk=option.pk)
    if row.state != OptionState.OPEN:
        raise Invalid(_("Alternativet är redan avgjort."))
    change(row, version, is_tried=is_tried)
    record(actor, "decisions.try_option", row.activity, after={"what": row.text, "is_tried": is_tried})
    return row


@transaction.atomic
def agree_option(actor: Actor, option: Option, version: int, agreed_by: str, reason: str) -> Option:
    """Who agreed and why are written down, and the draft gets the change in the same breath: never an oral number."""
    require(may_agree(actor))
    row = _open(option)
    if not agreed_by.strip() or not reason.strip():
        raise Invalid(_("Skriv vilka som är överens och varför. Utan det finns ingen överenskommelse att visa."))
    source = f"{row.activity.title} {clock.today().isoformat()}: {agreed_by.strip()}"
    amounts = {year: -amount for year, amount in row.figures.items()}
    save_changes(
        actor,
        row.edition,
        [
            RowEdit(
                Row(
                    body_id=row.body_id,
                    cause=row.cause,
                    text=row.text,
                    amounts=amounts,
                    source={"kind": "activity", "words": source[:300], "reference": row.source},
                    internal_text=reason.strip(),
                )
            )
        ],
    )
    now = clock.now()
    change(
        row, version, state=OptionState.AGREED, agreed_by=agreed_by.strip()[:300], reason=reason.strip(),
        is_tried=False, settled_at=now,
    )  # fmt: skip
    record(actor, "decisions.agree_option", row.activity, after={"what": row.text, "who": agreed_by}, reason=reason)
    return row


@transaction.atomic
def drop_option(actor: Actor, option: Option, version: int, reason: str) -> Option:
    """Not now: it stays on the list with why."""
    require(may_prepare(actor))
    row = _open(option)
    if not reason.strip():
        raise Invalid(_("Skriv varför alternativet avförs."))
    change(row, version, state=OptionState.DROPPED, reason=reason.strip(), is_tried=False, settled_at=clock.now())
    record(actor, "decisions.drop_option", row.activity, after={"what": row.text}, reason=reason)
    return row


def _open(option: Option) -> Option:
    row = Option.objects.select_related("activity", "edition").get(pk=option.pk)
    if row.state != OptionState.OPEN:
        raise Invalid(_("Alternativet är redan avgjort."))
    return row
