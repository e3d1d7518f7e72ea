"""The words of clauses as finance drafts them from an edition.

Clauses are the text of a Swedish authority's decision, so they are written in Swedish whatever language the page has.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from django.utils.formats import date_format
from django.utils.translation import override

from ramverk.apps.decisions.models import ClauseKind
from ramverk.apps.decisions.position import balance_figures, cash_flow_figures, each_year
from ramverk.apps.decisions.queries.projects import done_with_projects
from ramverk.apps.frames.findings import FRAMED
from ramverk.apps.frames.ledger import board_key, core_edition
from ramverk.apps.frames.models import Directive, Edition, FinancialGoal
from ramverk.apps.frames.queries.figures import BoardLine, Figures, figures
from ramverk.apps.frames.queries.statements import stated
from ramverk.apps.investments.frame_rows import counted_by
from ramverk.apps.organisation.models import Body
from ramverk.apps.proposals.queries.hand_overs import Proposal, proposal_behind
from ramverk.apps.proposals.terms import terms_of
from ramverk.core.editions.changes import Post, PostKind
from ramverk.core.editions.editions import fold
from ramverk.core.editions.proposing import rate_words
from ramverk.core.money import Ore, Unit, format_amount
from ramverk.core.statements.result_budget import FINANCE_LINES


@dataclass(frozen=True, slots=True)
class Drafted:
    """A clause with its value in the edition it was drafted from."""

    kind: str
    subject: str
    text: str
    figures: dict[str, int] = field(default_factory=dict)
    body: Body | None = None
    report_by: date | None = None

    @property
    def question(self) -> tuple[str, int | str]:
        """What is asked: the same for the same question in every edition."""
        return question_of(self.kind, self.body.pk if self.body else None, self.subject)


def question_of(kind: str, body_id: int | None, subject: str) -> tuple[str, int | str]:
    """A clause's question: its kind and the board it concerns, else what it is about."""
    return kind, body_id or subject


@dataclass(frozen=True, slots=True)
class Terms:
    """What an edition does not hold but a budget decision states. None leaves the clause out."""

    tax_rate: int | None = None
    """Öre per 100 kr: 21:64 is 2164. A party's proposal states its own where nothing is said here."""
    internal_interest: Fraction | None = None
    """Per cent."""
    borrowing: int | None = None
    """The ceiling for new loans, öre."""
    is_final: bool = True
    """In an election year the first decision is a direction."""
    is_preliminary: bool = False
    """The frames are those the boards plan by, not yet those they are given."""


def drafted(edition: Edition, terms: Terms) -> list[Drafted]:
    """The clauses of a budget, in the order councils take them; a party's with its own rate, goals and assignments."""
    with override("sv"):
        of, proposal = figures(edition), proposal_behind(edition)
        year, goals = of.years[0], list(FinancialGoal.objects.filter(round=edition.round_id))
        if terms.tax_rate is None and proposal is not None:
            terms = replace(terms, tax_rate=proposal.tax_rate.get(year))
        return [
            *(_directive(edition) if terms.is_preliminary else ()),
            *_rate(year, terms),
            *_goals(goals, terms),
            *(_aims(proposal) if proposal else ()),
            _statements(edition, of, terms),
            *(() if terms.is_preliminary else _position(edition, of)),
            *_frames(of, terms),
            *(() if terms.is_preliminary else _investments(edition)),
            *_money(year, terms),
            *(() if terms.is_preliminary else _pools(edition)),
            *_assignments(edition),
            *(_given(proposal) if proposal else ()),
        ]


def _rate(year: int, terms: Terms) -> Iterator[Drafted]:
    if terms.tax_rate is not None:
        words = rate_words(terms.tax_rate)
        text = f"Skattesatsen för {year} fastställs till {words}."
        if not terms.is_final:
            text = f"Skattesatsen för {year} ska vara {words}. Den fastställs av det nyvalda fullmäktige."
        yield Drafted(ClauseKind.TAX_RATE, f"Skattesats {year}", text, {"rate": terms.tax_rate})


def _directive(edition: Edition) -> Iterator[Drafted]:
    """The directive itself, and the day the boards hand in, which is the executive board's to decide (KL 11:9)."""
    directive = Directive.objects.filter(edition=edition).prefetch_related("sections").first()
    if directive is None:
        return
    headings = ", ".join(f"”{one.heading}”" for one in directive.sections.all() if one.text.strip())
    if headings:
        yield Drafted(
            ClauseKind.OTHER, "Ramdirektiv",
            f"Ramdirektivet ({headings}) antas och gäller för nämndernas arbete med budget och verksamhetsplan.",
        )  # fmt: skip
    if (day := directive.boards_hand_in_by) is not None:
        yield Drafted(ClauseKind.OTHER, HAND_IN, hand_in_text(day), {DAY: day_figure(day)}, report_by=day)


