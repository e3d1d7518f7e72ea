"""The seam where structured work replaces file attachments: what a submission holds, and when it is complete.

The desk moves a submission through its steps and never looks at its content; it asks the content registered for that
activity. A later area (activity plans, investments) registers its own for the activities it knows.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Activity, Submission
from ramverk.apps.trail.actions.freeze import Frozen, NamedFile
from ramverk.apps.trail.actors import Actor
from ramverk.core.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class Mark:
    """Something a list of boards says of one: in words, and whether it is wrong."""

    words: str
    is_wrong: bool = False


class SubmissionContent(Protocol):
    """What the desk asks of the content of a submission."""

    template: str
    """The template that shows the content, included with `submission`, `frozen` and `may_edit`. Content that has a
    `version_template` shows with it what was handed in, included with `version`."""

    def frozen(self, submission: Submission) -> Frozen:
        """What adoption would freeze, as it stands now."""

    def findings(self, submission: Submission) -> Sequence[Finding]:
        """What is missing or doubtful. A finding that blocks stops the submission from being marked ready."""


class AttachedFiles:
    """The plain content: a cover note and attached files."""

    template = "cycle/submission_files.html"

    def frozen(self, submission: Submission) -> Frozen:
        """The note and the files in the order they were added."""
        rows = submission.files.select_related("file").order_by("pk")
        return Frozen(
            title=f"{submission.activity.title}: {submission.body.name}"[:300],
            content={"board": submission.body.name, "activity": submission.activity.title, "note": submission.note},
            files=tuple(NamedFile(row.file, row.name, row.media_type) for row in rows),
        )

    def findings(self, submission: Submission) -> Sequence[Finding]:
        """Something must be handed in; a note without files is suspicious."""
        if submission.files.exists():
            return ()
        if submission.note.strip():
            return (
                Finding(
                    "submission.no_file", Severity.WARNING,
                    message=_("Inga filer är bifogade, bara följebrevet. Stämmer det?"),
                    message_en="No files are attached, only the cover note. Is that right?",
                ),
            )  # fmt: skip
        return (
            Finding(
                "submission.empty", Severity.ERROR,
                message=_("Underlaget är tomt: bifoga minst en fil eller skriv ett följebrev."),
                message_en="The submission is empty: attach at least one file or write a cover note.",
                blocks=True,
            ),
        )  # fmt: skip


ATTACHED_FILES = AttachedFiles()
_registered: list[tuple[Callable[[Activity], bool], SubmissionContent]] = []


def register_content(fits: Callable[[Activity], bool], content: SubmissionContent) -> None:
    """Let `content` answer for the activities that fit; the latest registration that fits wins."""
    _registered.insert(0, (fits, content))


_when_opened: list[Callable[[Actor, Submission], None]] = []


def when_opened(listener: Callable[[Actor, Submission], None]) -> None:
    """Call `listener(actor, submission)` each time a board's room is opened, inside the transaction."""
    _when_opened.append(listener)


def tell_opened(actor: Actor, submission: Submission) -> None:
    """Tell every area that asked."""
    for listener in _when_opened:
        listener(actor, submission)


def work_url(submission: Submission) -> str:
    """Where the content is written, when that is elsewhere than on the desk."""
    found: str = getattr(content_of(submission.activity), "work_url", lambda _submission: "")(submission)
    return found


def frozen_template(content: Mapping[str, Any]) -> str:
    """The template that shows frozen structured content; empty for a note with files."""
    return _frozen.get(str(content.get("kind", "")), "")


_frozen: dict[str, str] = {}


def register_frozen(kind: str, template: str) -> None:
    """Let `template` show frozen content whose `kind` is this, with `content` in the context."""
    _frozen[kind] = template


def marks_at(activity: Activity, submissions: Iterable[Submission], actor: Actor) -> Mapping[int, Sequence[Mark]]:
    """What the content has to say of each board in a list, as far as the actor may see it: content with `marks`."""
    tell = getattr(content_of(activity), "marks", None)
    found: Mapping[int, Sequence[Mark]] = tell(submissions, actor) if tell else {}
    return found


def content_of(activity: Activity) -> SubmissionContent:
    """The content that answers for this activity."""
    return next((content for fits, content in _registered if fits(activity)), ATTACHED_FILES)
