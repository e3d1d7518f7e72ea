"""Files of a dispatch that are meant for one body: who has them in the mail, and how the page divides them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ramverk.apps.dispatch.models import DraftAttachment, Receipt
from ramverk.apps.organisation.models import Mandate, Person, on
from ramverk.apps.trail.models import Attachment

File = Attachment | DraftAttachment


@dataclass(frozen=True, slots=True)
class Divided:
    """The files for all, those for the reader's own bodies, and those for other bodies with the body's name."""

    common: tuple[File, ...]
    own: tuple[File, ...]
    others: tuple[tuple[str, File], ...]


def divided(files: Iterable[File], content: Mapping[str, Any], bodies: Collection[int]) -> Divided:
    """A frozen or previewed dispatch's files, for somebody of these bodies."""
    addressed: Mapping[str, Sequence[Any]] = content.get("addressed", {})
    common, own, others = [], [], []
    for file in files:
        if file.name not in addressed:
            common.append(file)
        elif addressed[file.name][0] in bodies:
            own.append(file)
        else:
            others.append((str(addressed[file.name][1]), file))
    return Divided(tuple(common), tuple(own), tuple(others))


def bodies_of(person: Person, day: date) -> set[int]:
    """The bodies a person belongs to on a day, and the boards that their administrations work for."""
    rows = Mandate.objects.filter(on(day), person=person).values_list("body", "body__parent")
    return {body for pair in rows for body in pair if body is not None}


def own_files(receipt: Receipt, day: date) -> list[Attachment]:
    """The files of a sent dispatch that are meant for the recipient's bodies."""
    document = receipt.dispatch.document
    if document is None or "addressed" not in document.content:
        return []
    files = document.attachments.select_related("file")
    found = divided(files, document.content, bodies_of(receipt.person, day)).own
    return [file for file in found if isinstance(file, Attachment)]
