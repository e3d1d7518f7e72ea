"""The drafting days: add options, try them on and off, agree on them; what is agreed becomes a change in the draft."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Activity, ActivityKind
from ramverk.apps.decisions.models import Option, OptionState, Scenario
from ramverk.apps.decisions.policy import may_agree, may_prepare
from ramverk.apps.decisions.queries.requests import requests_before
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
    _check_place(activity, edition)
    if not text.strip() or not any(figures.values()):
        raise Invalid(_("Alternativet behöver en text och ett belopp."))
    option = Option.objects.create(
        activity=activity, edition=edition, order=activity.options.count() + 1, text=text.strip()[:300], body=body,
        figures={year: amount for year, amount in figures.items() if amount}, source=source.strip()[:300],
    )  # fmt: skip
    record(actor, "decisions.add_option", activity, after={"what": option.text, "source": option.source})
    return option


def _check_place(activity: Activity, edition: Edition) -> None:
    if activity.kind != ActivityKind.PREPARATION:
        raise Invalid(_("Alternativ vägs bara vid ett beredningssteg."))
    if not edition.is_open or edition.round_id != activity.round_id:
        raise Invalid(
            _("Välj ett öppet utkast i samma omgång, så har det som kommits överens om någonstans att hamna.")
        )


@transaction.atomic
def read_requests(actor: Actor, activity: Activity, edition: Edition) -> int:
    """Every request of the plans that were handed in becomes an option, once. Answers how many are new."""
    require(may_prepare(actor))
    _check_place(activity, edition)
    known = set(activity.options.exclude(request_key=None).values_list("request_key", flat=True))
    start = activity.options.count()
    asked = [one for one in requests_before(activity, actor) if one.key not in known]
    if not asked:
        raise Invalid(_("Det finns inga nya önskemål i de planer som nämnderna har lämnat in."))
    Option.objects.bulk_create(
        Option(
            activity=activity, edition=edition, order=start + number, text=one.title[:300], body_id=one.body_id,
            figures=one.figures, source=one.source[:300], request_key=one.key, rank=one.rank,
            consequence=one.consequence,
        )
        for number, one in enumerate(asked, 1)
    )  # fmt: skip
    record(actor, "decisions.read_requests", activity, after={"what": str(len(asked))})
    return len(asked)


@transaction.atomic
def keep_scenario(actor: Actor, activity: Activity, name: str) -> Scenario:
    """What is being tried now is kept under a name."""
    require(may_prepare(actor))
    words = name.strip()[:80]
    if not words:
        raise Invalid(_("Ge scenariot ett namn."))
    if activity.scenarios.filter(name=words).exists():
        raise Invalid(_("Det finns redan ett scenario som heter %s. Välj ett annat namn.") % words)
    tried = list(activity.options.filter(is_tried=True, state=OptionState.OPEN).values_list("pk", "text"))
    if not tried:
        raise Invalid(_("Inget provas just nu. Prova minst ett alternativ först."))
    row = Scenario.objects.create(
        activity=activity, name=words, picks=[pk for pk, _text in tried], kept_at=clock.now(), kept_by=actor.name
    )
    record(actor, "decisions.keep_scenario", activity, after={"what": words, "text": _listed([t for _pk, t in tried])})
    return row


@transaction.atomic
def take_up_scenario(actor: Actor, scenario: Scenario) -> int:
    """Try exactly what the scenario holds; what is agreed or dropped since then is left as it is."""
    require(may_prepare(actor))
    rows = list(Option.objects.select_for_update().filter(activity=scenario.activity_id, state=OptionState.OPEN))
    picked = set(scenario.picks)
    for row in rows:
        if row.is_tried != (row.pk in picked):
            change(row, row.version, is_tried=row.pk in picked)
    tried = [row.text for row in rows if row.is_tried]
    after = {"what": scenario.name, "text": _listed(tried)}
    record(actor, "decisions.take_up_scenario", scenario.activity, after=after)
    return len(tried)


def _listed(texts: Sequence[str]) -> str:
    return "; ".join(texts)[:1000]


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
