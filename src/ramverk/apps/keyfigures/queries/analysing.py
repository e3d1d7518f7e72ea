"""The analysis and the presentations: what there is, and the figures behind a finding."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ramverk.apps.cycle.desks import Paper
from ramverk.apps.cycle.models import Activity, Round
from ramverk.apps.keyfigures.models import (
    Analysis,
    AnalysisEdition,
    AnalysisFinding,
    BoardAnswer,
    Indicator,
    Presentation,
)
from ramverk.apps.keyfigures.policy import ANALYSES, ANSWERS, EDITIONS, PRESENTATIONS
from ramverk.apps.keyfigures.queries.comparing import Line, compare
from ramverk.apps.keyfigures.queries.groups import Group, groups_for
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body
from ramverk.apps.organisation.queries import boards
from ramverk.apps.trail import clock


def analysis_of(in_round: Round, actor: Actor) -> Analysis | None:
    """The round's analysis, if the actor may see it as it stands."""
    return ANALYSES.filter(Analysis.objects.filter(round=in_round), actor).first()


def editions_of(in_round: Round, actor: Actor) -> list[AnalysisEdition]:
    """The signed editions, the newest first."""
    rows = AnalysisEdition.objects.filter(analysis__round=in_round).select_related("document", "analysis__round")
    return list(EDITIONS.filter(rows, actor))


def answers_to(edition: AnalysisEdition, actor: Actor) -> dict[int, tuple[BoardAnswer | None, BoardAnswer | None]]:
    """By board: its answer to an edition, and the last one it gave to an edition before it."""
    given = BoardAnswer.objects.filter(edition__analysis=edition.analysis_id, edition__number__lte=edition.number)
    found: dict[int, tuple[BoardAnswer | None, BoardAnswer | None]] = {}
    for row in ANSWERS.filter(given.select_related("edition"), actor).order_by("edition__number"):
        now, before = found.get(row.body_id, (None, None))
        found[row.body_id] = (row, before) if row.edition_id == edition.pk else (now, row)
    return found


def group_of(finding: AnalysisFinding) -> Group | None:
    """The group that a finding compares with."""
    stored = finding.group
    return Group(str(stored.pk), stored.title, tuple(stored.members), stored) if stored else None


def figures_behind(finding: AnalysisFinding) -> dict[str, Any]:
    """The figures a finding rests on, as plain values to freeze; empty for none."""
    if finding.indicator is None:
        return {}
    line = compare([finding.indicator], group_of(finding))[0]
    vintage = line.of.vintage
    return {
        "code": finding.indicator.code, "title": finding.indicator.title, "year": line.year,
        "counted_in": finding.indicator.counted_in, "own": line.placing.own, "lowest": line.placing.lowest,
        "middle": line.placing.middle, "highest": line.placing.highest, "rank": line.placing.rank,
        "of": line.placing.of, "nation": line.nation, "group": finding.group.title if finding.group else "",
        "is_preliminary": line.is_preliminary, "gap": None if line.gap is None else int(line.gap),
        "source": finding.indicator.named_source,
        "vintage": vintage.at.isoformat() if vintage else "",
    }  # fmt: skip


def presentations_of(in_round: Round, actor: Actor) -> list[tuple[Body, Presentation | None]]:
    """Every board with its presentation, where there is one that the actor may see."""
    rows = PRESENTATIONS.filter(Presentation.objects.filter(round=in_round).select_related("chart"), actor)
    by_body = {row.body_id: row for row in rows}
    return [(body, by_body.get(body.pk)) for body in boards(clock.today())]


def facts_of(presentation: Presentation, actor: Actor) -> list[Line]:
    """The three key figures of a presentation, compared with the first group."""
    rows = {
        row.code: row
        for row in Indicator.objects.filter(code__in=presentation.facts).select_related("heads", "deviation")
    }
    groups = groups_for(actor)
    return compare([rows[code] for code in presentation.facts if code in rows], groups[0] if groups else None)


AT_STEPS = ("R02", "R06", "R12", "R13")


def papers_of(activity: Activity, actor: Actor) -> list[Paper]:
    """The analysis and the boards' presentations, at the steps that use them."""
    if activity.row not in AT_STEPS:
        return []
    papers = [
        Paper(edition.document.title, reverse("keyfigures:analysis_edition", args=[edition.number]), _("undertecknad"))
        for edition in editions_of(activity.round, actor)[:1]
    ]
    ready = PRESENTATIONS.filter(Presentation.objects.filter(round_id=activity.round_id, is_ready=True), actor).count()
    if ready:
        words = ngettext("%(n)d klar", "%(n)d klara", ready) % {"n": ready}
        papers.append(Paper(_("Nämndernas presentationer"), reverse("keyfigures:presentations"), words))
    return papers
