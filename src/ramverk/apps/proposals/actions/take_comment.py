"""Take what the management team suggests into the draft with one press: a frame's row, an assignment's words, or what
is done with a project.
"""

from dataclasses import replace

from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.proposals.actions.choose_projects import UNDO, choose_project, standing
from ramverk.apps.proposals.actions.write_draft import save_draft
from ramverk.apps.proposals.comments import Comment, Fate, ProjectWish, reworded, row_of_comment
from ramverk.apps.proposals.draft import Draft
from ramverk.apps.proposals.models import SealedItem
from ramverk.apps.proposals.policy import may_write
from ramverk.apps.proposals.projects import starts
from ramverk.apps.proposals.queries.comments import comments_on
from ramverk.apps.proposals.queries.drafts import Opened, opened
from ramverk.apps.proposals.vault import prove
from ramverk.apps.trail.verdicts import Invalid, require
from ramverk.core.editions.changes import Post, PostKind
from ramverk.core.investments.choosing import ProjectVerb


def take_comment(actor: Actor, item: SealedItem, version: int, uid: str) -> SealedItem:
    """Once; removed from the draft again, it can be taken in anew. What it is about must still be there."""
    require(may_write(actor, item))
    proof = prove(actor, item.room)
    comment = next((one for one in comments_on(proof, item, actor) if one.uid and one.uid == uid), None)
    if comment is None:
        raise Invalid(_("Kommentaren finns inte längre i rummet."))
    one = opened(proof, item, is_logged=False)
    _check(comment, one)
    what = _("tog in ledningsgruppens kommentar")
    if comment.suggestion.project:
        return _take_project(actor, one, version, comment.about.key, comment.suggestion.project, what)
    return save_draft(actor, item, version, lambda draft: _with(draft, comment), what)


def _with(draft: Draft, comment: Comment) -> Draft:
    if comment.suggestion.wording:
        return replace(draft, assignments=tuple(reworded(draft, comment)))
    return replace(draft, rows=(*draft.rows, row_of_comment(comment)))


def _take_project(
    actor: Actor, one: Opened, version: int, key: str, wish: ProjectWish, what: str
) -> SealedItem:  # fmt: skip
    """What a member could have done on the page of the investments, in one deed."""
    if wish.fate:
        return choose_project(actor, one, version, key, UNDO if wish.fate == Fate.UNDO else ProjectVerb.CUT, what=what)
    sheet = standing(one, key)
    begins = starts(sheet) if sheet else None
    by = wish.starts - begins if wish.starts is not None and begins is not None else 0
    verb = ProjectVerb.MOVE if wish.outlay is None else ProjectVerb.RESIZE
    return choose_project(actor, one, version, key, verb, by, wish.outlay, what)


def _check(comment: Comment, one: Opened) -> None:
    if not comment.suggestion:
        raise Invalid(_("Kommentaren föreslår ingen ändring som kan tas in. Skriv ändringen i förslaget."))
    if comment.is_taken(one.draft, one.sheets):
        raise Invalid(_("Kommentaren är redan intagen i förslaget."))
    if comment.suggestion.project:
        return  # the deed itself knows what may be done with projects
    if comment.suggestion.wording:
        known = {(row["board"], row["text"]) for row in one.draft.assignments}
        if (comment.about.board, comment.about.text) not in known:
            raise Invalid(_("Uppdraget är ändrat eller borttaget sedan det kommenterades. Skriv om det i förslaget."))
    elif not one.terms.is_open(Post(PostKind.FRAME, comment.about.board)):
        raise Invalid(
            _("Nämndens ram är stängd för partierna. Ekonomiavdelningen bestämmer vilka som är öppna, lika för alla.")
        )
