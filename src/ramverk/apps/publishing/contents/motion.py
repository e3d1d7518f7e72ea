"""A party's proposal as a motion: its words, the frames beside what they are compared with, and the clauses."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import override

from ramverk.apps.frames.queries.figures import Figures, figures, figures_of
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.proposals.clauses import Clause
from ramverk.apps.proposals.models import HandOver
from ramverk.apps.proposals.queries.drafts import Opened, clauses_of_draft, outcome, project_words
from ramverk.apps.proposals.queries.hand_overs import proposal_of
from ramverk.apps.proposals.queries.side_by_side import invested_against, rows_against
from ramverk.apps.publishing.contents.common import a_document, draft, iso_day, money, rounding
from ramverk.core.documents.brand import ACCENT
from ramverk.core.documents.model import Block, Cell, Column, Document, Heading, ListBlock, Paragraph, Row, Table
from ramverk.formats.documents.marked_text import blocks_of_text


def motion_document(made: HandOver, _actor: Actor) -> Document:
    """A handed-over proposal, as it was frozen."""
    with override("sv"):
        shown, base = proposal_of(made), made.edition.parent
        return _motion(
            str(made), shown.parties, shown.texts, shown.clauses, base.name if base else "",
            figures(base) if base else figures(made.edition), figures(made.edition), iso_day(made.at),
            made.document.checksum, invested_against(made.edition, base) if base else (),
            [(row["name"], row["words"]) for row in shown.content.get("projects", ())],
        )  # fmt: skip


def draft_motion_document(one: Opened, parties: Sequence[str]) -> Document:
    """A draft out of its sealed room, for the member who asked; it says that it is a draft, and is kept nowhere."""
    with override("sv"):
        return _motion(
            one.draft.title, parties, one.draft.texts, clauses_of_draft(one), one.base.name, figures(one.base),
            figures_of(one.core), "", "",
            [line[:3] for line in invested.lines] if (invested := outcome(one).investments) else (),
            [(project.name, words) for project, words in project_words(one)],
        )  # fmt: skip


def _motion(
    title: str, parties: Sequence[str], texts: Sequence[Mapping[str, str]], clauses: Sequence[Clause], base: str,
    before: Figures, after: Figures, dated: str, checksum: str, invested: Sequence[tuple[int, int, int]],
    projects: Sequence[tuple[str, str]],
) -> Document:  # fmt: skip
    money = (*_frames(base, before, after), *_investments(base, invested, projects))
    made = a_document(
        "motion", title, (*_words(texts), *money, *_decision(clauses)), dated=dated, checksum=checksum,
        subtitle=", ".join(parties), status="" if checksum else draft(), rounding=rounding(), in_swedish=True,
    )  # fmt: skip
    # A motion is the parties' own, not the municipality's: they stand as its senders, and it has no mark or colour.
    return replace(made, publisher=", ".join(parties), subtitle=_("Motion till kommunfullmäktige"), accent=ACCENT)


def _words(texts: Sequence[Mapping[str, str]]) -> Iterator[Block]:
    for number, text in enumerate(texts, 1):
        heading = text["heading"] or _("Motivering")
        yield Heading(1, heading)
        yield from blocks_of_text(text["text"], 1, f"text-{number}", heading)


def _frames(base: str, before: Figures, after: Figures) -> Iterator[Block]:
    yield Heading(1, _("Ramar och resultat"))
    yield _table(base, before, after)


def _investments(
    base: str, invested: Sequence[tuple[int, int, int]], projects: Sequence[tuple[str, str]]
) -> Iterator[Block]:
    if not invested:
        return
    yield Heading(1, _("Investeringar"))
    heads = (base or _("Underlaget"), _("Förslaget"), _("Skillnad"))
    columns = (Column(_("År")), *(Column(head, is_figures=True) for head in heads))
    caption = _("Nettoinvesteringar, tkr, jämfört med %s") % base
    yield Table("investeringar", caption, columns, tuple(_row(str(year), was, now) for year, was, now in invested))
    if projects:
        yield ListBlock(tuple(f"{name}: {words}" for name, words in projects))


def _decision(clauses: Sequence[Clause]) -> Iterator[Block]:
    yield Heading(1, _("Förslag till beslut"))
    yield Paragraph(_("Vi föreslår kommunfullmäktige besluta"))
    yield ListBlock(tuple(clause.text for clause in clauses), is_numbered=True)


def _table(base: str, before: Figures, after: Figures) -> Table:
    year = after.years[0]
    rows = [
        _row(row.label, row.reference, row.cells[0][1], is_sum=row.is_sum)
        for row in rows_against(before, after, year, every_frame=True)
    ]
    caption = _("%(year)s, tkr; ramar och centrala poster som nettokostnad, jämfört med %(base)s") % {
        "year": year,
        "base": base,
    }
    heads = (base or _("Underlaget"), _("Förslaget"), _("Skillnad"))
    return Table("ramar", caption, (Column(_("Post")), *(Column(head, is_figures=True) for head in heads)), tuple(rows))


def _row(name: str, was: int, becomes: int, *, is_sum: bool = False) -> Row:
    return Row((Cell(name), money(was), money(becomes), money(becomes - was, sign=True)), is_sum=is_sum)
