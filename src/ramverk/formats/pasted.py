"""What a word processor puts on the clipboard, as plain text that keeps its structure.

Headings, paragraphs, lists (in lists), tables, bold and italic are kept, written as restricted Markdown; links keep
their words and address in plain letters; everything else (styles, scripts, pictures, comments) is dropped. A list that
the word processor made of paragraphs with its own bullets is a list again.
"""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import Comment, NavigableString, PageElement

__all__ = ["markdown_of"]

_DROPPED = {"script", "style", "head", "meta", "title", "link", "img", "svg", "object", "iframe", "xml", "template"}
_BLOCKS = {"p", "div", "section", "article", "blockquote", "body", "html", "main", "header", "footer", "form", "center"}
_HEADING = re.compile(r"h([1-6])")
_BULLET = re.compile(r"^\s*(?:[·•▪◦§–\-*]|o(?=\s))\s+")
_NUMBER = re.compile(r"^\s*(?:\d{1,3}|[a-zA-Z])[.)]\s+")
_EMPHASIS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_WEIGHT, _SLANT = re.compile(r"font-weight:\s*(\w+)"), re.compile(r"font-style:\s*(\w+)")
_BOLD = {"bold", "bolder", "600", "700", "800", "900"}
_LEVEL = re.compile(r"level(\d)")
_SPACES = re.compile(r"[ \t\r\n\f\u00a0]+")
LONGEST = 2_000_000
"""Characters of markup; more is not read."""


def markdown_of(html: str) -> str:
    """The text with its structure. Unknown markup gives its words; too much markup gives what fits."""
    soup = BeautifulSoup(html[:LONGEST], "lxml")
    for node in soup(sorted(_DROPPED)):
        node.decompose()
    blocks = [block for block in _blocks(soup) if block.strip()]
    return "\n".join(_spaced(blocks)).strip() + "\n" if blocks else ""


def _spaced(blocks: list[str]) -> Iterator[str]:
    """An empty line between blocks, none between the items of a list."""
    before = ""
    for block in blocks:
        if before and not (_is_item(before) and _is_item(block)):
            yield ""
        yield block
        before = block


def _is_item(block: str) -> bool:
    return bool(re.match(r"\s*(?:- |\d+\. )", block))


def _blocks(parent: Tag) -> Iterator[str]:
    """The blocks inside, with running text between them as paragraphs of its own."""
    loose: list[PageElement] = []
    for node in parent.children:
        if isinstance(node, Tag) and _is_block(node):
            yield from _loose(loose)
            loose = []
            yield from _block(node)
        else:
            loose.append(node)
    yield from _loose(loose)


def _loose(nodes: list[PageElement]) -> Iterator[str]:
    text = "".join(_inline(node) for node in nodes)
    yield from (_paragraph(part) for part in text.split("\n\n") if part.strip())


def _is_block(node: Tag) -> bool:
    name = node.name
    return (
        name in _BLOCKS
        or name in {"ul", "ol", "table", "hr", "pre"}
        or bool(_HEADING.fullmatch(name))
        or any(isinstance(child, Tag) and _is_block(child) for child in node.children)
    )


def _block(node: Tag) -> Iterator[str]:
    if heading := _HEADING.fullmatch(node.name):
        words = _line(node)
        if words:
            yield f"{'#' * min(int(heading[1]) + 1, 6)} {words}"
    elif node.name in {"ul", "ol"}:
        yield from _list(node, 0)
    elif node.name == "table":
        yield from _table(node)
    elif node.name == "p":
        yield from _word_paragraph(node)
    elif node.name != "hr":
        yield from _blocks(node)


def _word_paragraph(node: Tag) -> Iterator[str]:
    """A paragraph, or what the word processor dressed up as a list item or a heading."""
    style = f"{node.get('style') or ''} {' '.join(node.get('class') or [])}"
    words = _line(node)
    if not words:
        return
    if heading := re.search(r"(?:MsoHeading|Rubrik|Heading)\s*(\d)", style):
        yield f"{'#' * min(int(heading[1]) + 1, 6)} {words}"
    elif "mso-list" in style or "ListParagraph" in style:
        level = _LEVEL.search(style)
        indent = "  " * (int(level[1]) - 1 if level else 0)
        if _NUMBER.match(words):
            yield f"{indent}1. {_NUMBER.sub('', words)}"
        else:
            yield f"{indent}- {_BULLET.sub('', words)}"
    else:
        yield from _loose(list(node.children))


