"""A proposal as numbered clauses that can each be answered yes or no (KL 5:53)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ramverk.apps.proposals.draft import Draft
from ramverk.apps.proposals.projects import DraftProject, unbroken_tkr
from ramverk.apps.proposals.terms import rate_words


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause. `subject` is the same for the same question in every proposal, so that they can be put side by side:
    "tax_rate", "frame:BUN", "pot:executive_disposal", "result", "goal:1", "assignment:1". `value` is what this proposal
    answers, as plain text.
    """

    subject: str
    text: str
    value: str


def clauses_of(
    draft: Draft,
    rates: Mapping[int, int | None],
    frames: Sequence[tuple[str, str, Mapping[int, int]]],
    results: Mapping[int, int],
    net: Mapping[int, int] | None = None,
    projects: Sequence[tuple[DraftProject, str]] = (),
    pots: Sequence[tuple[str, str, Mapping[int, int]]] = (),
) -> tuple[Clause, ...]:
    """`frames`, and `pots` set aside centrally, are key, name and net cost by year in öre; `results` the year's result;
    `net` what is invested, with what is done with projects in words.
    """
    years = list(results)
    first = years[0]
    found: list[Clause] = []
    if (rate := rates[first]) is not None:
        words = {"year": first, "rate": rate_words(rate)}
        text = _("att skattesatsen för %(year)s fastställs till %(rate)s kronor per skattekrona") % words
        found.append(Clause("tax_rate", text, rate_words(rate)))
    for key, name, amounts in frames:
        tkr = unbroken_tkr(amounts[first])
        words = {"board": name, "amount": tkr, "year": first}
        text = _("att driftramen för %(board)s %(year)s fastställs till %(amount)s tkr") % words
        found.append(Clause(f"frame:{key}", text, tkr))
    for code, name, amounts in pots:
        tkr = unbroken_tkr(amounts[first])
        text = _("att avsätta %(amount)s tkr till %(pot)s %(year)s") % {"pot": name, "amount": tkr, "year": first}
        found.append(Clause(f"pot:{code}", text, tkr))
    shown = ", ".join(f"{year}: {unbroken_tkr(amount)} tkr" for year, amount in results.items())
    found.append(Clause("result", _("att resultatbudgeten fastställs med årets resultat %s") % shown, shown))
    if net:
        shown = ", ".join(f"{year}: {unbroken_tkr(int(amount))} tkr" for year, amount in net.items())
        text = _("att investeringsbudgeten fastställs med nettoinvesteringar %s") % shown
        found.append(Clause("investments", text, shown))
    for project, wanted in projects:
        text = _("att investeringsprojektet ”%(name)s” %(words)s") % {"name": project.name, "words": wanted}
        found.append(Clause(f"project:{project.key}", text, wanted))
    for number, goal in enumerate(draft.goals, 1):
        text = _("att som mål fastställa: %s") % goal["text"]
        found.append(Clause(f"goal:{number}", text, goal["text"]))
    for number, one in enumerate(draft.assignments, 1):
        whom = one.get("board_name") or _("samtliga nämnder")
        text = _("att ge %(board)s i uppdrag: %(text)s") % {"board": whom, "text": one["text"]}
        found.append(Clause(f"assignment:{number}", text, one["text"]))
    return tuple(found)
