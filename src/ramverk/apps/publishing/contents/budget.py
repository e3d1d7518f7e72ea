"""Mål & Budget: the document that the council adopts and everybody can read, made from one edition."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ramverk.apps.frames.ledger import core_edition
from ramverk.apps.frames.models import AssumptionSet, Directive, Edition, FinancialGoal
from ramverk.apps.frames.policy import PUBLIC_KINDS
from ramverk.apps.frames.queries.figures import Figures, cause_name, figures
from ramverk.apps.frames.queries.goals import ShownGoal, ShownOutcome, held_against
from ramverk.apps.frames.queries.statements import balance_rows, cash_flow_rows, result_rows, stated
from ramverk.apps.publishing.contents.common import a_document, day_words, draft, paragraphs, rounding
from ramverk.apps.publishing.contents.decided import decision_blocks, tax_rate_of
from ramverk.apps.publishing.contents.directive import with_directive
from ramverk.apps.publishing.contents.figures import (
    board_table,
    bridge_chart,
    finance_table,
    frames_table,
    hundred_chart,
    money,
    statement_table,
    whole_bridge,
    year_columns,
)
from ramverk.apps.publishing.contents.goals import goal_blocks
from ramverk.apps.publishing.contents.investments import investment_blocks
from ramverk.apps.publishing.contents.outline import OUTLINE
from ramverk.apps.publishing.contents.population import population_blocks
from ramverk.core.documents.model import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Row,
    Style,
    Table,
)
from ramverk.core.editions.bridge import frame_bridge, moving_steps
from ramverk.core.editions.changes import PostKind
from ramverk.core.money import Ore, Unit, format_amount

KIND = "mal-och-budget"


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody has written of one chapter: its heading, its blocks, and whether figures follow them."""

    key: str
    heading: str
    blocks: tuple[Block, ...] = ()
    is_automatic: bool = False


def budget_document(
    edition: Edition, dated: str, title: str = "", introduction: str = "", outline: Sequence[Words] = ()
) -> Document:
    """The whole document. `dated` is the ISO date on the front page; without an outline every chapter is there."""
    of = figures(edition)
    source = _("Källa: utgåvan ”%(edition)s”.") % {"edition": edition.name}
    return a_document(
        KIND,
        title or _("Mål och budget %(year)s") % {"year": of.years[0]},
        _blocks(edition, of, source, introduction, outline),
        dated=dated,
        subtitle=_("med plan för %(years)s") % {"years": _span(of.years[1:])} if len(of.years) > 1 else "",
        edition=edition.name,
        checksum=edition.checksum,
        rounding=rounding(),
        has_front=True,
        status="" if edition.checksum else draft(),
        facts=_decided(edition),
    )


def _decided(edition: Edition) -> tuple[tuple[str, str], ...]:
    """Which body decided it, when and in which paragraph; nothing for what is not decided."""
    decision = edition.decision
    if decision is None:
        return ()
    paragraph = decision.paragraph.removeprefix("§").strip()
    words = {"body": decision.body.name, "day": day_words(decision.decided_on), "paragraph": paragraph}
    return ((_("Beslut"), _("%(body)s %(day)s § %(paragraph)s") % words),)


def _span(years: tuple[int, ...]) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _blocks(edition: Edition, of: Figures, source: str, introduction: str, outline: Sequence[Words]) -> Iterator[Block]:
    for words in outline or [Words(one.key, str(one.heading), (), one.is_automatic) for one in OUTLINE]:
        made = tuple(chapter_blocks(words.key, edition, of, source, introduction)) if words.is_automatic else ()
        if words.blocks or made:
            yield Heading(1, words.heading, words.key)
            yield from words.blocks
            yield from made


def chapter_blocks(
    key: str, edition: Edition, of: Figures | None = None, source: str = "", introduction: str = ""
) -> Iterator[Block]:
    """What is made of the edition for one chapter of the outline. KeyError for a key of none."""
    known = of or figures(edition)
    said = source or _("Källa: utgåvan ”%(edition)s”.") % {"edition": edition.name}
    if key == "kort":
        yield from _in_short(edition, known, introduction)
    else:
        yield from _CHAPTERS[key](edition, known, said)


