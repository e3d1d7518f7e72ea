"""Markdown: tables, headings, lists and strike-through, by the CommonMark parser with GitHub's tables."""

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ramverk.formats.timetable_documents.lines import Lines, strike

_REMARK = re.compile(r"#\s+(?:source|note|license|licence|remark|comment|källa|anm|anmärkning)\s*:", re.IGNORECASE)
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_STRIKE_TAG = re.compile(r"<(/?)(?:s|del|strike)>", re.IGNORECASE)


def read_markdown(text: str) -> Lines:
    """Lines with the role Markdown gives them. Remarks about the file at its head (`# source: …`) are left out."""
    source = text.replace("\r\n", "\n").replace("\r", "\n")
    head, rest = _split_remarks(source)
    reader = _Reader(head)
    for token in MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(rest):
        reader.take(token)
    return reader.lines


def _split_remarks(source: str) -> tuple[int, str]:
    lines = source.split("\n")
    count = 0
    while count < len(lines) and _REMARK.match(lines[count]):
        count += 1
    return count, "\n".join(lines[count:])


class _Reader:
    """Walks the flat list of block tokens and keeps what list and row it stands in."""

    def __init__(self, skipped: int) -> None:
        self.lines = Lines()
        self._skipped = skipped
        self._lists: list[int | None] = []
        self._role = ""
        self._marker = ""
        self._row: list[str] | None = None
        self._row_number = 0

    def take(self, token: Token) -> None:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            ordered = token.type == "ordered_list_open"
            self._lists.append(int(token.attrGet("start") or 1) if ordered else None)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            self._lists.pop()
        elif token.type == "list_item_open":
            self._begin_item(token)
        elif token.type == "heading_open":
            self._role = "heading"
        elif token.type == "tr_open":
            self._row, self._row_number = [], self._number(token)
        elif token.type == "tr_close" and self._row is not None:
            self.lines.row(self._row, number=self._row_number)
            self._row = None
        elif token.type == "inline":
            self._inline(token)
        elif token.type in {"code_block", "fence", "html_block"}:
            self._verbatim(token)
        elif token.type in {"paragraph_close", "heading_close"}:
            self._role = ""

    def _begin_item(self, token: Token) -> None:
        level = "  " * (len(self._lists) - 1)
        if self._lists[-1] is None:
            self._role, self._marker = "bullet", f"{level}• "
        else:
            self._role, self._marker = "numbered", f"{level}{token.info or self._lists[-1]}. "
            self._lists[-1] += 1

    def _inline(self, token: Token) -> None:
        text = _flat(token)
        if self._row is not None:
            self._row.append(text)
            return
        number = self._number(token)
        for offset, line in enumerate(text.split("\n")):
            self.lines.text(self._marker + line, role=self._role, number=number + offset)
            self._marker = ""
        self._role = ""

    def _verbatim(self, token: Token) -> None:
        content = re.sub(r"<[^<>]*>", "", token.content) if token.type == "html_block" else token.content
        number = self._number(token)
        for offset, line in enumerate(content.rstrip("\n").split("\n")):
            self.lines.text(line, number=number + offset)

    def _number(self, token: Token) -> int:
        return self._skipped + (token.map[0] if token.map else 0) + 1


def _flat(token: Token) -> str:
    """The text of an inline token; struck stretches marked, links and emphasis reduced to their words."""
    parts: list[str] = []
    struck = False
    for child in token.children or []:
        tag = _STRIKE_TAG.fullmatch(child.content) if child.type == "html_inline" else None
        if child.type in {"s_open", "s_close"} or tag:
            struck = child.type == "s_open" if tag is None else not tag.group(1)
        elif child.type in {"softbreak", "hardbreak"} or _BREAK_TAG.fullmatch(child.content):
            parts.append("\n")
        elif child.type in {"text", "code_inline"}:
            parts.append(strike(child.content) if struck else child.content)
        elif child.type == "image":
            parts.append(child.content)
    return "".join(parts)
