"""Investment projects as options of the drafting days: what is done with them, and what follows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ramverk.apps.decisions.models import Option, OptionState
from ramverk.apps.frames.ledger import Member, line_of
from ramverk.apps.frames.models import Edition, PostKind
from ramverk.apps.frames.rows import Row
from ramverk.apps.frames.rule_rows import Rows
from ramverk.apps.investments.frame_rows import Agreement, counted_by
from ramverk.apps.proposals.projects import Basis, DraftProject, after_deeds, ledger_rows
from ramverk.apps.proposals.queries.hand_overs import projects_done
from ramverk.core.editions.causes import Cause
from ramverk.core.editions.changes import PostKind as CorePost
from ramverk.core.investments.choosing import LOANS, loan_interest
from ramverk.core.investments.sheets import Sheet

RULE = "agreed"


def project_of(option: Option) -> DraftProject:
    """What the option does with its project, as the parties' drafts know it."""
    return DraftProject(option.project, option.verb, option.by, option.text)


@dataclass(frozen=True, slots=True)
class Moved:
    """What deeds with projects come to by year, öre: what they cost the result, and what is invested net."""

    cost: dict[int, int]
    net: dict[int, int]


def moved_by(basis: Basis, options: Sequence[Option], years: Sequence[int]) -> Moved:
    """As in the parties' drafts: capital cost, rents, effects, and the interest on what is borrowed."""
    cost, net = dict.fromkeys(years, 0), dict.fromkeys(years, 0)
    if options:
        after, _early = after_deeds(basis, [project_of(one) for one in options], years[0])
        for change in ledger_rows(basis, after, years, RULE):
            into, sign = (net, 1) if change.post.kind is CorePost.PROJECT else (cost, -1)
            for year, amount in change.amounts.items():
                into[year] += sign * int(amount)
    return Moved(cost, net)


def _agreed(editions: Sequence[int]) -> list[Option]:
    """The project options that are agreed for some editions, in the order they were agreed."""
    rows = Option.objects.filter(edition__in=editions, state=OptionState.AGREED).exclude(project="")
    return list(rows.select_related("activity").order_by("settled_at", "pk"))


def agreed_projects(member: Member, above: Sequence[Sheet], listed: Sequence[Sheet]) -> Sequence[Sheet] | None:
    """What a draft counts on when the committee has agreed on projects; None where it has agreed on none."""
    options = _agreed([member.pk])
    if not options:
        return None
    basis = Basis(tuple(above), tuple(listed))
    return after_deeds(basis, [project_of(one) for one in options], member.years[0])[0]


def agreements_of(edition: Edition) -> dict[str, Agreement]:
    """By project who agreed on it, when and why."""
    return {one.project: Agreement(words_of(one), one.reason) for one in _agreed([edition.pk])}


def words_of(option: Option) -> str:
    """Where and by whom: "Budgetberedning 2018-05-02: DP och GB"."""
    day = localdate(option.settled_at).isoformat() if option.settled_at else ""
    return f"{option.activity.title} {day}: {option.agreed_by}"


def loan_rows(edition: Edition) -> Rows:
    """The interest on what the agreed projects have borrowed more or less, one row for each draft of the line."""
    agreed: dict[int, list[Option]] = {}
    for one in _agreed([member.pk for member in line_of(edition)]):
        agreed.setdefault(one.edition_id, []).append(one)
    found = counted_by(edition) if agreed else None
    rows: Rows = {}
    for step in found.steps if found else ():
        if (options := agreed.get(step.edition_id)) and found:
            amounts = loan_interest(step.before, step.after, edition.years, found.interest_pct)
            words = "; ".join(dict.fromkeys(words_of(one) for one in options))[:300]
            key = f"{RULE}:{step.edition_id}"
            rows[key] = Row(
                post_kind=PostKind.FINANCE, line=LOANS.part, cause=Cause.POLITICAL.value,
                amounts={str(year): int(amount) for year, amount in amounts.items()},
                text=_("Ränta på lån för ändrade investeringar"), source={"kind": "activity", "words": words}, rule=key,
            )  # fmt: skip
    return rows


def done_with_projects(edition: Edition) -> list[str]:
    """What an edition and its parents do otherwise than the list: agreed in the drafting days, then by parties."""
    options = _agreed([member.pk for member in line_of(edition)])
    parties = projects_done(edition)
    later = tuple(f"{name} " for name, _words in parties)  # the last word on a project is the one that counts
    said = [one.text for one in options if not one.text.startswith(later)]
    return said + [f"{name} {words}" for name, words in parties]
