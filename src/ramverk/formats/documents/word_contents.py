"""The list of contents of a Word document: Word's own field, filled in from the start with links to the headings.

Word alone knows where its pages break, so page numbers come when the field is updated (F9, or when Word prints).
"""

from collections.abc import Iterator
from typing import Any, TypeAlias

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from ramverk.core.documents.model import Document, Heading

__all__ = ["add_contents", "mark_heading"]

Docx: TypeAlias = Any
_DEEPEST = 2
_FIELD = f' TOC \\o "1-{_DEEPEST}" \\h \\z \\u '


def add_contents(word: Docx, document: Document) -> None:
    """The list on a page of its own, each line a link to its heading. Nothing where there are no headings."""
    listed = list(_listed(document))
    if not listed:
        return
    title = word.add_paragraph()
    title.add_run().add_break(WD_BREAK.PAGE)
    words = title.add_run("Contents" if document.language == "en" else "Innehåll")
    words.bold, words.font.size = True, Pt(16)
    lines = [_line(word, heading, number) for number, heading in listed]
    first, last = lines[0]._p, lines[-1]._p  # noqa: SLF001 - the library has no word for a field
    for at, run in enumerate((_mark("begin"), _instruction(), _mark("separate"))):
        first.insert(at + 1, run)
    last.append(_mark("end"))
    word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def mark_heading(paragraph: Docx, number: int) -> None:
    """Give a heading the place that its line in the contents leads to. `number` is its place among all headings."""
    begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (begin, end):
        mark.set(qn("w:id"), str(number))
    begin.set(qn("w:name"), _place(number))
    element = paragraph._p  # noqa: SLF001
    element.insert(1 if element.pPr is not None else 0, begin)
    element.append(end)


def _listed(document: Document) -> Iterator[tuple[int, Heading]]:
    headings = (block for block in document.blocks if isinstance(block, Heading))
    return ((number, heading) for number, heading in enumerate(headings, 1) if heading.level <= _DEEPEST)


def _line(word: Docx, heading: Heading, number: int) -> Docx:
    paragraph = word.add_paragraph(style=_style(word, heading.level))
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), _place(number))
    link.set(qn("w:history"), "1")
    run, words = OxmlElement("w:r"), OxmlElement("w:t")
    words.text = heading.text
    run.append(words)
    link.append(run)
    paragraph._p.append(link)  # noqa: SLF001
    return paragraph


def _style(word: Docx, level: int) -> str:
    """Word's own style for the level; a template that has its own keeps it."""
    name = f"toc {level}"
    if name not in {style.name.lower() for style in word.styles}:
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        style.base_style = word.styles["Normal"]
        style.paragraph_format.left_indent = Mm(6 * (level - 1))
        style.paragraph_format.space_after = Pt(2)
        style.font.bold = level == 1
    return next(str(style.name) for style in word.styles if style.name.lower() == name)


def _place(number: int) -> str:
    return f"_Toc{number:06d}"


def _mark(kind: str) -> Any:
    run, mark = OxmlElement("w:r"), OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    run.append(mark)
    return run


def _instruction() -> Any:
    run, words = OxmlElement("w:r"), OxmlElement("w:instrText")
    words.set(qn("xml:space"), "preserve")
    words.text = _FIELD
    run.append(words)
    return run
