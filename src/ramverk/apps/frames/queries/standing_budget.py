"""The opening budget that a round has already, as it meets another file on its way in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ramverk.apps.cycle.models import Round
from ramverk.apps.frames.ledger import core_edition
from ramverk.apps.frames.models import BudgetDetail, BudgetImport, Change, Edition, EditionKind, PassingItem
from ramverk.apps.frames.queries.editions import open_draft
from ramverk.apps.frames.queries.figures import figures_of
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.models import StoredFile


@dataclass(frozen=True, slots=True)
class StandingBudget:
    """What stands, from where, and why another file may or may not take its place."""

    edition: Edition
    file_name: str
    file_id: int | None
    by: str
    at: datetime
    held: tuple[str, ...]
    """Why it cannot be replaced, a sentence each; nothing when it can."""
    draft: Edition | None
    """Where what differs can be corrected instead; None where the actor sees no open draft."""

    @property
    def may_be_replaced(self) -> bool:
        """Nothing rests on it yet."""
        return not self.held

    def sentence(self) -> str:
        """That it stands, who took it in, when, and from which file."""
        day = date_format(localtime(self.at), "j F Y")
        words = {"name": self.edition.name, "file": self.file_name, "by": self.by, "day": day}
        return (
            _("Omgången har redan en ingående budget: ”%(name)s”, inläst ur ”%(file)s” av %(by)s den %(day)s.") % words
        )


def standing_budget(in_round: Round, actor: Actor | None = None) -> StandingBudget | None:
    """The round's opening budget, where it has one; `actor` finds the draft to correct it in."""
    edition = Edition.objects.filter(round=in_round, kind=EditionKind.BASE).first()
    if edition is None:
        return None
    source = BudgetDetail.objects.filter(edition=edition).values_list("source", flat=True).first()
    name = _file_name(edition, source)
    held = tuple(holding(edition, name))
    draft = open_draft(in_round, actor) if actor else None
    return StandingBudget(edition, name, source, edition.created_by, edition.created_at, held, draft)


def _file_name(edition: Edition, source: int | None) -> str:
    told = BudgetImport.objects.filter(edition=edition, file=source).values_list("file_name", flat=True).first()
    return told or Change.objects.filter(edition=edition).values_list("file_name", flat=True).first() or ""


def holding(edition: Edition, file_name: str) -> Iterator[str]:
    """Why an opening budget cannot make way for another: what rests on it, or was written in it by hand."""
    resting = list(edition.children.values_list("name", flat=True))
    if resting:
        told = ngettext(
            "Utgåvan ”%(name)s” bygger på den.", "%(n)s utgåvor bygger på den, först ”%(name)s”.", len(resting)
        )
        yield told % {"n": len(resting), "name": resting[0]}
    if not edition.is_open:
        yield _("Den är fryst.")
    by_hand = PassingItem.objects.filter(edition=edition).exclude(version=1, source__startswith=file_name)
    if by_hand.exists() or edition.saves.exists():
        yield _("Något är skrivet i den för hand.")


def net_by_name(edition: Edition) -> Mapping[str, int]:
    """What each board and finance line has in the opening budget, öre and income positive, by the name pages show."""
    shown = figures_of(core_edition(edition))
    boards = {board.name: -(board.frame[0].amount or 0) for board in shown.boards}
    return boards | {line.label: line.cells[0].amount or 0 for line in shown.finance}


def is_the_file(standing: StandingBudget, file: StoredFile) -> bool:
    """Whether the budget was read from this very file."""
    return standing.file_id == file.pk
