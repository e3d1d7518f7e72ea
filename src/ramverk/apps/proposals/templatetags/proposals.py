"""`{% load proposals %}`: amounts and sentences as the pages of drafts show them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import template
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ramverk.apps.proposals.comments import Fate, ProjectWish
from ramverk.apps.proposals.signs import as_written
from ramverk.core.findings import Finding
from ramverk.core.money import Ore, Unit, format_amount

register = template.Library()
_DAY = 24


@register.filter
def less(amount: int, other: int) -> int:
    """The difference of two amounts."""
    return amount - other


@register.filter
def signed_kr(ore: int | None) -> str:
    """Öre in whole kronor, with a plus before what is above zero."""
    return format_amount(None if ore is None else Ore(ore), Unit.KR, sign=True)


@register.filter
def sentence(finding: Finding) -> str:
    """The finding in the reader's language."""
    return finding.message_en if get_language() == "en" and finding.message_en else finding.message


@register.filter
def of_year(by_year: Mapping[int, Any], year: int) -> Any:
    """What stands under a year."""
    return by_year.get(year)


@register.filter
def waited(hours: int | None) -> str:
    """How long an answer takes, as people say it: hours, and from two days on days."""
    if hours is None:
        return ""
    if hours < 2 * _DAY:
        return ngettext("%s timme", "%s timmar", hours) % hours
    return _("%s dagar") % round(hours / _DAY)


@register.filter
def wish(wanted: ProjectWish) -> str:
    """What the management team suggests for a project, in words that follow "that the project:"."""
    if wanted.fate:
        return _("utgår") if wanted.fate == Fate.CUT else _("blir som i underlaget")
    said = [_("börjar %s") % wanted.starts] if wanted.starts is not None else []
    if wanted.outlay is not None:
        said.append(_("får kosta %s tkr") % format_amount(Ore(wanted.outlay), Unit.TKR))
    return _(" och ").join(said)


@register.filter
def moment(at: str) -> datetime:
    """A time as a draft keeps it."""
    return datetime.fromisoformat(at)


@register.filter
def latest_first(log: Sequence[Any]) -> list[Any]:
    """The last fifty lines of a log that grows at its end."""
    return list(reversed(log[-50:]))


@register.filter
def named(column: Any) -> str:
    """A column's own name."""
    return str(column.name)


@register.filter
def row_amount(row: Mapping[str, Any], year: int) -> int | None:
    """A frozen row's amount in a year, with a plus for what costs more, as it was written."""
    amount = row["amounts"].get(str(year))
    return None if amount is None else as_written(row["owner"], row["part"], int(amount))
