"""Handed-over proposals: for readers, for the comparison, and for the area of decisions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ramverk.apps.cycle.desks import Duty
from ramverk.apps.cycle.models import Activity, ActivityKind, Round
from ramverk.apps.frames.ledger import line_of
from ramverk.apps.frames.models import Edition
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.proposals.clauses import Clause
from ramverk.apps.proposals.models import HandOver, Receipt
from ramverk.apps.proposals.policy import HAND_OVERS, RECEIPTS, parties_of
from ramverk.apps.proposals.signs import as_written
from ramverk.apps.proposals.terms import rate_words
from ramverk.apps.trail import clock


@dataclass(frozen=True, slots=True)
class Proposal:
    """A handed-over proposal as others use it: the frozen edition's row, and what is no money beside it.

    `tax_rate` is öre per 100 kr by year. `clauses` have the same subject for the same question in every proposal.
    """

    hand_over: HandOver
    parties: tuple[str, ...]
    tax_rate: Mapping[int, int | None]
    clauses: tuple[Clause, ...]
    goals: tuple[dict[str, str], ...]
    assignments: tuple[dict[str, str], ...]
    texts: tuple[dict[str, str], ...]
    content: Mapping[str, Any]

    @property
    def is_majoritys(self) -> bool:
        """Whether the governing parties stand behind it."""
        return str(self.content["kind"]) == "majority_proposal"


def proposal_of(hand_over: HandOver) -> Proposal:
    """One proposal, from its frozen document."""
    content: Mapping[str, Any] = hand_over.document.content
    clauses = tuple(Clause(row["subject"], row["text"], row["value"]) for row in content["clauses"])
    rates = {int(year): rate for year, rate in content["tax_rate"].items()}
    goals, assignments, texts = (tuple(content[name]) for name in ("goals", "assignments", "texts"))
    return Proposal(hand_over, tuple(content["parties"]), rates, clauses, goals, assignments, texts, content)


def tabled_proposals(in_round: Round) -> list[Proposal]:
    """What is laid open to everyone: for deeds (a matter that takes it up) and for the public."""
    return _latest(HandOver.objects.filter(edition__round=in_round, tabled_at__isnull=False))


def seen_proposals(in_round: Round, actor: Actor) -> list[Proposal]:
    """What is open to the actor."""
    return _latest(HAND_OVERS.filter(HandOver.objects.filter(edition__round=in_round), actor))


def _latest(rows: QuerySet[HandOver]) -> list[Proposal]:
    """The latest version among the rows of every proposal that is not withdrawn, the majority's first.

    A newer version that is not among them is nobody's business: the one before it stands.
    """
    latest = rows.filter(withdrawn_at=None).exclude(replaced_by__in=rows.values("pk"))
    found = [proposal_of(row) for row in latest.select_related("edition", "document", "room__party")]
    return sorted(found, key=lambda one: (not one.is_majoritys, one.hand_over.at, one.hand_over.pk))


def proposal_behind(edition: Edition) -> Proposal | None:
    """The handed-over proposal that an edition is, where it is laid open to everyone."""
    row = HandOver.objects.filter(edition=edition, tabled_at__isnull=False).select_related(
        "edition", "document", "room__party"
    )
    found = row.first()
    return proposal_of(found) if found else None


def rates_proposed(editions: Sequence[int]) -> dict[int, dict[int, int]]:
    """The tax rates of those editions that are parties' proposals: öre per 100 kr by year, by the edition's id."""
    rows = HandOver.objects.filter(edition__in=editions).values_list("edition", "document__content__tax_rate")
    return {pk: {int(year): rate for year, rate in rates.items() if rate} for pk, rates in rows}


def projects_done(edition: Edition) -> list[tuple[str, str]]:
    """What an edition and those it stands on do with investment projects, where a party's proposal: name and words.

    The last word on a project is the one that counts.
    """
    line = [member.pk for member in line_of(edition)]
    rows = HandOver.objects.filter(edition__in=line, tabled_at__isnull=False).select_related("document")
    found = sorted(rows, key=lambda row: line.index(row.edition_id))
    said: dict[str, tuple[str, str]] = {}
    for row in found:
        for one in row.document.content.get("projects", ()):
            said.pop(one["key"], None)
            said[one["key"]] = (one["name"], one["words"])
    return list(said.values())


@dataclass(frozen=True, slots=True)
class Altered:
    """One thing a newer version has otherwise: its words, whether it came or went, öre by year as the ledger counts."""

    where: str
    text: str
    is_new: bool
    amounts: Mapping[str, int]
    owner: str = ""
    part: str = ""

    def written(self, year: str) -> int | None:
        """The year's amount with a plus for what costs more, as it was written."""
        amount = self.amounts.get(year)
        return None if amount is None else as_written(self.owner, self.part, amount)


