"""HTML: tables with spans, headings, lists, strike-through. Menus and scripts are no part of the document."""

import re
import warnings

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from bs4.element import NavigableString, PreformattedString, Tag

from ramverk.formats.timetable_documents.grids import Grid
from ramverk.formats.timetable_documents.lines import Lines, strike

_SKIPPED = {
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "footer",
    "head",
    "select",
    "button",
    "svg",
    "iframe",
    "object",
}
_STRUCK = {"s", "del", "strike"}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main",
    "ol", "p", "pre", "section", "summary", "table", "ul",
}  # fmt: skip
_HEADING = re.compile(r"h[1-6]")
_STRIKE_STYLE = re.compile(r"text-decoration[^;]*line-through")


def read_web_page(text: str) -> Lines:
    """The text of a page, block by block, tables as rows of cells."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = BeautifulSoup(text, "lxml")
    reader = _Reader()
    reader.block(soup)
    reader.flush()
    return reader.lines


class _Reader:
    """Collects inline text until a block begins or ends."""

    def __init__(self) -> None:
        self.lines = Lines()
        self._text: list[str] = []
        self._role = ""
        self._marker = ""

    def block(self, tag: Tag, *, struck: bool = False, depth: int = 0) -> None:
        for child in tag.children:
            if isinstance(child, NavigableString):
                self._add(child, struck=struck)
            elif isinstance(child, Tag) and child.name not in _SKIPPED:
                self._tag(child, struck=struck or _strikes(child), depth=depth)

    def flush(self) -> None:
        """Write what has been collected. An item that has said nothing yet keeps its marker for its first block."""
        for line in "".join(self._text).split("\n"):
            if words := " ".join(line.split()):
                self.lines.text(self._marker + words, role=self._role)
                self._marker = ""
        self._text = []

    def _end(self) -> None:
        self.flush()
        self._role = self._marker = ""

    def _add(self, string: NavigableString, *, struck: bool) -> None:
        if isinstance(string, PreformattedString):
            return  # comments, declarations
        words = re.sub(r"\s+", " ", string)
        self._text.append(strike(words) if struck else words)

    def _tag(self, tag: Tag, *, struck: bool, depth: int) -> None:
        if tag.name == "br":
            self._text.append("\n")
        elif tag.name == "table" and not tag.find("table"):
            self.flush()
            _read_table(tag, self.lines, struck=struck)
        elif tag.name in _BLOCKS or tag.name in {"tr", "td", "th", "tbody", "thead", "caption"}:
            self.flush()
            self._begin(tag, depth)
            self.block(tag, struck=struck, depth=depth + (tag.name in {"ul", "ol"}))
            self._end()
        else:
            self.block(tag, struck=struck, depth=depth)

    def _begin(self, tag: Tag, depth: int) -> None:
        if _HEADING.fullmatch(tag.name):
            self._role = "heading"
        elif tag.name == "li":
            ordered = tag.parent is not None and tag.parent.name == "ol"
            self._role = "numbered" if ordered else "bullet"
            self._marker = "  " * (depth - 1) + (f"{_place(tag)}. " if ordered else "• ")


def _place(item: Tag) -> int:
    """The number of a list item, counting from the list's own start."""
    start = item.parent.get("start") if item.parent else None
    first = int(start) if isinstance(start, str) and start.isdecimal() and len(start) < 6 else 1
    return first + sum(1 for sibling in item.previous_siblings if isinstance(sibling, Tag) and sibling.name == "li")


def _strikes(tag: Tag) -> bool:
    return tag.name in _STRUCK or bool(_STRIKE_STYLE.search(str(tag.get("style") or "")))


def _read_table(table: Tag, lines: Lines, *, struck: bool) -> None:
    if caption := table.find("caption"):
        lines.text(" ".join(_cell_text(caption, struck=struck).split()))
    grid = Grid()
    for row in table.find_all("tr"):
        grid.begin_row()
        for cell in row.find_all(["td", "th"], recursive=False):
            marked = struck or _strikes(row) or _strikes(cell)
            grid.add(_cell_text(cell, struck=marked), _span(cell, "colspan"), _span(cell, "rowspan"))
    grid.write(lines)


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name) or "1").strip()
    return min(int(value), 100) if value.isdecimal() and len(value) < 6 and int(value) else 1


def _cell_text(cell: Tag, *, struck: bool) -> str:
    parts: list[str] = []
    for node in cell.descendants:
        if isinstance(node, Tag) and (node.name == "br" or node.name in _BLOCKS):
            parts.append("\n")
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            parts.append(_marked(node, cell, struck=struck))
    return "".join(parts)


def _marked(string: NavigableString, cell: Tag, *, struck: bool) -> str:
    words = re.sub(r"\s+", " ", string)
    for parent in string.parents:
        if parent is cell:
            break
        if parent.name in _SKIPPED:
            return ""
        struck = struck or _strikes(parent)
    return strike(words) if struck else words