def _in_short(edition: Edition, of: Figures, introduction: str) -> Iterator[Block]:
    for part in introduction.split("\n\n"):
        if part.strip():
            yield Paragraph(part.strip(), Style.LEAD)
    year = of.years[0]
    opening, frame = of.total.opening.amount or 0, of.total.frame[0].amount or 0
    words = {
        "frame": format_amount(Ore(frame), Unit.MNKR), "year": year,
        "change": format_amount(Ore(abs(frame - opening)), Unit.MNKR),
    }  # fmt: skip
    said = _("Nämnderna får tillsammans %(frame)s miljoner kronor %(year)s.") % words
    if frame != opening:
        more = _("Det är %(change)s miljoner kronor mer än i de ingående ramarna.")
        less = _("Det är %(change)s miljoner kronor mindre än i de ingående ramarna.")
        said += " " + (more if frame > opening else less) % words
    yield Paragraph(said)
    result = of.budget.result(year)
    words |= {"result": format_amount(result, Unit.MNKR)}
    yield Paragraph(
        _("Årets resultat %(year)s blir %(result)s miljoner kronor.") % words
        if int(result) >= 0
        else _("Årets resultat %(year)s blir %(result)s miljoner kronor: kostnaderna är större än intäkterna.") % words
    )
    if rate := tax_rate_of(edition):
        yield Paragraph(_("Budgeten räknar med skattesatsen %(rate)s %(year)s.") % (words | {"rate": rate}))
    moved = sorted(of.boards, key=lambda board: -abs(board.change))[:3]
    points = [
        _("%(board)s: %(change)s miljoner kronor") % {
            "board": board.name, "change": format_amount(Ore(board.change), Unit.MNKR, sign=True),
        }
        for board in moved
        if board.change
    ]  # fmt: skip
    if points:
        yield Paragraph(_("De största förändringarna:"))
        yield ListBlock(tuple(points))
    chart = hundred_chart(of, "")
    if chart is not None:
        yield chart


def _why(edition: Edition, _of: Figures, source: str) -> Iterator[Block]:
    yield Paragraph(
        _("Ingen ram är skriven för hand: varje ram är summan av sina ändringar, och varje ändring har en orsak.")
    )
    yield bridge_chart(whole_bridge(edition), source, _("Ingående"), _("Ny ram"))


def _frames(_edition: Edition, of: Figures, source: str) -> Iterator[Block]:
    yield frames_table(of, source)
    for board in of.boards:
        yield Heading(2, board.name)
        yield board_table(board, of.years, "")


def _result(edition: Edition, of: Figures, source: str) -> Iterator[Block]:
    yield Heading(2, _("Resultatbudget"))
    said = stated(edition)
    yield statement_table(
        "resultat", _("Resultatbudget, tkr (intäkter plus, kostnader minus)"), result_rows(edition, said), source
    )
    yield finance_table(of.finance, of.years, source)
    if said.position is not None:
        assets, funding, memo = balance_rows(said.position)
        yield Heading(2, _("Balansbudget"))
        yield statement_table("balans", _("Balansbudget, tkr"), [*assets, *funding, *memo], source)
        yield Heading(2, _("Kassaflödesbudget"))
        caption = _("Kassaflödesbudget, tkr (plus är pengar in i kassan)")
        yield statement_table("kassaflode", caption, cash_flow_rows(said.position), source)
    goals = held_against(edition, list(FinancialGoal.objects.filter(round=edition.round_id)), said)
    if goals:
        yield Heading(2, _("Finansiella mål"))
        yield _goals(goals, of.years, source)


def _goals(goals: Sequence[ShownGoal], years: Sequence[int], source: str) -> Table:
    """Each goal with its outcome year by year, or over the years together where it is judged so."""
    together = any(outcome.year is None for goal in goals for outcome in goal.outcomes)
    heads = (*map(str, years), *([_span(tuple(years))] if together else []))
    rows = []
    for one in goals:
        known = {outcome.year: _outcome(outcome) for outcome in one.outcomes}
        cells = [known.get(year, _DASH) for year in years] + ([known.get(None, _DASH)] if together else [])
        rows.append(Row((Cell(f"{one.goal.name} ({one.condition})"), *map(Cell, cells))))
    return Table(
        "mal", _("Finansiella mål och utfall i den här budgeten"),
        (Column(_("Mål")), *(Column(head, is_figures=True) for head in heads)), tuple(rows), source=source,
    )  # fmt: skip


