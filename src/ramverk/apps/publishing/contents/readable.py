"""A frozen document's words as a document that can be read by everybody and made into PDF/A; None where it has none."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ramverk.apps.trail.models import FrozenDocument
from ramverk.core.documents.model import Block, Document, Heading, ListBlock, Paragraph


def readable(frozen: FrozenDocument, publisher: str, dated: str) -> Document | None:
    """Minutes, plans, directives, proposals, dispatches. Rows of figures stay in the structured content beside it."""
    blocks = tuple(block for reader in _READERS for block in reader(frozen.content))
    if not blocks:
        return None
    return Document(
        kind=frozen.kind, title=frozen.title, publisher=publisher, dated=dated, blocks=blocks,
        checksum=frozen.checksum,
    )  # fmt: skip


def _minutes(content: Mapping[str, Any]) -> Iterator[Block]:
    """The headings of a sitting's minutes; the points of a meeting's."""
    for part in _dicts(content, "headings"):
        yield from _part(part["title"], part["paragraphs"])
    present = [str(name) for name in content.get("present") or ()]
    if present:
        yield from _list("Närvarande", present)
    for part in _dicts(content, "points"):
        yield from _part(part["title"], [part["notes"]])
    yield from _list("Frågor och uppdrag", [f"{one['text']} ({one['owner']})" for one in _dicts(content, "tracked")])


def _talks(content: Mapping[str, Any]) -> Iterator[Block]:
    """What each union said."""
    said = content.get("consultation") if isinstance(content.get("consultation"), dict) else content
    rows = [f"{one['union']}: {one['position']}. {one['text']}".strip() for one in _dicts(said or {}, "statements")]
    yield from _list("Vad facken sade", rows)


def _sections(content: Mapping[str, Any]) -> Iterator[Block]:
    """Sections of a directive (heading and text) or of a plan (with goals as points)."""
    for part in content.get("sections") or ():
        if isinstance(part, dict):
            yield from _part(str(part.get("heading", "")), [part.get("text")])
            yield from _list(
                str(part.get("heading", "")), [one.get("text") or one.get("title") for one in _dicts(part, "rows")]
            )
        else:
            yield from _part(part[0], [part[1]])


def _proposed(content: Mapping[str, Any]) -> Iterator[Block]:
    """Texts, assignments and clauses."""
    for part in _dicts(content, "texts"):
        yield from _part(part["heading"], [part["text"]])
    given = [
        f"{one.get('name') or one.get('board_name') or 'Alla nämnder'}: {one['text']}"
        for one in _dicts(content, "assignments")
    ]
    yield from _list("Uppdrag", given)
    yield from _list("Att-satser", [one["text"] for one in _dicts(content, "clauses")])


def _plain(content: Mapping[str, Any]) -> Iterator[Block]:
    """The words of a dispatch, a decision, a cover note."""
    for name, heading in (("text", "Text"), ("note", "Följebrev"), ("reason", "Skäl")):
        yield from _part(heading, [content.get(name)])


_READERS: tuple[Callable[[Mapping[str, Any]], Iterator[Block]], ...] = (
    _plain, _minutes, _talks, _sections, _proposed,
)  # fmt: skip


def _dicts(content: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    rows = content.get(name)
    return [one for one in rows if isinstance(one, dict)] if isinstance(rows, list) else []


def _part(heading: str, texts: Iterable[Any]) -> Iterator[Block]:
    words = [part.strip() for text in texts if isinstance(text, str) for part in text.split("\n") if part.strip()]
    if words and heading.strip():
        yield Heading(1, heading.strip())
        yield from (Paragraph(text) for text in words)


def _list(heading: str, items: Iterable[Any]) -> Iterator[Block]:
    words = tuple(item.strip() for item in items if isinstance(item, str) and item.strip())
    if words and heading.strip():
        yield Heading(1, heading.strip())
        yield ListBlock(words)