def altered_since(older: HandOver, newer: HandOver) -> list[Altered]:
    """What the newer version added and took away, row by row: a changed row is one of each."""
    was, now = older.document.content, newer.document.content
    found = []
    for is_new, rows, others in ((False, was["changes"], now["changes"]), (True, now["changes"], was["changes"])):
        known = [_said(row) for row in others]
        found += [
            Altered(row["where"], row["text"], is_new, row["amounts"], row["owner"], row["part"])
            for row in rows
            if _said(row) not in known
        ]
    for name, label in (("goals", pgettext("flera", "Mål")), ("assignments", _("Uppdrag")), ("texts", _("Text"))):
        before, after = ([row["text"] for row in content[name]] for content in (was, now))
        found += [Altered(label, text, False, {}) for text in before if text not in after]
        found += [Altered(label, text, True, {}) for text in after if text not in before]
    before, after = (
        [f"{row['name']} {row['words']}" for row in content.get("projects", ())] for content in (was, now)
    )  # fmt: skip
    found += [Altered(_("Investeringar"), text, False, {}) for text in before if text not in after]
    found += [Altered(_("Investeringar"), text, True, {}) for text in after if text not in before]
    if was["tax_rate"] != now["tax_rate"]:
        rates = ", ".join(f"{year}: {rate_words(rate)}" for year, rate in now["tax_rate"].items())
        found.append(Altered(_("Skattesats"), rates, True, {}))
    return found


def _said(row: Mapping[str, Any]) -> tuple[object, ...]:
    return row["owner"], row["part"], row["text"], tuple(sorted(row["amounts"].items()))


def reading_duties(in_round: Round, actor: Actor) -> Iterable[Duty]:
    """To read what another party has handed over, until somebody of the own party has opened it, or the decision that
    comes next after it is past.
    """
    own = list(parties_of(actor))
    if not own:
        return
    rows = Receipt.objects.filter(
        party__in=own, opened_at=None, hand_over__edition__round=in_round, hand_over__withdrawn_at=None,
        hand_over__replaced_by=None,
    )  # fmt: skip
    waiting = {row.hand_over.pk: row.hand_over for row in rows.select_related("hand_over__edition")}
    if not waiting:
        return
    steps = Activity.objects.filter(round=in_round, kind__in=(ActivityKind.HANDOVER, ActivityKind.DECISION))
    decisions = sorted(
        (step.end, step.pk) for step in steps if step.kind == ActivityKind.DECISION and step.end is not None
    )
    handed = next((step.pk for step in steps if step.kind == ActivityKind.HANDOVER), None)
    for made in waiting.values():
        day = localdate(made.at)
        due, step = next(((end, pk) for end, pk in decisions if end >= day), (day, handed))
        if step is not None and due >= clock.today():
            yield Duty(_("Läs: %s") % made, step, reverse("proposals:proposal", args=[made.pk]), due=due)


def mark_opened(hand_over: HandOver, actor: Actor) -> None:
    """The first of a receiving party who opens it signs the party's receipt."""
    own = list(parties_of(actor))
    Receipt.objects.filter(hand_over=hand_over, party__in=own, opened_at=None).update(
        opened_at=clock.now(), opened_by=actor.name
    )


def receipts_of(hand_over: HandOver, actor: Actor) -> Sequence[Receipt]:
    """Who has received it, as far as the actor may know."""
    return list(RECEIPTS.filter(hand_over.receipts.select_related("party"), actor).order_by("party__name"))
