"""What a board adopts at the investment row: its ranked projects with their sheets, frozen together."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Submission
from ramverk.apps.investments.models import SheetFile
from ramverk.apps.investments.queries.projects import in_force, projects_of
from ramverk.apps.investments.revising import content_of_revision, findings_of_revision
from ramverk.apps.investments.sheets import conditions_of, findings_of, rule_of, sheet_of, sheet_years
from ramverk.apps.trail.actions.freeze import Frozen, NamedFile
from ramverk.core.findings import Finding, Severity


class ProjectSheets:
    """Answers for the submissions of project sheets."""

    template = "investments/content.html"
    version_template = "investments/content_version.html"

    def frozen(self, submission: Submission) -> Frozen:
        """Cover note, prerequisites, projects in order with every figure, and the files beside them."""
        prerequisites = in_force(submission.activity.round)
        content = {
            "board": submission.body.name,
            "activity": submission.activity.title,
            "note": submission.note,
            "prerequisites": prerequisites.number if prerequisites else None,
            "years": list(sheet_years(submission.activity.round)),
            "projects": [sheet_of(project).as_json() for project in projects_of(submission)],
        }
        return Frozen(
            title=f"{submission.activity.title}: {submission.body.name}"[:300],
            content=content,
            files=files_of(submission),
        )

    def findings(self, submission: Submission) -> Sequence[Finding]:
        """What is missing in the sheets. A board without projects says so in its cover note."""
        sheets = [sheet_of(project) for project in projects_of(submission)]
        if not sheets and not submission.note.strip() and not submission.files.exists():
            return (
                Finding(
                    "sheets.empty", Severity.ERROR,
                    message=_("Här finns inga projektblad. Lägg in ett, eller skriv i följebrevet att inga behövs."),
                    message_en="There are no project sheets. Add one, or say in the note that none are needed.",
                    blocks=True,
                ),
            )  # fmt: skip
        in_round = submission.activity.round
        prerequisites = in_force(in_round)
        return findings_of(sheets, conditions_of(in_round, prerequisites), rule_of(prerequisites))


def files_of(submission: Submission) -> tuple[NamedFile, ...]:
    """What goes with the sheets: the submission's own files, then each project's, named by it."""
    own = submission.files.select_related("file").order_by("pk")
    files = [NamedFile(row.file, row.name, row.media_type) for row in own]
    rows = SheetFile.objects.filter(
        project__round=submission.activity.round_id, project__body=submission.body_id, project__removed_at=None
    )
    files += [
        NamedFile(row.file, f"{row.project.name}: {row.name}"[:200], row.media_type)
        for row in rows.select_related("file", "project").order_by("project__rank", "project__pk", "pk")
    ]
    return tuple(files)


class RevisedSheets:
    """Answers for revisions of sheets alone; where plans are revised in the same step, the plans answer for both."""

    template = "investments/revised_content.html"

    def frozen(self, submission: Submission) -> Frozen:
        """Cover note, the sheets that go on, and what the board says of each."""
        content = {
            "kind": "sheet_revision", "board": submission.body.name, "activity": submission.activity.title,
            "note": submission.note, "sheets": content_of_revision(submission),
        }  # fmt: skip
        title = f"{submission.activity.title}: {submission.body.name}"[:300]
        return Frozen(title=title, content=content, files=files_of(submission))

    def findings(self, submission: Submission) -> Sequence[Finding]:
        """What is not answered yet."""
        return findings_of_revision(submission)

    def work_url(self, submission: Submission) -> str:
        """Where the sheets are gone through."""
        return reverse("investments:revision", args=[submission.pk])


REVISED_SHEETS = RevisedSheets()
PROJECT_SHEETS = ProjectSheets()
