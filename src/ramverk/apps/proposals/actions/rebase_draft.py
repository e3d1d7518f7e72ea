"""Move a draft onto a newer base: every conflict is chosen by somebody, and nothing is lost that nobody dropped."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.frames.ledger import core_edition
from ramverk.apps.frames.models import Edition
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.proposals.draft import Draft, DraftRow, draft_of, row_of
from ramverk.apps.proposals.models import SealedItem
from ramverk.apps.proposals.policy import may_write
from ramverk.apps.proposals.projects import DraftProject, after_deeds, basis_of
from ramverk.apps.proposals.queries.rooms import bases_of
from ramverk.apps.proposals.sealing import write
from ramverk.apps.proposals.terms import rates_behind, terms_of
from ramverk.apps.proposals.vault import prove, unseal
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Stale, require
from ramverk.core.editions.changes import Change, PostKind, Source, SourceKind
from ramverk.core.editions.compare import Conflict
from ramverk.core.editions.settling import Choice, choices_for, conflicts_by_board, settle
from ramverk.core.investments.choosing import ClashKind, ProjectClash, ProjectVerb, TooEarlyError, clashes
from ramverk.core.investments.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Asked:
    """One conflict with its own name, the same each time the page is shown."""

    key: str
    conflict: Conflict

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What may be answered."""
        return choices_for(self.conflict.kind)


@dataclass(frozen=True, slots=True)
class AskedProject:
    """One thing done with a project that the new base has otherwise: how the draft has it, and how both bases do."""

    key: str
    clash: ProjectClash
    project: DraftProject
    ours: Sheet | None

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Hold is to keep the project as the draft has it, whatever the new base says of it. What the base has done
        already may be said again, but never moved a second time.
        """
        if self.clash.kind is ClashKind.DONE:
            return (Choice.HOLD if self.project.by else Choice.KEEP, Choice.DROP)
        kept = () if self.clash.kind is ClashKind.GONE else (Choice.KEEP,)
        held = () if self.ours is None else (Choice.HOLD,)
        return (*kept, *held, Choice.DROP)


def projects_asked_about(draft: Draft, base: Edition, onto: Edition) -> list[AskedProject]:
    """What must be settled of the projects before the draft stands on `onto`."""
    if not draft.projects:
        return []
    old, new = basis_of(base), basis_of(onto)
    ours = {sheet.key: sheet for sheet in after_deeds(old, draft.projects, int(base.years[0]))[0]}
    known = {project.key: project for project in draft.projects}
    deeds = [project.deed() for project in draft.projects]
    found = clashes(deeds, (old.sheets, old.listed), (new.sheets, new.listed), int(base.years[0]))
    return [
        AskedProject(
            str(uuid.uuid5(uuid.NAMESPACE_OID, f"project|{one.kind}|{one.deed.key}")), one, known[one.deed.key],
            ours.get(one.deed.key),
        )
        for one in found
    ]  # fmt: skip


def asked_about(draft: Draft, base: Edition, onto: Edition) -> list[Asked]:
    """What must be settled before the draft stands on `onto`."""
    source = Source(SourceKind.PERSON, draft.title)
    own = [row.change(source) for row in draft.rows]
    found = conflicts_by_board(own, core_edition(base), core_edition(onto))
    return [Asked(_key(one), one) for one in found]


@dataclass(frozen=True, slots=True)
class AskedRate:
    """The tax rate where the new base counts on another than the old one and than the draft: öre per 100 kr by year."""

    ours: dict[str, int]
    onto: dict[str, int]
    key: str = "tax_rate"

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Hold the draft's own rate, or follow the base's."""
        return (Choice.HOLD, Choice.DROP)


def rate_asked_about(draft: Draft, base: Edition, onto: Edition) -> AskedRate | None:
    """A draft that says nothing of the rate follows its base: where the base's has moved, somebody chooses."""
    terms = terms_of(onto.round)
    behind, ahead = rates_behind(base, terms), rates_behind(onto, terms)
    ours = {str(year): draft.tax_rate.get(str(year), rate) for year, rate in behind.items() if year in ahead}
    new = {str(year): rate for year, rate in ahead.items()}
    moved = any(behind.get(year, rate) != rate for year, rate in ahead.items())
    return AskedRate(ours, new) if moved and any(new[year] != rate for year, rate in ours.items()) else None


