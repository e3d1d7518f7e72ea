"""What is wrong with one row of the ledger, in sentences for the person who wrote it."""

from django.utils.translation import gettext as _

from ramverk.apps.frames.links import links_of
from ramverk.apps.frames.models import Edition, PostKind
from ramverk.apps.frames.rows import Row
from ramverk.core.editions.causes import Cause, words_of
from ramverk.core.statements.result_budget import FINANCE_LINES

_LARGEST = 10**15
"""Ten thousand billion kronor in öre: above it somebody has written in the wrong unit."""


def row_faults(edition: Edition, row: Row) -> list[str]:
    """Every fault of the row, none when it may be saved."""
    return [*_what(row), *_where(row), *_how_much(edition, row), *_marks(edition, row)]


def _marks(edition: Edition, row: Row) -> list[str]:
    faults = []
    if row.is_earmarked and row.post_kind != PostKind.FRAME:
        faults.append(_("Bara en del av en nämnds ram kan vara öronmärkt."))
    if row.linked_to and row.linked_to not in {link.code for link in links_of(edition)}:
        faults.append(_("Det mål eller uppdrag som raden är knuten till finns inte längre. Välj ett annat."))
    return faults


def _what(row: Row) -> list[str]:
    faults = []
    if not row.text.strip():
        faults.append(_("Skriv vad ändringen gäller; texten följer beloppet hela vägen."))
    if row.cause not in set(Cause):
        faults.append(_("Välj en orsak."))
    elif Cause(row.cause) is Cause.UNEXPLAINED:
        faults.append(_("Oförklarade skillnader skrivs inte in; de visas där underlaget inte går ihop."))
    elif words_of(Cause(row.cause)).on_finance_only and row.post_kind == PostKind.FRAME:
        faults.append(_("En ändrad skatteprognos hör till finansförvaltningen, inte till en nämnds ram."))
    return faults


def _where(row: Row) -> list[str]:
    if row.post_kind == PostKind.FRAME and row.body_id is None:
        return [_("Välj vilken nämnd ändringen gäller.")]
    if row.post_kind == PostKind.FINANCE and row.line not in FINANCE_LINES:
        return [_("Välj vilken rad i finansförvaltningen ändringen gäller.")]
    return []


def _how_much(edition: Edition, row: Row) -> list[str]:
    outside = sorted(year for year in row.amounts if int(year) not in edition.years)
    if outside:
        first, last = edition.years[0], edition.years[-1]
        words = {"year": outside[0], "first": first, "last": last}
        return [_("Beloppet %(year)s ligger utanför utgåvans år, %(first)s–%(last)s.") % words]
    if not row.amounts or not any(row.amounts.values()):
        return [_("Skriv ett belopp för minst ett år.")]
    if any(abs(amount) > _LARGEST for amount in row.amounts.values()):
        return [_("Beloppet är orimligt stort. Belopp skrivs i tusen kronor.")]
    return []
