"""A project sheet as a document, as it stands or as the board handed it in. Secret words are never in a file."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import HandIn
from ramverk.apps.cycle.policy_submission import HANDED_IN
from ramverk.apps.investments.models import Category, FinalReport, Funding, Project, ProjectPhase
from ramverk.apps.investments.queries.portfolio import handed_in
from ramverk.apps.investments.queries.projects import in_force, submission_for
from ramverk.apps.investments.sheets import interest_of, plan_years, sheet_of, sheet_years
from ramverk.apps.investments.showing import activation_words, cost_table, label_of, texts_of
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.publishing.contents.common import (
    a_document,
    day_words,
    draft,
    iso_day,
    money,
    paragraphs,
    rounding,
    year_table,
)
from ramverk.core.documents.model import Block, Cell, Column, Document, Heading, Paragraph, Row, Style, Table
from ramverk.core.investments.sheets import Sheet, sheet_from_json
from ramverk.core.money import Ore
from ramverk.formats.documents.marked_text import blocks_of_text


def project_document(found: tuple[Project, Sheet | None], _actor: Actor) -> Document:
    """The sheet. The pair is the project and, where it is read as handed in, the sheet of that."""
    project, frozen = found
    sheet = frozen or sheet_of(project)
    submission = submission_for(project.round, project.body_id)
    blocks = [*_blocks(sheet, project, 1), *(_followed(project) if frozen is None else ())]
    is_open = frozen is not None or submission is None or submission.state in HANDED_IN
    return a_document(
        "projektblad", sheet.name, blocks, subtitle=_("Projektblad, %s") % project.body.name,
        rounding=rounding(), status="" if is_open else draft(), facts=_facts(sheet),
    )  # fmt: skip


def _followed(project: Project) -> Iterator[Block]:
    """The gates it has passed, and how it came out: what is known of the project since its sheet was written."""
    passages = list(project.passages.order_by("decided_on", "pk"))
    if passages:
        heads = (_("Till"), _("Beslutat"), _("Beslut"))
        columns = (*(Column(head) for head in heads), Column(_("Total utgift, tkr"), is_figures=True))
        rows = tuple(
            Row(
                (
                    Cell(one.get_to_phase_display()),
                    Cell(day_words(one.decided_on)),
                    Cell(one.decision),
                    money(one.total),
                )
            )
            for one in passages
        )
        yield Heading(1, _("Beslutade skeden"))
        yield Table("skeden", _("Beslutade skeden"), columns, rows)
    report = FinalReport.objects.filter(project=project).first()
    if report is not None:
        yield Heading(1, _("Slutredovisning"))
        columns = (
            Column(_("Klart den")),
            Column(_("Beslutat, tkr"), is_figures=True),
            Column(_("Utfall, tkr"), is_figures=True),
        )
        row = Row((Cell(day_words(report.finished_on)), money(report.decided), money(report.outcome)))
        yield Table("slutredovisning", _("Slutredovisning"), columns, (row,))
        yield from (part for text in (report.deviation, report.effects) for part in paragraphs(text))


def as_handed_in(project: Project) -> Sheet | None:
    """The project in the board's newest version that it handed in."""
    return next((sheet for sheet in handed_in(project.round).sheets if sheet.key == str(project.key)), None)


def handed_in_sheets(version: HandIn) -> Document:
    """Every project sheet of a board as it handed them in, in its own order."""
    content, submission = version.document.content, version.submission
    sheets = [sheet_from_json(one) for one in content.get("projects", ())]
    known = {
        str(one.key): one
        for one in Project.objects.filter(round=submission.activity.round_id).select_related("body", "round")
    }
    return a_document(
        "projektblad", _("Projektblad"), _all(sheets, known, content.get("note", ""), submission),
        dated=iso_day(version.at), subtitle=submission.body.name, checksum=version.document.checksum,
        rounding=rounding(), has_front=True,
        edition=_("version %s") % version.number, facts=((_("Steg"), submission.activity.title),),
    )  # fmt: skip


def _all(sheets: Sequence[Sheet], known: dict[str, Project], note: str, submission: Any) -> Iterator[Block]:
    years = plan_years(submission.activity.round)
    if note.strip():
        yield Heading(1, _("Följebrev"))
        yield from blocks_of_text(note, 1, "brev", _("Följebrev"))
    yield Heading(1, _("Projekten"))
    rows = [Row((Cell(sheet.name), *(money(int(sheet.net(year))) for year in years))) for sheet in sheets]
    rows.append(
        Row((Cell(_("Summa")), *(money(sum(int(one.net(year)) for one in sheets)) for year in years)), is_sum=True)
    )
    yield year_table("projekten", _("Nettoutgift, tkr"), _("Projekt"), years, rows)
    for number, sheet in enumerate(sheets, 1):
        yield Heading(1, sheet.name)
        yield from (Paragraph(f"{label}: {words}", Style.NOTE) for label, words in _facts(sheet) if words)
        yield from _blocks(sheet, known.get(sheet.key), 2, f"p{number}-")


