"""Pictures of a part: looked into, made small enough, described, and taken away."""

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.publishing.holding import free_part
from ramverk.apps.publishing.models_workspace import Part, PartPicture
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.freeze import store
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.uploads import safe_name
from ramverk.apps.trail.verdicts import Invalid
from ramverk.formats.documents.pictures import LARGEST_BYTES, UnusablePicture, fit_picture

MOST = 12
"""Pictures in one part."""


def keep_upload(actor: Actor, part: Part, upload: UploadedFile[bytes], description: str, caption: str) -> PartPicture:
    """Keep an uploaded picture. One that is far too large is refused before it is read."""
    name = safe_name(upload.name or "")
    if (upload.size or 0) > LARGEST_BYTES:
        words = {"name": name, "size": (upload.size or 0) // 1_048_576, "limit": LARGEST_BYTES // 1_048_576}
        raise Invalid(
            _(
                "Bilden ”%(name)s” är på %(size)s MB; gränsen är %(limit)s MB. Spara den mindre, till exempel 2 000 "
                "bildpunkter bred, och försök igen."
            )
            % words
        )
    return keep_picture(actor, part, name, upload.read(), description, caption)


@transaction.atomic
def keep_picture(
    actor: Actor, part: Part, name: str, content: bytes, description: str, caption: str = ""
) -> PartPicture:
    """Keep the picture, turned right way up and no wider than paper needs. Its words can be written later."""
    row = free_part(actor, part)
    if row.pictures.count() >= MOST:
        raise Invalid(_("En del kan ha högst %s bilder. Ta bort en först, eller dela upp delen.") % MOST)
    try:
        fitted, media_type = fit_picture(content, name)
    except UnusablePicture as unusable:
        raise Invalid(str(unusable)) from unusable
    made = PartPicture.objects.create(
        part=row, file=store(fitted), name=name[:200], media_type=media_type, description=description.strip(),
        caption=caption.strip()[:300],
    )  # fmt: skip
    record(actor, "publishing.keep_picture", row.workspace.publication, after={"part": row.heading, "file": made.name})
    return made


@transaction.atomic
def describe_picture(actor: Actor, picture: PartPicture, version: int, description: str, caption: str) -> PartPicture:
    """Write what the picture shows, for those who do not see it, and the line under it."""
    row = free_part(actor, picture.part)
    before, after = change(picture, version, description=description.strip(), caption=caption.strip()[:300])
    record(
        actor, "publishing.keep_picture", row.workspace.publication, before=before, after=after | {"file": picture.name}
    )
    return picture


@transaction.atomic
def remove_picture(actor: Actor, picture: PartPicture) -> None:
    """Take the picture out of the document."""
    row = free_part(actor, picture.part)
    record(actor, "publishing.keep_picture", row.workspace.publication, before={"file": picture.name})
    picture.delete()
