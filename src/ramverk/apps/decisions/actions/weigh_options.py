"""The drafting days: add options, try them on and off, agree on them; what is agreed becomes a change in the draft."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override

from ramverk.apps.cycle.models import Activity, ActivityKind
from ramverk.apps.decisions.models import Option, OptionState, OptionVerb, Scenario
from ramverk.apps.decisions.policy import may_agree, may_prepare
from ramverk.apps.decisions.queries.projects import moved_by, project_of, words_of
from ramverk.apps.decisions.queries.requests import requests_before
from ramverk.apps.frames.actions.generate_changes import generate_changes
from ramverk.apps.frames.actions.save_changes import RowEdit, save_changes
from ramverk.apps.frames.ledger import board_key
from ramverk.apps.frames.models import Edition
from ramverk.apps.frames.rows import Row
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body
from ramverk.apps.proposals.projects import DraftProject, basis_of, deed_words
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require
from ramverk.core.investments.choosing import TooEarlyError, moved_in_time
from ramverk.core.investments.sheets import Sheet


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


@transaction.atomic
def add_project_option(
    actor: Actor, activity: Activity, edition: Edition, project: str, verb: str, by: int = 0, source: str = ""
) -> Option:
    """Something to do with an investment project of the draft's list; what it costs follows from that.

    `by` is how many years later it comes; negative: earlier.
    """
    require(may_prepare(actor))
    _check_place(activity, edition)
    deed = DraftProject(project, verb, by)
    sheet = _checked(edition, deed)
    body = next((body for body in Body.objects.all() if board_key(body) == sheet.board), None)
    if body is None:
        raise Invalid(_("Projektets nämnd finns inte längre. Välj ett annat projekt."))
    with override("sv"):  # what is agreed stands in the ledger and in the decision, which are Swedish
        text = (
            f"{sheet.name} {deed_words(deed, {project: moved_in_time(sheet, by, edition.years[0])}, {project: sheet})}"
        )
    option = Option.objects.create(
        activity=activity, edition=edition, order=activity.options.count() + 1, text=text[:300], body=body,
        project=project, verb=verb, by=by, source=source.strip()[:300],
    )  # fmt: skip
    record(actor, "decisions.add_option", activity, after={"what": option.text, "source": option.source})
    return option


def _checked(edition: Edition, deed: DraftProject) -> Sheet:
    """The project, where this can be done with it in the draft as it stands."""
    basis = basis_of(edition)
    sheet, is_in = basis.known.get(deed.key), deed.key in {sheet.key for sheet in basis.sheets}
    if sheet is None:
        raise Invalid(
            _("Projektet finns inte på den investeringslista som utkastet räknar på. Välj listan i utgåvan först.")
        )
    if deed.verb not in OptionVerb.values or (deed.verb == OptionVerb.MOVE and not deed.by):
        raise Invalid(_("Välj vad som ska göras med projektet."))
    if (deed.verb == OptionVerb.TAKE_IN) == is_in:
        words = _("”%s” är redan med i utkastet.") if is_in else _("”%s” är inte med i utkastet; det kan tas med.")
        raise Invalid(words % sheet.name)
    try:
        moved_in_time(sheet, deed.by, edition.years[0])
    except TooEarlyError:
        words = _("”%(name)s” kan inte börja före budgetens första år, %(year)s.")
        raise Invalid(words % {"name": sheet.name, "year": edition.years[0]}) from None
    return sheet


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
    """On or off: the totals follow, nothing is written in the draft. Of a project one thing is tried at a time."""
    require(may_prepare(actor))
    row = _open(option)
    if is_tried and row.project:
        others = row.activity.options.filter(project=row.project, is_tried=True).exclude(pk=row.pk)
        for other in others:
            change(other, other.version, is_tried=False)
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
    change(
        row, version, state=OptionState.AGREED, agreed_by=agreed_by.strip()[:300], reason=reason.strip(),
        is_tried=False, settled_at=clock.now(), figures=_costs(row),
    )  # fmt: skip
    if row.project:
        _count_anew(actor, row.edition)
    else:
        save_changes(actor, row.edition, [RowEdit(_row(row))])
    record(actor, "decisions.agree_option", row.activity, after={"what": row.text, "who": agreed_by}, reason=reason)
    return row


def _costs(option: Option) -> dict[str, int]:
    """What is agreed costs by year. A project's follows from the draft as it stands, if it still can be done there."""
    if not option.project:
        return dict(option.figures)
    _checked(option.edition, project_of(option))
    twice = Option.objects.filter(edition=option.edition_id, project=option.project, state=OptionState.AGREED)
    if found := twice.first():
        raise Invalid(_("Det är redan överenskommet att %s. Riv upp den överenskommelsen först.") % found.text)
    cost = moved_by(basis_of(option.edition), [option], option.edition.years).cost
    return {str(year): amount for year, amount in cost.items() if amount}


def _count_anew(actor: Actor, edition: Edition) -> None:
    """The draft counts on other projects: its frames, its interest and its statements follow."""
    Edition.objects.filter(pk=edition.pk).update(version=F("version") + 1)
    generate_changes(actor, edition)


def _row(option: Option) -> Row:
    return Row(
        body_id=option.body_id,
        cause=option.cause,
        text=option.text,
        amounts={year: -amount for year, amount in option.figures.items()},
        source={"kind": "activity", "words": words_of(option)[:300], "reference": option.source},
        internal_text=option.reason,
    )


@transaction.atomic
def reopen_option(actor: Actor, option: Option, version: int, reason: str) -> Option:
    """An agreement about a project is torn up: the draft counts as before, and the option is open again."""
    require(may_agree(actor))
    row = Option.objects.select_related("activity", "edition").get(pk=option.pk)
    if row.state != OptionState.AGREED or not row.project:
        raise Invalid(_("Bara en överenskommelse om ett projekt rivs upp här. En rad i en ram tas bort i utkastet."))
    if not reason.strip():
        raise Invalid(_("Skriv varför överenskommelsen rivs upp."))
    before = {"what": row.text, "who": row.agreed_by}
    change(row, version, state=OptionState.OPEN, agreed_by="", reason="", settled_at=None, figures={})
    _count_anew(actor, row.edition)
    record(actor, "decisions.reopen_option", row.activity, before=before, after={"what": row.text}, reason=reason)
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
