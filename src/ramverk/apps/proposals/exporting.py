"""A room's own work as files: notes as text, files as they came, drafts as JSON."""

import base64
import json
from collections.abc import Iterable, Iterator

from ramverk.apps.proposals.models import ItemKind
from ramverk.apps.proposals.queries.rooms import Held
from ramverk.apps.trail.uploads import safe_name


def export_of(held: Iterable[Held]) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each; names are numbered, so that two of a name are both there."""
    for number, one in enumerate(held, 1):
        content = one.content
        if one.item.kind == ItemKind.FILE:
            yield f"filer/{number:03d} {safe_name(content['name'])}", base64.b64decode(content["data"])
        elif one.item.kind == ItemKind.NOTE:
            text = f"{content['heading']}\n{content['by']}\n\n{content['text']}\n"
            yield f"anteckningar/{number:03d} {safe_name(content['heading'])}.txt", text.encode()
        else:
            text = json.dumps(content, ensure_ascii=False, indent=2)
            yield f"forslag/{number:03d} {safe_name(content['title'])}.json", text.encode()
