"""The terms all parties work under, with sane values where finance has set none."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Round
from ramverk.apps.frames.decided_rate import decided_rate
from ramverk.apps.frames.ledger import board_key
from ramverk.apps.frames.models import Edition
from ramverk.apps.organisation.models import Body, BodyKind
from ramverk.apps.proposals.models import Terms
from ramverk.core.editions.changes import Post, PostKind
from ramverk.core.editions.proposing import MUNICIPAL_TAX
from ramverk.core.editions.proposing import rate_words as said
from ramverk.core.investments.sheets import Sheet
from ramverk.core.statements.result_budget import FINANCE_LINES

OPEN_LINES = ("executive_disposal",)
"""Open until finance says otherwise: what is left to the executive board. The rest is computed."""
NEVER_OPEN = frozenset(code for code, line in FINANCE_LINES.items() if line.group in {"tax", "grants"})
"""What nobody decides: taxes follow the rate, grants the state."""


@dataclass(frozen=True, slots=True)
class OpenTerms:
    """The terms as a calculation needs them."""

    tax_rate: int | None
    median_income: int | None
    open_lines: frozenset[str]
    closed_boards: frozenset[str]
    version: int = 0
    closed_projects: frozenset[str] | None = None
    """None until finance has said: then those already begun are closed, for their contracts are signed."""

    def is_open(self, post: Post) -> bool:
        """Whether parties may change a post."""
        if post.kind is PostKind.FRAME:
            return post.owner not in self.closed_boards
        return post.kind is not PostKind.FINANCE or post.part in self.open_lines

    def is_closed_project(self, sheet: Sheet | None) -> bool:
        """Whether parties leave a project of the list alone."""
        if sheet is None:
            return False
        return sheet.is_ongoing if self.closed_projects is None else sheet.key in self.closed_projects

    def is_open_or_taxed(self, post: Post) -> bool:
        """The same, with what a changed rate itself does to the tax."""
        return post == MUNICIPAL_TAX or self.is_open(post)


def terms_of(in_round: Round) -> OpenTerms:
    """What finance has set for the round, else what holds from the beginning."""
    row = Terms.objects.filter(round=in_round).first()
    if row is None:
        return OpenTerms(None, None, frozenset(OPEN_LINES), frozenset(map(board_key, _auditors())))
    open_lines = frozenset(row.open_lines) - NEVER_OPEN
    closed = None if row.closed_projects is None else frozenset(row.closed_projects)
    return OpenTerms(row.tax_rate, row.median_income, open_lines, frozenset(row.closed_boards), row.version, closed)


def _auditors() -> list[Body]:
    """The auditors' budget is prepared by the council's presidium (KL 11:8), by no party."""
    return list(Body.objects.filter(kind=BodyKind.AUDITORS))


def rate_words(rate: int | None) -> str:
    """A rate as it is said, where there is one."""
    return "" if rate is None else said(rate)


def rates_behind(base: Edition, terms: OpenTerms) -> dict[int, int]:
    """The rates that a base counts on, öre per 100 kr by year: what was proposed and decided along its line, else
    today's. Empty where neither is known.

    In June of an election year the rate is a direction, not a decision (KL 11:10); what stands on that edition is
    compared with it all the same, for its tax is counted on it.
    """
    decided = decided_rate(base)
    rates = {} if decided is None else dict(decided.rates)
    found = {int(year): rates.get(int(year), terms.tax_rate) for year in base.years}
    return {year: rate for year, rate in found.items() if rate}


def behind_words(behind: Mapping[int, int], today: int | None) -> str:
    """The rates a base counts on, in words; and today's where it is another. Empty where nothing is known."""
    said = list(dict.fromkeys(behind.values()))
    if said == [today]:
        return _("i dag %s") % rate_words(today)
    if not said:
        return ""
    counted = ", ".join(map(rate_words, said))
    if len(said) > 1:
        counted = ", ".join(f"{year}: {rate_words(rate)}" for year, rate in sorted(behind.items()))
    words = _("i underlaget %s") % counted
    return words if today is None else _("%(behind)s, i dag %(now)s") % {"behind": words, "now": rate_words(today)}


def rates_of(wanted: Mapping[str, int], behind: Mapping[int, int], years: tuple[int, ...]) -> dict[int, int | None]:
    """The rate of each year: the wanted one, else the base's."""
    return {year: wanted.get(str(year), behind.get(year)) for year in years}
