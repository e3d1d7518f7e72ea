"""What a change may be linked to: the directive's assignments, the financial goals, and what areas above register."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ramverk.apps.frames.ledger import line_of
from ramverk.apps.frames.models import DirectiveAssignment, Edition, FinancialGoal


@dataclass(frozen=True, slots=True)
class Link:
    """One thing to link to: its code as a change keeps it ("assignment:…"), its words, and under what it is listed."""

    code: str
    label: str
    group: str


Source = Callable[[Edition], Iterable[Link]]
_sources: list[Source] = []


def register_links(source: Source) -> None:
    """An area above offers its own things to link to, by codes that begin with a word of its own."""
    _sources.append(source)


def links_of(edition: Edition) -> list[Link]:
    """Everything a change of the edition may be linked to, group by group."""
    above = [member.pk for member in line_of(edition)]
    assignments = DirectiveAssignment.objects.filter(directive__edition__in=above).select_related("body")
    found = list({one.key: _assigned(one) for one in assignments}.values())  # carried on, it is still the same
    goals = FinancialGoal.objects.filter(round=edition.round_id)
    found += [Link(f"goal:{goal.pk}", goal.name, _("Finansiella mål")) for goal in goals]
    for source in _sources:
        found += source(edition)
    return found


def _assigned(one: DirectiveAssignment) -> Link:
    return Link(f"assignment:{one.key}", _with_board(one), _("Uppdrag i ramdirektivet"))


def _with_board(one: DirectiveAssignment) -> str:
    return f"{one.body.short_name or one.body.name}: {one.text}" if one.body else one.text


def choices(links: Iterable[Link]) -> list[tuple[str, object]]:
    """The links as a select shows them: an empty one first, then group by group."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for link in links:
        groups.setdefault(link.group, []).append((link.code, _short(link.label)))
    return [("", ""), *groups.items()]


def _short(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[: _LONG - 1].rstrip()}…"


_LONG = 70


def labels(edition: Edition, codes: Iterable[str]) -> dict[str, str]:
    """The words of the links that are used; nothing is asked for where none is."""
    wanted = {code for code in codes if code}
    if not wanted:
        return {}
    return {link.code: link.label for link in links_of(edition) if link.code in wanted}
