"""Take what the management team suggests into the draft with one press: a frame's row, or an assignment's words."""

from dataclasses import replace

from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.proposals.actions.write_draft import save_draft
from ramverk.apps.proposals.comments import Comment, reworded, row_of_comment
from ramverk.apps.proposals.draft import Draft
from ramverk.apps.proposals.models import SealedItem
from ramverk.apps.proposals.policy import may_write
from ramverk.apps.proposals.queries.comments import comments_on
from ramverk.apps.proposals.queries.drafts import opened
from ramverk.apps.proposals.terms import OpenTerms
from ramverk.apps.proposals.vault import prove
from ramverk.apps.trail.verdicts import Invalid, require
from ramverk.core.editions.changes import Post, PostKind


def take_comment(actor: Actor, item: SealedItem, version: int, uid: str) -> SealedItem:
    """Once; removed from the draft again, it can be taken in anew. What it is about must still be there."""
    require(may_write(actor, item))
    proof = prove(actor, item.room)
    comment = next((one for one in comments_on(proof, item, actor) if one.uid and one.uid == uid), None)
    if comment is None:
        raise Invalid(_("Kommentaren finns inte längre i rummet."))
    one = opened(proof, item, is_logged=False)
    _check(comment, one.draft, one.terms)
    what = _("tog in ledningsgruppens kommentar")
    return save_draft(actor, item, version, lambda draft: _with(draft, comment), what)


def _with(draft: Draft, comment: Comment) -> Draft:
    if comment.suggestion.wording:
        return replace(draft, assignments=tuple(reworded(draft, comment)))
    return replace(draft, rows=(*draft.rows, row_of_comment(comment)))


def _check(comment: Comment, draft: Draft, terms: OpenTerms) -> None:
    if not comment.suggestion:
        raise Invalid(_("Kommentaren föreslår ingen ändring som kan tas in. Skriv ändringen i förslaget."))
    if comment.is_taken(draft):
        raise Invalid(_("Kommentaren är redan intagen i förslaget."))
    if comment.suggestion.wording:
        known = {(one["board"], one["text"]) for one in draft.assignments}
        if (comment.about.board, comment.about.text) not in known:
            raise Invalid(_("Uppdraget är ändrat eller borttaget sedan det kommenterades. Skriv om det i förslaget."))
    elif not terms.is_open(Post(PostKind.FRAME, comment.about.board)):
        raise Invalid(
            _("Nämndens ram är stängd för partierna. Ekonomiavdelningen bestämmer vilka som är öppna, lika för alla.")
        )
