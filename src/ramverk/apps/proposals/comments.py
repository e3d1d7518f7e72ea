"""What the management team says of a shown draft: of which frame or assignment, and what it suggests instead."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ramverk.apps.proposals.draft import Draft, DraftRow
from ramverk.core.editions.changes import PostKind

FRAME, ASSIGNMENT, PROJECT = "frame", "assignment", "project"


@dataclass(frozen=True, slots=True)
class About:
    """What a comment is about: a board's frame, an assignment as it read, a project."""

    kind: str = ""
    board: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another frame, as net cost in öre by year (plus makes it larger), or another wording of an assignment."""

    amounts: Mapping[str, int] = field(default_factory=dict)
    wording: str = ""

    def __bool__(self) -> bool:
        """Whether anything is suggested."""
        return bool(self.amounts or self.wording)


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

    def is_taken(self, draft: Draft) -> bool:
        """Whether the draft holds what it suggests."""
        if self.suggestion.wording:
            wanted = self.about.board, self.suggestion.wording
            return any((one["board"], one["text"].strip()) == wanted for one in draft.assignments)
        return any(row.key == self.uid for row in draft.rows)


def abouts(content: Mapping[str, Any]) -> dict[str, About]:
    """What a shown draft can be commented on, by the words it is chosen with."""
    found = {row["name"]: About(FRAME, row["key"]) for row in content["frames"]}
    found |= {row["text"]: About(ASSIGNMENT, row.get("board") or "", row["text"]) for row in content["assignments"]}
    return found | {row["name"]: About(PROJECT, text=row["name"]) for row in content.get("projects", ())}


def comment_of(content: Mapping[str, Any]) -> Comment:
    """The comment that was sealed."""
    suggestion = Suggestion(content.get("amounts") or {}, content.get("wording") or "")
    about = About(*(content.get("about") or ("", "", "")))
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