_DASH = "\u2013"


def _outcome(one: ShownOutcome) -> str:
    if not one.value:
        return _("kan inte räknas")
    return f"{one.value}\n{_('uppfyllt') if one.is_met else _('inte uppfyllt')}"


def _decided_words(edition: Edition, _of: Figures, _source: str) -> Iterator[Block]:
    yield from decision_blocks(edition)


def _aims(edition: Edition, _of: Figures, _source: str) -> Iterator[Block]:
    yield from goal_blocks(edition)


def _direction(edition: Edition, _of: Figures, _source: str) -> Iterator[Block]:
    """The directive's words where the edition is its own; the assignments that it gave also in what came of it.

    A directive says how the boards are to plan: in the budget that is decided its instructions are spent.
    """
    owner = with_directive(edition)
    directive = Directive.objects.filter(edition=owner).prefetch_related("sections", "assignments__body").first()
    if owner is None or directive is None:
        return
    for section in directive.sections.all() if owner == edition else ():
        if section.text.strip():
            yield Heading(2, section.heading)
            yield from paragraphs(section.text)
    assignments = [
        f"{assignment.body.name if assignment.body else _('Alla nämnder')}: {assignment.text}"
        for assignment in directive.assignments.all()
    ]
    if assignments:
        yield Heading(2, _("Uppdrag till nämnderna") if owner == edition else _("Uppdrag ur ramdirektivet"))
        yield ListBlock(tuple(assignments), is_numbered=True)


def _sources(edition: Edition, _of: Figures, _source: str) -> Iterator[Block]:
    words = {"edition": edition.name}
    if edition.checksum:
        yield Paragraph(_("Alla belopp kommer ur utgåvan ”%(edition)s”, som är fryst med en kontrollsumma.") % words)
    else:
        yield Paragraph(_("Alla belopp kommer ur utgåvan ”%(edition)s”, som är ett utkast.") % words)
    rows = [
        Row(
            (
                Cell(capfirst(row.get_kind_display())), Cell(row.name), Cell(day_words(row.dated)), Cell(row.source),
            )
        )
        for row in AssumptionSet.objects.filter(PUBLIC_KINDS, editions__edition=edition)
    ]  # fmt: skip
    if rows:
        yield Table(
            "antaganden", _("Antaganden som budgeten bygger på"),
            (Column(_("Slag")), Column(_("Antagande")), Column(_("Daterat")), Column(_("Källa"))), tuple(rows),
        )  # fmt: skip


def _every_change(edition: Edition, of: Figures, _source: str) -> Iterator[Block]:
    """Every change of the frames with its reason: the text that is meant for everybody, never internal notes.

    What cancels within a board (its frame spread over its operations) changes no frame and is left out.
    """
    names = {board.key: board.name for board in of.boards}
    by_board: dict[str, list[Row]] = {key: [] for key in names}
    for row in frame_bridge(core_edition(edition)).rows:
        for step in moving_steps(row, of.years):
            if step.change.post.kind is PostKind.FRAME and step.change.post.owner in by_board:
                amounts = (money(-int(step.in_year(year)), sign=True) for year in of.years)
                by_board[step.change.post.owner].append(
                    Row((Cell(step.change.text), Cell(cause_name(row.cause)), *amounts))
                )
    for key, rows in by_board.items():
        if rows:
            columns = year_columns(_("Ändring"), of.years)
            yield Heading(2, names[key], f"alla-{key.lower()}")
            yield Table(
                f"alla-{key.lower()}", _("%(board)s: alla ändringar, tkr") % {"board": names[key]},
                (columns[0], Column(_("Orsak")), *columns[1:]), tuple(rows),
            )  # fmt: skip


_CHAPTERS: Mapping[str, Callable[[Edition, Figures, str], Iterator[Block]]] = {
    "beslut": _decided_words,
    "befolkning": population_blocks,
    "mal": _aims,
    "varfor": _why,
    "ramar": _frames,
    "ekonomi": _result,
    "investeringar": investment_blocks,
    "inriktning": _direction,
    "siffrorna": _sources,
    "bilaga": _every_change,
}