HAND_IN, DAY = "Nämndernas förslag", "day"


def hand_in_text(day: date) -> str:
    """The day by which the boards hand in, as the decision states it."""
    with override("sv"):
        return f"Nämnderna lämnar sina förslag senast den {date_format(day, 'j F Y')}."


def day_figure(day: date) -> int:
    """A day as one of a clause's whole numbers: 20180411."""
    return int(day.strftime("%Y%m%d"))


def day_of(figure: int) -> date:
    """The day back again."""
    return date(figure // 10_000, figure // 100 % 100, figure % 100)


def _goals(goals: list[FinancialGoal], terms: Terms) -> Iterator[Drafted]:
    if goals:
        listed = "; ".join(goal.name for goal in goals)
        what = "Planeringen utgår från de finansiella målen" if terms.is_preliminary else _FIXED_GOALS
        yield Drafted(ClauseKind.GOALS, "Finansiella mål", f"{what}: {listed}.")


_FIXED_GOALS = "De finansiella målen fastställs"


def _statements(edition: Edition, of: Figures, terms: Terms) -> Drafted:
    results = {year: int(of.budget.result(year)) for year in of.years}
    shown = ", ".join(f"{year}: {in_tkr(amount)}" for year, amount in results.items())
    what = f"Resultatbudgeten för {of.years[0]} och planen för {of.years[1]}–{of.years[-1]} fastställs enligt"
    if terms.is_preliminary:  # the council fixes the budget; the executive board only plans by it
        what = "Planeringen utgår från resultatbudgeten i"
    return Drafted(
        ClauseKind.STATEMENTS,
        "Resultatbudget och plan",
        f"{what} ”{edition.name}”, med årets resultat {shown}.",
        {str(year): amount for year, amount in results.items()},
    )


def _position(edition: Edition, of: Figures) -> Iterator[Drafted]:
    """The balance and cash-flow budgets (KL 11:6); nothing where the edition rests on no opening balance."""
    position = stated(edition).position
    if position is None:
        return
    plan = f"för {of.years[0]} och planen för {of.years[1]}–{of.years[-1]} fastställs enligt ”{edition.name}”"
    balance, flow = balance_figures(position, of.years), cash_flow_figures(position, of.years)
    yield Drafted(
        ClauseKind.BALANCE, "Balansbudget och plan",
        f"Balansbudgeten {plan}, vid varje års slut: {each_year(ClauseKind.BALANCE, balance)}.", balance,
    )  # fmt: skip
    yield Drafted(
        ClauseKind.CASH_FLOW, "Kassaflödesbudget och plan",
        f"Kassaflödesbudgeten {plan}: {each_year(ClauseKind.CASH_FLOW, flow)}.", flow,
    )  # fmt: skip


WITH_CHANGES = "med de ändringar som följer av beslutet"


_NAMED = re.compile(r"\b(?:enligt|i) ”[^”]+”")


def with_changes(text: str) -> str:
    """A sentence that names an edition, where other things won than it holds; said once however often it is asked.

    It is the edition that the sentence names: the executive board's sentences go on to the council as they are, though
    the board's decision has got an edition of its own.
    """
    return _NAMED.sub(lambda found: f"{found[0]} {WITH_CHANGES}", text, count=1) if WITH_CHANGES not in text else text


def _frames(of: Figures, terms: Terms) -> Iterator[Drafted]:
    bodies = {board_key(body): body for body in Body.objects.filter(kind__in=FRAMED)}
    for board in of.boards:
        amounts = frame_of(board)
        text = frame_text(board.name, amounts, is_preliminary=terms.is_preliminary)
        yield Drafted(ClauseKind.FRAME, board.name, text, amounts, bodies.get(board.key))


def frame_of(board: BoardLine) -> dict[str, int]:
    """A board's net cost by year."""
    return {str(cell.year): int(cell.amount or 0) for cell in board.frame}


def frame_text(name: str, amounts: dict[str, int], *, is_preliminary: bool = False) -> str:
    """A frame as the decision states it; the plan years in brackets."""
    first, *rest = sorted(amounts)
    plan = ", ".join(f"{year}: {in_tkr(amounts[year])}" for year in rest)
    verb = "planerar för den preliminära driftramen" if is_preliminary else "tilldelas driftramen"
    return f"{name} {verb} {in_tkr(amounts[first])} {first}" + (f" (plan {plan})." if plan else ".")


def _money(year: int, terms: Terms) -> Iterator[Drafted]:
    if terms.internal_interest is not None:
        pct = f"{float(terms.internal_interest):g}".replace(".", ",")
        hundredths = int(terms.internal_interest * 100)
        yield Drafted(
            ClauseKind.INTEREST, f"Internränta {year}", f"Internräntan för {year} fastställs till {pct} procent.",
            {"pct_100": hundredths},
        )  # fmt: skip
    if terms.borrowing is not None:
        amount = format_amount(Ore(terms.borrowing), Unit.MNKR)
        yield Drafted(
            ClauseKind.BORROWING, f"Upplåning {year}",
            f"Kommunstyrelsen får nyupplåna högst {amount} mnkr under {year}.",
            {"ceiling": terms.borrowing},
        )  # fmt: skip
        yield Drafted(
            ClauseKind.REFINANCING,
            f"Omsättning av lån {year}",
            f"Kommunstyrelsen får omsätta de lån som förfaller under {year}.",
        )


def _investments(edition: Edition) -> Iterator[Drafted]:
    """What is invested, net in öre by year, and what the proposal does otherwise than the list."""
    found = counted_by(edition)
    if found is None:
        return
    net = {str(year): sum(int(sheet.net(int(year))) for sheet in found.sheets) for year in edition.years}
    first, *rest = sorted(net)
    plan = ", ".join(f"{year}: {in_tkr(net[year])}" for year in rest)
    text = f"Investeringsbudgeten för {first} fastställs till {in_tkr(net[first])} netto" + (
        f" (plan {plan})" if plan else ""
    )
    words = "; ".join(done_with_projects(edition))
    text += f", enligt ”{found.row.chosen.name}”" + (f" med dessa ändringar: {words}." if words else ".")
    yield Drafted(ClauseKind.INVESTMENTS, f"Investeringsbudget {first}", text, net)


def _pools(edition: Edition) -> Iterator[Drafted]:
    """What is set aside centrally and open to politics: net cost in öre by year."""
    folded, open_lines = fold(core_edition(edition)), terms_of(edition.round).open_lines
    for code, line in FINANCE_LINES.items():
        amounts = folded.get(Post(PostKind.FINANCE, "", code))
        if code in open_lines and amounts:
            figures_ = {str(year): -int(amounts.get(year, Ore(0))) for year in edition.years}
            yield Drafted(ClauseKind.POOL, line.swedish, pool_text(line.swedish, figures_), figures_)


def pool_text(name: str, amounts: Mapping[str, int]) -> str:
    """A central pot as the decision states it; the plan years in brackets."""
    first, *rest = sorted(amounts)
    plan = ", ".join(f"{year}: {in_tkr(amounts[year])}" for year in rest)
    return f"{name}: {in_tkr(amounts[first])} avsätts {first}" + (f" (plan {plan})." if plan else ".")


def line_of_pool(subject: str) -> str:
    """The code of the finance line that a clause about a central pot is about; empty where it names none."""
    return next((code for code, line in FINANCE_LINES.items() if line.swedish == subject), "")


def _aims(proposal: Proposal) -> Iterator[Drafted]:
    for body, name, texts in _by_board(proposal.goals):
        whose = f"Mål för {name}" if body else "Mål för alla nämnder"
        yield Drafted(ClauseKind.GOALS, whose, f"{whose} fastställs: {texts}.", body=body)


def _given(proposal: Proposal) -> Iterator[Drafted]:
    for body, name, texts in _by_board(proposal.assignments):
        to = name if body else "Samtliga nämnder"
        yield Drafted(ClauseKind.ASSIGNMENT, f"Uppdrag till {to}", f"{to} får i uppdrag: {texts}.", body=body)


def _by_board(rows: Sequence[Mapping[str, str]]) -> Iterator[tuple[Body | None, str, str]]:
    """A proposal's goals or assignments, one line of them per board: the board, its name, the texts."""
    bodies = {board_key(body): body for body in Body.objects.filter(kind__in=FRAMED)}
    by_key: dict[str, list[str]] = {}
    for row in rows:
        by_key.setdefault(row.get("board") or "", []).append(row["text"].strip().rstrip("."))
    for key, texts in by_key.items():
        body = bodies.get(key)
        yield body, body.name if body else "", "; ".join(texts)


def _assignments(edition: Edition) -> Iterator[Drafted]:
    directive = Directive.objects.filter(edition=edition).first()
    for one in directive.assignments.select_related("body") if directive else ():
        text = assignment_text(one.body, one.text, one.report_by)
        yield Drafted(
            ClauseKind.ASSIGNMENT, f"Uppdrag till {assigned_to(one.body)}", text, body=one.body, report_by=one.report_by
        )


def assigned_to(body: Body | None) -> str:
    """Who gets an assignment."""
    return body.name if body else "Samtliga nämnder"


def assignment_text(body: Body | None, text: str, report_by: date | None) -> str:
    """An assignment as the decision states it."""
    with override("sv"):
        by = f" Redovisas senast {date_format(report_by, 'j F Y')}." if report_by else ""
    return f"{assigned_to(body)} får i uppdrag: {text.rstrip('.')}.{by}"


def in_tkr(amount: int) -> str:
    """An amount as clauses state it."""
    return f"{format_amount(Ore(amount), Unit.TKR)} tkr"
