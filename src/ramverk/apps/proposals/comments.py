"""What the management team says of a shown draft: of which frame, assignment or project, and what else it suggests."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ramverk.apps.proposals.draft import Draft, DraftRow
from ramverk.apps.proposals.projects import DraftProject, outlay_of, starts
from ramverk.core.editions.changes import PostKind
from ramverk.core.investments.sheets import Sheet

FRAME, ASSIGNMENT, PROJECT = "frame", "assignment", "project"


@dataclass(frozen=True, slots=True)
class About:
    """What a comment is about: a board's frame, an assignment as it read, a project by its key."""

    kind: str = ""
    board: str = ""
    text: str = ""
    key: str = ""


class Fate(StrEnum):
    """Whether a project is to be in the proposal at all."""

    CUT = "cut"
    """Not in the proposal."""
    UNDO = "undo"
    """As the base has it."""


@dataclass(frozen=True, slots=True)
class ProjectWish:
    """What is suggested for a project, so that it can be said twice without moving anything twice: the year it is to
    begin, what it may cost gross in all the years to come (öre), or that it is not to be changed or not to be at all.
    """

    starts: int | None = None
    outlay: int | None = None
    fate: str = ""

    def is_met(self, key: str, projects: Iterable[DraftProject], sheets: Mapping[str, Sheet]) -> bool:
        """Whether a draft that does this with projects, and so counts on these sheets, has it so already."""
        if self.fate == Fate.UNDO:
            return all(project.key != key for project in projects)
        sheet = sheets.get(key)
        if self.fate == Fate.CUT or sheet is None:
            return self.fate == Fate.CUT and sheet is None
        return self.starts in {None, starts(sheet)} and self.outlay in {None, outlay_of(sheet)}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another frame, as net cost in öre by year (plus makes it larger); another wording of an assignment; or something
    else with a project.
    """

    amounts: Mapping[str, int] = field(default_factory=dict)
    wording: str = ""
    project: ProjectWish | None = None

    def __bool__(self) -> bool:
        """Whether anything is suggested."""
        return bool(self.amounts or self.wording or self.project)


NOWHERE, NOTHING = About(), Suggestion()


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment, opened."""

    uid: str
    subject: str
    verdict: str
    text: str
    by: str
    about: About
    suggestion: Suggestion

    def is_taken(self, draft: Draft, sheets: Iterable[Sheet] = ()) -> bool:
        """Whether the draft, which counts on `sheets`, holds what it suggests."""
        if self.suggestion.project:
            known = {sheet.key: sheet for sheet in sheets}
            return self.suggestion.project.is_met(self.about.key, draft.projects, known)
        if self.suggestion.wording:
            wanted = self.about.board, self.suggestion.wording
            return any((one["board"], one["text"].strip()) == wanted for one in draft.assignments)
        return any(row.key == self.uid for row in draft.rows)


def abouts(content: Mapping[str, Any]) -> dict[str, About]:
    """What a shown draft can be commented on, by the words it is chosen with."""
    found = {row["name"]: About(FRAME, row["key"]) for row in content["frames"]}
    found |= {row["text"]: About(ASSIGNMENT, row.get("board") or "", row["text"]) for row in content["assignments"]}
    for row in content.get("projects", ()):
        words = row["name"] if row["name"] not in found else f"{row['name']} {row['words']}"
        found[words] = About(PROJECT, row["board"], row["name"], row["key"])
    return found


def comment_of(content: Mapping[str, Any]) -> Comment:
    """The comment that was sealed."""
    wish = ProjectWish(**content["project"]) if content.get("project") else None
    suggestion = Suggestion(content.get("amounts") or {}, content.get("wording") or "", wish)
    about = About(*(content.get("about") or ()))
    subject, verdict, text, by = (content[name] for name in ("subject", "verdict", "text", "by"))
    return Comment(content.get("uid", ""), subject, verdict, text, by, about, suggestion)


def row_of_comment(comment: Comment) -> DraftRow:
    """The change of the frame as a row of the draft, written on as any other in the grid.

    It keeps the comment's identity, so it is taken in once; nothing else in it tells where it came from.
    """
    amounts = {year: -amount for year, amount in comment.suggestion.amounts.items() if amount}
    return DraftRow(comment.uid, PostKind.FRAME.value, comment.about.board, "", amounts, comment.text[:300])


def reworded(draft: Draft, comment: Comment) -> Iterator[dict[str, str]]:
    """The draft's assignments with the commented one in its suggested words."""
    for one in draft.assignments:
        is_it = (one["board"], one["text"]) == (comment.about.board, comment.about.text)
        yield {**one, "text": comment.suggestion.wording} if is_it else one