def _facts(sheet: Sheet) -> tuple[tuple[str, str], ...]:
    return (
        (_("Typ"), label_of(Funding, sheet.funding)), (_("Kategori"), label_of(Category, sheet.category)),
        (_("Skede"), label_of(ProjectPhase, sheet.phase)), (_("Prioritet"), sheet.priority),
        (_("Bär kostnaden efteråt"), sheet.carrier), (_("Tas i bruk"), activation_words(sheet)),
        (_("Beslutad totalutgift"), _tkr(sheet.total) or _("inte beslutad")),
        (_("Förbrukat till och med i år"), _tkr(sheet.spent) if int(sheet.spent) else ""),
        (_("Prognos"), _tkr(sheet.forecast)),
        (_("Överförs från i år"), _tkr(sheet.carry_over) if int(sheet.carry_over) else ""),
    )  # fmt: skip


def _tkr(amount: Ore | None) -> str:
    return "" if amount is None else f"{money(int(amount)).text} tkr"


def _blocks(sheet: Sheet, project: Project | None, level: int, prefix: str = "") -> Iterator[Block]:
    for heading, fields in texts_of(sheet, with_secrets=False):
        yield Heading(level, heading)
        for label, words, paragraph in fields:
            yield Heading(level + 1, label)
            if paragraph:
                yield Paragraph(
                    _("Uppgiften omfattas av sekretess (%s) och står inte i dokumentet.") % paragraph, Style.NOTE
                )
            else:
                yield from blocks_of_text(words, level + 1, f"{prefix}{len(label)}-{label[:8].lower()}", label)
    if project is not None:
        yield Heading(level, _("Utgifter och kostnader"))
        yield from _money(sheet, project, prefix)


def _money(sheet: Sheet, project: Project, prefix: str) -> Iterator[Block]:
    in_round = project.round
    years = [year for year in sheet_years(in_round) if sheet.outlay.get(year) or sheet.contributions.get(year)]
    if years:
        rows = [
            Row(
                (
                    Cell(str(year)),
                    money(int(sheet.outlay.get(year, Ore(0)))),
                    money(int(sheet.contributions.get(year, Ore(0)))),
                    money(int(sheet.net(year))),
                )
            )
            for year in years
        ]
        sums = (sum(int(values.get(year, Ore(0))) for year in years) for values in (sheet.outlay, sheet.contributions))
        gross, paid = sums
        rows.append(Row((Cell(_("Summa")), money(gross), money(paid), money(gross - paid)), is_sum=True))
        heads = (_("Utgift brutto"), _("Bidrag"), _("Netto"))
        columns = (Column(_("År")), *(Column(head, is_figures=True) for head in heads))
        yield Table(f"{prefix}utgifter", _("%s: utgifter per år, tkr") % sheet.name, columns, tuple(rows))
    if sheet.parts:
        columns = (
            Column(_("Komponent")),
            Column(_("Belopp"), is_figures=True),
            Column(_("Livslängd, år"), is_figures=True),
        )
        parts = tuple(
            Row((Cell(part.name), money(int(part.amount)), Cell(str(part.life_years)))) for part in sheet.parts
        )
        yield Table(f"{prefix}komponenter", _("%s: komponenter, tkr") % sheet.name, columns, parts)
    costs = cost_table(sheet, sheet_years(in_round), interest_of(in_force(in_round)))
    if costs:
        worn = (_("Avskrivning"), _("Internränta"), _("Kapitalkostnad"), _("Bokfört värde"))
        columns = (Column(_("År")), *(Column(head, is_figures=True) for head in worn))
        lines = tuple(Row((Cell(str(row[0])), *(money(amount) for amount in row[1:]))) for row in costs)
        source = _("Källa: räknat ur komponenterna.")
        yield Table(f"{prefix}kapital", _("%s: kapitalkostnad, tkr") % sheet.name, columns, lines, source=source)
    if sheet.effects:
        plan = plan_years(in_round)
        effects = [
            Row(
                (
                    Cell(" ".join(filter(None, (one.board, one.because)))),
                    *(money(-int(one.amounts.get(year, Ore(0))), sign=True) for year in plan),
                )
            )
            for one in sheet.effects
        ]
        caption = _("%s: driftens kostnader, tkr (plus är ökad kostnad)") % sheet.name
        yield year_table(f"{prefix}drift", caption, _("Nämnd"), plan, effects)
