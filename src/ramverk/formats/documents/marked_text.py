"""Text as people write it here (## heading, - point, | table |) as blocks of a document. Every word is kept."""

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ramverk.core.documents.model import Block, Cell, Column, Heading, ListBlock, Paragraph, Row, Table

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
                if words := _words(tokens[at:end]).strip():
                    yield Paragraph(words)
            elif token.type in {"bullet_list_open", "ordered_list_open"}:
                yield ListBlock(tuple(_items(tokens[at + 1 : end])), token.type == "ordered_list_open")
            elif token.type == "table_open":
                yield from self._table(tokens[at:end])
            at = end + 1

    def _heading(self, token: Token, tokens: Sequence[Token]) -> Heading:
        wanted = self.under + max(1, int(token.tag[1]) - 1)
        self.level = min(wanted, self.level + 1, _DEEPEST)
        self.heading = _words(tokens).strip() or self.heading
        return Heading(self.level, self.heading)

    def _table(self, tokens: Sequence[Token]) -> Iterator[Block]:
        rows = _rows(tokens)
        if not rows:
            return
        self.number += 1
        columns = tuple(Column(head or "\u2013") for head in rows[0])
        body = tuple(Row(tuple(Cell(words) for words in row)) for row in rows[1:])
        yield Table(f"{self.key}-{self.number}", self.heading or f"Tabell {self.number}", columns, body)


def _end_of(tokens: Sequence[Token], at: int) -> int:
    """Where what begins at a token is closed."""
    depth = 0
    for number in range(at, len(tokens)):
        depth += tokens[number].nesting
        if depth <= 0:
            return number
    return len(tokens) - 1


def _words(tokens: Sequence[Token]) -> str:
    children = (child for token in tokens for child in token.children or ())
    return "".join("\n" if child.type in {"softbreak", "hardbreak"} else child.content for child in children)


def _items(tokens: Sequence[Token]) -> Iterator[str]:
    """Points in order; points under a point follow it, set in by a dash."""
    depth, held = 0, ""
    for token in tokens:
        if token.type == "list_item_open":
            if held:
                yield held
                held = ""
            depth += 1
        elif token.type == "list_item_close":
            if held:
                yield held
                held = ""
            depth -= 1
        elif token.type == "inline":
            words = _words([token])
            held = f"{held}\n{words}" if held else _DASH * (depth - 1) + words


def _rows(tokens: Sequence[Token]) -> list[list[str]]:
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_words([token]))
    return rows
