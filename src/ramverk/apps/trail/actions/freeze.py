"""Freeze content so that it can be adopted, submitted or dispatched exactly as it stands."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction

from ramverk.apps.trail import clock
from ramverk.apps.trail.actors import Actor
from ramverk.apps.trail.models import Attachment, FrozenDocument, StoredFile


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file to attach: stored bytes under a name."""

    file: StoredFile
    name: str
    media_type: str


def store(content: bytes) -> StoredFile:
    """Keep these bytes; the same bytes twice are one row."""
    digest = hashlib.sha256(content).hexdigest()
    if known := StoredFile.objects.filter(sha256=digest).first():
        return known
    try:
        with transaction.atomic():
            return StoredFile.objects.create(sha256=digest, size=len(content), content=content)
    except IntegrityError:  # somebody stored the same bytes at the same moment
        return StoredFile.objects.get(sha256=digest)


def checksum(title: str, content: dict[str, Any], files: Sequence[NamedFile]) -> str:
    """SHA-256 over title, content and the names and checksums of the attachments, in their order."""
    whole = {"title": title, "content": content, "files": [[named.name, named.file.sha256] for named in files]}
    canonical = json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder)
    return hashlib.sha256(canonical.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Frozen:
    """What would be frozen now: the very thing that is shown before, and covered by the checksum after."""

    title: str
    content: dict[str, Any]
    files: tuple[NamedFile, ...]

    @property
    def checksum(self) -> str:
        """The checksum the frozen document will get."""
        return checksum(self.title, self.content, self.files)


@transaction.atomic
def freeze(
    actor: Actor, kind: str, title: str, content: dict[str, Any], files: Sequence[NamedFile] = ()
) -> FrozenDocument:
    """Store the content for good and return the document with its checksum."""
    plain: dict[str, Any] = json.loads(json.dumps(content, ensure_ascii=False, cls=DjangoJSONEncoder))
    document = FrozenDocument.objects.create(
        title=title,
        kind=kind,
        content=plain,
        checksum=checksum(title, plain, files),
        frozen_at=clock.now(),
        frozen_by_id=actor.person_id,
        frozen_by=actor.name,
    )
    for named in files:
        Attachment.objects.create(document=document, file=named.file, name=named.name, media_type=named.media_type)
    return document


def is_intact(document: FrozenDocument) -> bool:
    """Whether the document still has the content its checksum was made over, its files' bytes included."""
    attached = list(document.attachments.select_related("file"))
    if any(hashlib.sha256(item.file.content).hexdigest() != item.file.sha256 for item in attached):
        return False
    files = [NamedFile(item.file, item.name, item.media_type) for item in attached]
    return checksum(document.title, document.content, files) == document.checksum