def _key(one: Conflict) -> str:
    post = one.post
    ids = "+".join(change.id for change in one.mine)
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{one.kind}|{post.kind}|{post.owner}|{post.part}|{ids}"))


@transaction.atomic
def rebase_draft(actor: Actor, item: SealedItem, version: int, onto: Edition, chosen: Mapping[str, str]) -> SealedItem:
    """`chosen` answers every conflict by its key. Refused while one is unanswered, with nothing changed."""
    locked = SealedItem.objects.select_for_update(of=("self",)).select_related("room").get(pk=item.pk)
    proof = prove(actor, locked.room)
    require(may_write(actor, locked))
    if locked.version != version:
        raise Stale(_("Någon annan har sparat förslaget medan du valde. Inget är flyttat; se igenom det igen."))
    draft = draft_of(unseal(proof, locked, is_logged=False))
    base = Edition.objects.select_related("round").get(uid=draft.base)
    if onto == base or onto not in bases_of(base.round, locked.room):
        raise Invalid(_("Välj en annan fryst utgåva som alla partier kan utgå från."))
    asked, of_projects = asked_about(draft, base, onto), projects_asked_about(draft, base, onto)
    of_rate = rate_asked_about(draft, base, onto)
    questions: list[Asked | AskedProject | AskedRate] = [*asked, *of_projects, *([of_rate] if of_rate else [])]
    lacking = [one.key for one in questions if chosen.get(one.key) not in one.choices]
    if lacking:
        raise Invalid(_("%(n)s val återstår. Inget är flyttat än.") % {"n": len(lacking)})
    moved = replace(_moved(draft, onto, asked, chosen), projects=_projects(draft, of_projects, chosen))
    if of_rate:
        moved = replace(moved, tax_rate=of_rate.ours if chosen[of_rate.key] == Choice.HOLD else {})
    for name, error in after_deeds(basis_of(onto), moved.projects, int(onto.years[0]))[1]:
        why = _("skulle börja före budgetens första år") if isinstance(error, TooEarlyError) else _("är redan betalt")
        raise Invalid(_("”%(name)s” %(why)s. Håll projektet som ni har det.") % {"name": name, "why": why})
    what = _("flyttade förslaget till %s") % onto.name
    written = write(
        proof, locked, version, moved.logged(clock.now().isoformat(timespec="minutes"), actor.name, what).as_json()
    )
    record(actor, "proposals.rebase_draft", written)
    return written


def _projects(
    draft: Draft, asked: list[AskedProject], chosen: Mapping[str, str]
) -> tuple[DraftProject, ...]:  # fmt: skip
    answers = {one.project.key: (Choice(chosen[one.key]), one.ours) for one in asked}
    kept = []
    for project in draft.projects:
        choice, ours = answers.get(project.key, (Choice.KEEP, None))
        if choice is Choice.KEEP:
            kept.append(project)
        elif choice is Choice.HOLD and ours is not None:
            kept.append(replace(project, verb=ProjectVerb.HOLD.value, by=0, outlay=None, sheet=ours.as_json()))
    return tuple(kept)


def _moved(draft: Draft, onto: Edition, asked: list[Asked], chosen: Mapping[str, str]) -> Draft:
    source = Source(SourceKind.PERSON, draft.title)
    own = [row.change(source) for row in draft.rows]
    settled = settle(
        own, [one.conflict for one in asked], [Choice(chosen[one.key]) for one in asked],
        [str(uuid.uuid4()) for _one in asked], "", source,
    )  # fmt: skip
    known = {row.key: row for row in draft.rows}
    kept = [known[change.id] for change in settled if change.id in known]
    held = [row_of(replace(change, text=_held(change)), "hold") for change in settled if change.id not in known]
    return replace(draft, base=str(onto.uid), rows=_beside_their_own(kept, held), approvals={})


def _held(change: Change) -> str:
    if change.post.kind is PostKind.FRAME:
        return _("Så att ramen blir den ni valde när underlaget ändrades")
    return _("Så att posten blir den ni valde när underlaget ändrades")


def _beside_their_own(kept: Sequence[DraftRow], held: Sequence[DraftRow]) -> tuple[DraftRow, ...]:
    """The rows that hold a level, each after the last of the rows whose level it holds."""
    rows = list(kept)
    for one in held:
        last = max((at for at, row in enumerate(rows) if (row.owner, row.part) == (one.owner, one.part)), default=None)
        rows.insert(len(rows) if last is None else last + 1, one)
    return tuple(rows)
