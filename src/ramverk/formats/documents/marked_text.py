"""Text as people write it here (## heading, - point, | table |, **bold**) as blocks of a document. No word is lost."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ramverk.core.documents.model import Block, Cell, Column, Heading, ListBlock, Paragraph, Row, Run, Table

__all__ = ["LONGEST", "blocks_of_text"]

LONGEST = 200_000
"""Signs of one section; some sixty printed pages."""
_RULES = ("heading", "list", "table", "emphasis", "newline", "escape")
_reader = MarkdownIt("zero", {"html": False, "breaks": True}).enable(list(_RULES))
_DEEPEST = 4
_DASH = "\u2013 "


def blocks_of_text(text: str, under: int = 1, key: str = "text", caption: str = "") -> tuple[Block, ...]:
    """The blocks. Headings are put under level `under`, none skipped; `key` names tables, `caption` where they stand.

    A table in running text has no caption of its own: the nearest heading above it becomes one.
    """
    return tuple(_Reader(under, key, caption).read(_reader.parse(text)))


class _Reader:
    def __init__(self, under: int, key: str, caption: str) -> None:
        self.under, self.level = under, under
        self.key, self.heading, self.number = key, caption, 0

    def read(self, tokens: Sequence[Token]) -> Iterator[Block]:
        at = 0
        while at < len(tokens):
            token = tokens[at]
            end = _end_of(tokens, at)
            if token.type == "heading_open":
                yield self._heading(token, tokens[at:end])
            elif token.type == "paragraph_open":
                runs = _runs(tokens[at:end])
                if words := _plain(runs).strip():
                    yield Paragraph(words, runs=_set_off(runs))
            elif token.type in {"bullet_list_open", "ordered_list_open"}:
                yield _points(list(_items(tokens[at + 1 : end])), is_numbered=token.type == "ordered_list_open")
            elif token.type == "table_open":
                yield from self._table(tokens[at:end])
            at = end + 1

    def _heading(self, token: Token, tokens: Sequence[Token]) -> Heading:
        wanted = self.under + max(1, int(token.tag[1]) - 1)
        self.level = min(wanted, self.level + 1, _DEEPEST)
        self.heading = _plain(_runs(tokens)).strip() or self.heading
        return Heading(self.level, self.heading)

    def _table(self, tokens: Sequence[Token]) -> Iterator[Block]:
        rows = _rows(tokens)
        if not rows:
            return
        self.number += 1
        columns = tuple(Column(_plain(head) or "\u2013") for head in rows[0])
        body = tuple(Row(tuple(Cell(_plain(runs), None, _set_off(runs)) for runs in row)) for row in rows[1:])
        yield Table(f"{self.key}-{self.number}", self.heading or f"Tabell {self.number}", columns, body)


def _end_of(tokens: Sequence[Token], at: int) -> int:
    """Where what begins at a token is closed."""
    depth = 0
    for number in range(at, len(tokens)):
        depth += tokens[number].nesting
        if depth <= 0:
            return number
    return len(tokens) - 1


_MARKS = {"strong_open": (1, 0), "strong_close": (-1, 0), "em_open": (0, 1), "em_close": (0, -1)}


def _runs(tokens: Sequence[Token]) -> list[Run]:
    """The words in pieces, each as long as nothing changes."""
    found: list[Run] = []
    strong, emphatic = 0, 0
    for child in (child for token in tokens for child in token.children or ()):
        more_strong, more_emphatic = _MARKS.get(child.type, (0, 0))
        strong, emphatic = strong + more_strong, emphatic + more_emphatic
        words = "\n" if child.type in {"softbreak", "hardbreak"} else "" if child.type in _MARKS else child.content
        last = found[-1] if found else None
        if last is not None and (last.is_strong, last.is_emphatic) == (strong > 0, emphatic > 0):
            found[-1] = replace(last, text=last.text + words)
        elif words:
            found.append(Run(words, strong > 0, emphatic > 0))
    return found


def _plain(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs)


def _set_off(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The pieces, where any of them is set off."""
    return tuple(runs) if any(run.is_strong or run.is_emphatic for run in runs) else ()


def _points(items: Sequence[list[Run]], *, is_numbered: bool) -> ListBlock:
    is_marked = any(_set_off(item) for item in items)
    return ListBlock(tuple(_plain(item) for item in items), is_numbered, tuple(map(tuple, items)) if is_marked else ())


def _items(tokens: Sequence[Token]) -> Iterator[list[Run]]:
    """Points in order; points under a point follow it, set in by a dash."""
    depth = 0
    held: list[Run] = []
    for token in tokens:
        if token.type in {"list_item_open", "list_item_close"}:
            if held:
                yield held
                held = []
            depth += token.nesting
        elif token.type == "inline":
            before = "\n" if held else _DASH * (depth - 1)
            held = [*held, *([Run(before)] if before else []), *_runs([token])]


def _rows(tokens: Sequence[Token]) -> list[list[list[Run]]]:
    rows: list[list[list[Run]]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_runs([token]))
    return rows
