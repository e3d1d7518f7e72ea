"""What differs between two versions of a document: the list "changed since" that every later version carries."""

from collections.abc import Iterator
from dataclasses import dataclass

from ramverk.core.documents.model import Document, Heading, ListBlock, Paragraph, Row, Table, tables

__all__ = ["Difference", "changed_since"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was: what stood there and what stands there now ("" = nothing).

    `under` is the table's caption or the heading; `where` the row and column of a table, empty for running text.
    """

    under: str
    where: str
    before: str
    after: str


def changed_since(earlier: Document, later: Document) -> tuple[Difference, ...]:
    """Figures cell by cell, then words paragraph by paragraph under their headings. Nothing when both say the same."""
    return (*_figures(earlier, later), *_words(earlier, later))


def _figures(earlier: Document, later: Document) -> Iterator[Difference]:
    old = {table.key: table for table in tables(earlier)}
    new = {table.key: table for table in tables(later)}
    for key in {**old, **new}:
        if key not in new:
            yield Difference(old[key].caption, "", "tabellen", "")
        elif key not in old:
            yield Difference(new[key].caption, "", "", "tabellen")
        else:
            yield from _cells(old[key], new[key])


def _cells(old: Table, new: Table) -> Iterator[Difference]:
    before, after = _by_head(old), _by_head(new)
    for name in {**before, **after}:
        one, other = before.get(name), after.get(name)
        if one is None or other is None:
            present = one or other
            words = ", ".join(cell.text for cell in present.cells[1:]) if present is not None else ""
            yield Difference(new.caption, name[0], words if one else "", words if other else "")
            continue
        for column, first, second in zip(new.columns[1:], one.cells[1:], other.cells[1:], strict=False):
            if first.text != second.text:
                yield Difference(new.caption, f"{name[0]}, {column.head}", first.text, second.text)


def _by_head(table: Table) -> dict[tuple[str, int], Row]:
    """The rows by their head; the second of the same name is another row."""
    found: dict[tuple[str, int], Row] = {}
    for row in table.rows:
        head = row.cells[0].text if row.cells else ""
        number = sum(1 for name, _ in found if name == head)
        found[(head, number)] = row
    return found


def _words(earlier: Document, later: Document) -> Iterator[Difference]:
    before, after = _by_heading(earlier), _by_heading(later)
    for heading in {**before, **after}:
        one, other = before.get(heading, ()), after.get(heading, ())
        if one != other:
            gone = [text for text in one if text not in other]
            come = [text for text in other if text not in one]
            for at in range(max(len(gone), len(come))):
                yield Difference(heading, "", gone[at] if at < len(gone) else "", come[at] if at < len(come) else "")


def _by_heading(document: Document) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    under = document.title
    for block in document.blocks:
        if isinstance(block, Heading):
            under = block.text
            found.setdefault(under, ())
        elif isinstance(block, Paragraph):
            found[under] = (*found.get(under, ()), block.text)
        elif isinstance(block, ListBlock):
            found[under] = (*found.get(under, ()), *block.items)
    return found
