"""What a board adopts at the investment row: its ranked projects with their sheets, frozen together."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Submission
from ramverk.apps.cycle.submission_content import Frozen
from ramverk.apps.investments.queries.projects import in_force, projects_of
from ramverk.apps.investments.sheets import conditions_of, findings_of, sheet_of, sheet_years
from ramverk.apps.trail.actions.freeze import NamedFile
from ramverk.core.findings import Finding, Severity


class ProjectSheets:
    """Answers for the submissions of project sheets."""

    template = "investments/content.html"
    version_template = "investments/content_version.html"

    def frozen(self, submission: Submission) -> Frozen:
        """Cover note, prerequisites, projects in order with every figure, and the files beside them."""
        prerequisites = in_force(submission.activity.round)
        files = submission.files.select_related("file").order_by("pk")
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
            files=tuple(NamedFile(row.file, row.name, row.media_type) for row in files),
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
        return findings_of(sheets, conditions_of(in_round, in_force(in_round)))


PROJECT_SHEETS = ProjectSheets()
