"""A publication's document as it stands in its workspace: the words of its parts, and the figures of its edition."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from ramverk.apps.publishing.contents.budget import Words, budget_document
from ramverk.apps.publishing.contents.changed import changes_since
from ramverk.apps.publishing.models import Publication
from ramverk.apps.publishing.models_workspace import Part, PartPicture, Workspace
from ramverk.core.documents.content import from_json
from ramverk.core.documents.model import Block, Document, Picture
from ramverk.core.findings import Finding, Severity
from ramverk.formats.documents.marked_text import blocks_of_text


def written_document(publication: Publication, dated: str) -> Document:
    """The document that would be frozen now. A publication without a workspace has every chapter and no other words."""
    workspace = Workspace.objects.filter(publication=publication).select_related("since__document").first()
    parts = parts_of(workspace) if workspace is not None else []
    made = budget_document(
        publication.edition, dated, publication.title, publication.introduction,
        [words_of(part) for part in parts if not part.is_left_out],
    )  # fmt: skip
    if workspace is None or workspace.since is None or workspace.since.document is None:
        return made
    earlier = from_json(workspace.since.document.content)
    return changes_since(made, _before_its_changes(earlier), f"”{workspace.since.title}”")


def _before_its_changes(document: Document) -> Document:
    """The earlier document without its own list of changes, which is no content to compare."""
    kept = []
    for block in document.blocks:
        if getattr(block, "anchor", "") == "andrat":
            break
        kept.append(block)
    return replace(document, blocks=tuple(kept))


def parts_of(workspace: Workspace) -> Sequence[Part]:
    """Every part in its order, with its pictures."""
    return list(workspace.parts.select_related("writer").prefetch_related("pictures__file"))


def words_of(part: Part) -> Words:
    """What is written of a part. An empty part that is only words is left out of the document."""
    return Words(part.key, part.heading, (*written_blocks(part),), part.is_automatic)


def written_blocks(part: Part) -> tuple[Block, ...]:
    """The part's own words and pictures."""
    pictures = tuple(picture_block(one) for one in part.pictures.all())
    return (*blocks_of_text(part.text, 1, f"text-{part.key}", part.heading), *pictures)


def picture_block(one: PartPicture) -> Picture:
    """A picture as a block."""
    return Picture(f"b{one.pk}", bytes(one.file.content), one.media_type, one.description, one.caption)


def findings_of_parts(parts: Sequence[Part]) -> list[Finding]:
    """What is not written or not marked as ready: good to know, never a hinder."""
    found = []
    for part in parts:
        if not part.is_to_be_written:
            continue
        if not part.is_automatic and not part.text.strip() and not part.pictures.all():
            found.append(
                _warning(
                    "document.part_empty",
                    _("Delen ”%s” är tom och kommer inte med. Skriv den, eller markera att den utelämnas.")
                    % part.heading,
                )
            )
        elif not part.is_ready:
            found.append(_warning("document.part_not_ready", _("Delen ”%s” är inte klarmarkerad.") % part.heading))
    return found


def _warning(code: str, words: str) -> Finding:
    return Finding(code, Severity.WARNING, message=words, message_en=words)