def _list(node: Tag, depth: int) -> Iterator[str]:
    for number, item in enumerate(node.find_all("li", recursive=False), 1):
        mark = f"{number}. " if node.name == "ol" else "- "
        inner = [child for child in item.children if not (isinstance(child, Tag) and child.name in {"ul", "ol"})]
        words = _SPACES.sub(" ", "".join(_inline(child) for child in inner).replace("\n", " ")).strip()
        yield f"{'   ' * depth}{mark}{words}"
        for below in item.find_all(["ul", "ol"], recursive=False):
            yield from _list(below, depth + 1)
    for below in node.find_all(["ul", "ol"], recursive=False):
        yield from _list(below, depth + 1)


def _table(node: Tag) -> Iterator[str]:
    """A table with its first row as its head; a cell's lines are parted by a slash, and a bar in it is written out."""
    rows = [[_cell(cell) for cell in row.find_all(["td", "th"])] for row in node.find_all("tr")]
    rows = [row for row in rows if any(row)]
    if not rows:
        return
    width = max(len(row) for row in rows)
    padded = [row + [""] * (width - len(row)) for row in rows]
    lines = ["| " + " | ".join(row) + " |" for row in padded]
    lines.insert(1, "|" + " --- |" * width)
    yield "\n".join(lines)


def _cell(cell: Tag) -> str:
    parts = [" ".join(part.split()) for part in _blocks(cell)]
    return " / ".join(part for part in parts if part).replace("|", "\\|")


def _line(node: Tag) -> str:
    """The words of a node on one line, without emphasis marks around everything."""
    text = "".join(_inline(child) for child in node.children).replace("\n", " ")
    return _SPACES.sub(" ", text).strip().strip("*").strip()


def _paragraph(text: str) -> str:
    lines = [_SPACES.sub(" ", line).strip() for line in text.split("\n")]
    kept = "\n".join(line for line in lines if line)
    return re.sub(r"^(#{1,6} |[-+] |\d+\. )", r"\\\1", kept) if kept else ""


def _inline(node: PageElement) -> str:
    if not isinstance(node, Tag):
        is_words = isinstance(node, NavigableString) and not isinstance(node, Comment)
        return _SPACES.sub(" ", str(node)).replace("*", "\\*").replace("_", "\\_") if is_words else ""
    if node.name == "br":
        return "\n"
    inner = "".join(_inline(child) for child in node.children)
    if inner.strip() and (marks := _marks(node)):
        for mark in marks:
            inner = _around(inner, mark)
        return inner
    href = str(node.get("href") or "")
    if node.name == "a" and href.startswith(("https://", "http://", "mailto:")) and href not in inner:
        return f"{inner} ({href})"
    return inner


def _marks(node: Tag) -> list[str]:
    """What sets a node's words off. Its style has the last word: some programs wrap all they copy in a plain <b>."""
    style = str(node.get("style") or "").lower()
    named = _EMPHASIS.get(node.name, "")
    weight, slant = _WEIGHT.search(style), _SLANT.search(style)
    is_strong = weight[1] in _BOLD if weight else named == "**"
    is_emphatic = slant[1] in {"italic", "oblique"} if slant else named == "*"
    return ["**"] * is_strong + ["*"] * is_emphatic


def _around(inner: str, mark: str) -> str:
    """The marks close to the words, the spaces outside; words that are marked so already stay as they are."""
    words = inner.strip()
    if _edge(words, mark) and _edge(words[::-1], mark):
        return inner
    start = inner[: len(inner) - len(inner.lstrip())]
    end = inner[len(inner.rstrip()) :]
    return f"{start}{mark}{words}{mark}{end}"


def _edge(words: str, mark: str) -> bool:
    stars = len(words) - len(words.lstrip("*"))
    return stars in {len(mark), 3}
