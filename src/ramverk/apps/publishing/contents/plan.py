"""A board's activity plan as a document, as it stands or as it was handed in; and the plan on one page."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ramverk.apps.cycle.models import HandIn
from ramverk.apps.frames.models import Edition
from ramverk.apps.frames.policy import EDITIONS
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.contents import plan_content
from ramverk.apps.plans.models import ActivityPlan, PlanSummary, SectionKind, Touch
from ramverk.apps.plans.queries.summary import summary_of
from ramverk.apps.plans.ties import tie_in
from ramverk.apps.publishing.contents.changed import changes_since
from ramverk.apps.publishing.contents.common import (
    a_document,
    day_words,
    draft,
    iso_day,
    money,
    paragraphs,
    rounding,
    year_row,
    year_table,
)
from ramverk.core.documents.model import Block, Cell, Column, Document, Heading, ListBlock, Paragraph, Row, Style, Table
from ramverk.formats.documents.marked_text import blocks_of_text

Content = Mapping[str, Any]


def plan_document(plan: ActivityPlan, _actor: Actor) -> Document:
    """The plan as it stands. Until it is handed in it says that it is a draft."""
    content = plan_content(plan)
    newest = plan.submission.hand_ins.order_by("-number").select_related("document").first()
    if newest is not None and newest.document.content.get("sections") == content["sections"]:
        return handed_in_plan(newest)
    made = _plan(content, plan.submission.body.name, plan.submission.activity.title, status=draft())
    return _with_changes(made, plan)


def handed_in_plan(version: HandIn) -> Document:
    """The plan as the board handed it in."""
    submission = version.submission
    made = _plan(
        version.document.content, submission.body.name, submission.activity.title, dated=iso_day(version.at),
        checksum=version.document.checksum, number=version.number, adopted=_adopted(version),
    )  # fmt: skip
    plan = ActivityPlan.objects.filter(submission=submission).select_related("revises__submission").first()
    return _with_changes(made, plan) if plan is not None else made


def _adopted(version: HandIn) -> str:
    if not version.adopted_on:
        return ""
    return _("%(day)s, § %(paragraph)s") % {"day": day_words(version.adopted_on), "paragraph": version.paragraph}


def _with_changes(made: Document, plan: ActivityPlan) -> Document:
    """A revision says what differs from the plan that it revises."""
    earlier = (
        plan.revises.submission.hand_ins.order_by("-number").select_related("document", "submission__body").first()
        if plan.revises
        else None
    )
    if earlier is None:
        return made
    before = _plan(earlier.document.content, earlier.submission.body.name, "")
    return changes_since(made, before, _("planen som nämnden antog %(day)s") % {"day": day_words(earlier.at)})


def _plan(
    content: Content, board: str, step: str, *, dated: str = "", checksum: str = "", number: int = 0, adopted: str = "",
    status: str = "",
) -> Document:  # fmt: skip
    years = [str(year) for year in content.get("years", ())]
    edition = (content.get("edition") or {}).get("name", "")
    return a_document(
        "verksamhetsplan", _("Verksamhetsplan %s") % (years[0] if years else ""), _sections(content, years),
        dated=dated, subtitle=board, status=status, checksum=checksum, rounding=rounding(), has_front=True,
        edition=_("version %s") % number if number else "",
        facts=(
            (_("Steg"), step), (_("Antagen av nämnden"), adopted), (_("Skriven mot ramarna i"), edition),
        ),
    )  # fmt: skip


def _sections(content: Content, years: Sequence[str]) -> Iterator[Block]:
    for number, section in enumerate(content.get("sections", ()), 1):
        blocks = list(_section(section, content, years, f"avsnitt-{number}"))
        if blocks or section.get("explanation"):
            yield Heading(1, section["heading"])
            if section.get("explanation"):
                yield Paragraph(_("Vad som ändras: %s") % section["explanation"], Style.NOTE)
            yield from blocks
        elif section.get("touch") != Touch.CARRIED:
            yield Heading(1, section["heading"])
            yield Paragraph(_("Inget är skrivet."), Style.NOTE)


def _section(section: Content, content: Content, years: Sequence[str], key: str) -> Iterator[Block]:
    kind = section["kind"]
    if kind == SectionKind.SPLIT:
        yield from _split(section.get("rows", ()), content, years, key)
    elif kind == SectionKind.REQUESTS:
        yield from _requests(section.get("rows", ()), years, key)
    elif kind == SectionKind.GOALS:
        yield from _goals(section.get("rows", ()), years, key)
    else:
        yield from blocks_of_text(section.get("text", ""), 1, key, section["heading"])


def _split(rows: Sequence[Content], content: Content, years: Sequence[str], key: str) -> Iterator[Block]:
    if not rows:
        return
    lines = [
        year_row(
            " ".join(filter(None, (row["operation"], row["name"], row["unit"], row["account"]))), row["amounts"], years
        )
        for row in rows
    ]
    frame = content.get("frame") or {}
    if frame:
        lines.append(year_row(_("Ram"), frame, years, is_sum=True))
    edition = (content.get("edition") or {}).get("name", "")
    source = _("Källa: utgåvan ”%(edition)s” och nämndens fördelning.") % {"edition": edition} if edition else ""
    yield year_table(key, _("Ramens fördelning, tkr (nettokostnad)"), _("Verksamhet"), years, lines, source)


def _requests(rows: Sequence[Content], years: Sequence[str], key: str) -> Iterator[Block]:
    if not rows:
        yield Paragraph(_("Nämnden har inga önskemål utom ram."))
        return
    lines = [
        Row(
            (
                Cell(f"{row['rank']}. {row['title']}"), *(money(row["amounts"].get(year), sign=True) for year in years),
            )
        )
        for row in rows
    ]  # fmt: skip
    total = {year: sum(row["amounts"].get(year, 0) for row in rows) for year in years}
    lines.append(year_row(_("Summa"), total, years, sign=True, is_sum=True))
    yield year_table(key, _("Önskemål utom ram, i nämndens ordning, tkr"), _("Önskemål"), years, lines)
    for row in rows:
        once = _(" (bara ett år)") if row.get("is_one_off") else ""
        yield Heading(2, f"{row['rank']}. {row['title']}{once}")
        if row.get("motive"):
            yield from paragraphs(row["motive"])
        if row.get("goal"):
            yield Paragraph(_("Bidrar till målet: %s") % row["goal"])
        yield Paragraph(_("Om det inte beviljas: %s") % (row.get("consequence") or _("inte beskrivet")))


def _goals(rows: Sequence[Content], years: Sequence[str], key: str) -> Iterator[Block]:
    if not rows:
        yield Paragraph(_("Inga mål än."))
    for number, goal in enumerate(rows, 1):
        yield Heading(2, goal["text"])
        about = (
            goal.get("unit", ""),
            _("Bidrar till ”%s”.") % goal["parent"] if goal.get("parent") else "",
            _("Ansvarig: %s.") % goal["responsible"] if goal.get("responsible") else "",
            _("Mål för god ekonomisk hushållning.") if goal.get("is_good_economy") else "",
        )
        if words := " ".join(filter(None, about)):
            yield Paragraph(words, Style.NOTE)
        if goal.get("reason"):
            yield from paragraphs(goal["reason"])
        if goal.get("indicators"):
            yield _indicators(goal, years, f"{key}-{number}")
        links = [
            *(_("Betalas av %s") % text for text in goal.get("changes", ())),
            *(_("Svarar på uppdraget ”%s”") % text for text in goal.get("assignments", ())),
        ]
        if links:
            yield ListBlock(tuple(links))


def _indicators(goal: Content, years: Sequence[str], key: str) -> Table:
    rows = []
    for one in goal["indicators"]:
        unit = f" ({one['unit']})" if one.get("unit") else ""
        base = f"{one['baseline']} ({one['baseline_year']})" if one.get("baseline") else one.get("missing_reason", "")
        rows.append(
            Row(
                (
                    Cell(f"{one['name']}{unit}"),
                    Cell(str(base)),
                    *(Cell(str(one["targets"].get(year, ""))) for year in years),
                )
            )
        )
    columns = (
        Column(_("Indikator")),
        Column(_("Utgångsvärde")),
        *(Column(_("Mål %s") % year, is_figures=True) for year in years),
    )
    return Table(key, _("Så mäts målet ”%s”") % goal["text"][:120], columns, tuple(rows))


def summary_document(shown: PlanSummary, _actor: Actor) -> Document:
    """The plan on one page as it was shown at a dialogue."""
    step = shown.activity.title
    return _summary(shown.document.content, shown.body.name, step, iso_day(shown.at), shown.document.checksum)


def handed_in_summary(version: HandIn, actor: Actor) -> Document:
    """The plan on one page, made of the plan that was handed in."""
    content, submission = version.document.content, version.submission
    checksum = (content.get("edition") or {}).get("checksum", "")
    edition = EDITIONS.filter(Edition.objects.filter(checksum=checksum), actor).first() if checksum else None
    page = summary_of(content, submission.activity.round, submission.body, edition)
    return _summary(
        page, submission.body.name, submission.activity.title, iso_day(version.at), version.document.checksum
    )


def _summary(page: Content, board: str, step: str, dated: str, checksum: str) -> Document:
    return a_document(
        "plan-i-korthet", _("%s: planen i korthet") % board, _page(page), dated=dated, checksum=checksum,
        rounding=rounding(), facts=((_("Steg"), step),),
    )  # fmt: skip


def _page(page: Content) -> Iterator[Block]:
    years = page["years"]
    if page.get("edition"):
        yield Heading(1, _("Ram"))
        rows = [year_row(page["edition"]["name"], page["frame"], years)]
        if page["requests"]:
            rows.append(year_row(_("Önskemål utom ram"), page["asked"], years, sign=True))
        tie = tie_in(page)
        if tie and not tie.ties:
            off = {str(year): amount for year, amount in tie.off.items()}
            rows.append(year_row(_("Planens fördelning mot ramen"), off, years, sign=True))
        source = _("Källa: utgåvan ”%(edition)s” och nämndens plan.") % {"edition": page["edition"]["name"]}
        yield year_table("ram", _("Ram och önskemål, tkr (nettokostnad)"), _("Rad"), years, rows, source)
        if page["causes"]:
            causes = ", ".join(f"{label.lower()} {money(amount, sign=True).text}" for label, amount in page["causes"])
            yield Paragraph(_("Vad som har ändrat ramen sedan i år: %s tkr.") % causes)
    yield Heading(1, pgettext("flera", "Mål"))
    yield from _goals_in_short(page["goals"])
    yield Heading(1, _("Utom ram, i ordning"))
    if page["requests"]:
        yield year_table(
            "utom-ram", _("Önskemål utom ram, tkr"), _("Önskemål"), years,
            [year_row(row["title"], row["amounts"], years, sign=True) for row in page["requests"]],
        )  # fmt: skip
        yield ListBlock(
            tuple(
                _("Utan %(what)s: %(then)s")
                % {"what": row["title"].lower(), "then": row["consequence"] or _("inte beskrivet")}
                for row in page["requests"]
            )
        )
    else:
        yield Paragraph(_("Nämnden har inga önskemål utom ram."))
    if page["measures"]:
        yield Heading(1, _("Åtgärder"))
        yield Paragraph(page["measures"])
    yield from _projects(page, years)
    if page["risks"]:
        yield Heading(1, _("Risker"))
        yield Paragraph(page["risks"])


def _goals_in_short(goals: Sequence[Content]) -> Iterator[Block]:
    if not goals:
        yield Paragraph(_("Inga mål än."))
        return
    points = []
    for goal in goals:
        marks = []
        for one in goal["indicators"]:
            unit = f" ({one['unit']})" if one["unit"] else ""
            base = f"{one['baseline_year']} {one['baseline']} → " if one["baseline"] else ""
            targets = ", ".join(f"{year} {value}" for year, value in one["targets"].items())
            marks.append(f"{one['name']}{unit}: {base}{targets}")
        points.append("\n".join((goal["text"], *marks)))
    yield ListBlock(tuple(points))


def _projects(page: Content, years: Sequence[str]) -> Iterator[Block]:
    projects = page["projects"]
    if not projects["count"] and not page["investments"]:
        return
    yield Heading(1, _("Investeringar"))
    if projects["count"]:
        label = _("%s projekt, nettoutgift") % projects["count"]
        yield year_table("projekt", _("Investeringar, tkr"), _("Rad"), years, [year_row(label, projects["net"], years)])
        # Pages shown before rows stood on them named the largest projects only.
        largest = [name for name, *_more in projects.get("rows", ())] or projects.get("largest", [])
        if largest:
            yield Paragraph(_("Störst: %s.") % ", ".join(largest))
    if page["investments"]:
        yield Paragraph(page["investments"])
