"""What Word's styles and numbering make of a paragraph: heading, bullet, or numbered with which number."""

import re
from collections import defaultdict

from ramverk.formats.timetable_documents.xml_parts import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TRANSITIONAL, STRICT = W[1:-1].encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
"""The two names that Word's vocabulary goes by; the second is written by "Strict Open XML"."""
_HEADING_NAME = re.compile(r"(?:heading|rubrik) ?\d|title|rubrik|subtitle|underrubrik", re.IGNORECASE)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LEVELS = 9


def is_on(toggle: Element | None) -> bool:
    """Whether a property such as w:strike is present and not switched off."""
    return toggle is not None and toggle.get(f"{W}val", "1") not in {"0", "false", "off", "none"}


class WordStyles:
    """Looks up styles and keeps count of numbered lists while a document is read in order."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        """Take the roots of styles.xml and numbering.xml, where the package has them."""
        found = [] if styles is None else styles.findall(f"{W}style")
        self._styles = {style.get(f"{W}styleId", ""): style for style in found}
        self._abstract: dict[str, Element] = {}
        self._numbers: dict[str, str] = {}
        self._counts: dict[str, list[int]] = defaultdict(lambda: [0] * _LEVELS)
        if numbering is not None:
            self._abstract = {item.get(f"{W}abstractNumId", ""): item for item in numbering.findall(f"{W}abstractNum")}
            self._numbers = {
                item.get(f"{W}numId", ""): _value(item, "abstractNumId") for item in numbering.findall(f"{W}num")
            }

    def role_and_marker(self, paragraph: Element) -> tuple[str, str]:
        """The role of a paragraph and the marker a reader sees before it, such as "• " or "3. "."""
        marker = self._marker(paragraph)
        if self._is_heading(paragraph):
            return "heading", "" if marker.strip() == "•" else marker
        if not marker:
            return "", ""
        return ("bullet" if marker.strip() == "•" else "numbered"), marker

    def _chain(self, paragraph: Element) -> list[Element]:
        """The properties that hold for a paragraph: its own, then those of its style and the styles beneath."""
        own = paragraph.find(f"{W}pPr")
        chain = [] if own is None else [own]
        style_id = "" if own is None else _value(own, "pStyle")
        seen: set[str] = set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            style = self._styles[style_id]
            properties = style.find(f"{W}pPr")
            if properties is not None:
                chain.append(properties)
            style_id = _value(style, "basedOn")
        return chain

    def _is_heading(self, paragraph: Element) -> bool:
        style = self._styles.get(_value(paragraph.find(f"{W}pPr"), "pStyle"))
        if style is not None and _HEADING_NAME.match(_value(style, "name")):
            return True
        levels = [_value(properties, "outlineLvl") for properties in self._chain(paragraph)]
        return next((level for level in levels if level), "9") != "9"

    def _marker(self, paragraph: Element) -> str:
        numbering = [item for item in (chain.find(f"{W}numPr") for chain in self._chain(paragraph)) if item is not None]
        number = next((_value(item, "numId") for item in numbering if _value(item, "numId")), "")
        depth = next((_value(item, "ilvl") for item in numbering if _value(item, "ilvl")), "0")
        abstract = self._abstract.get(self._numbers.get(number, ""))
        if abstract is None or not depth.isdecimal() or int(depth) >= _LEVELS:
            return ""
        level = int(depth)
        form = _level(abstract, level)
        if form is None or _value(form, "numFmt") in {"bullet", ""}:
            return "  " * level + "• "
        return "  " * level + self._count(number, abstract, level)

    def _count(self, number: str, abstract: Element, level: int) -> str:
        counts = self._counts[number]
        counts[level] += 1
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        text = _value(_level(abstract, level), "lvlText") or f"%{level + 1}."
        for index in range(level + 1):
            form = _level(abstract, index)
            start = _value(form, "start") or "1"
            value = max(counts[index], 1) + (int(start) - 1 if start.isdecimal() and len(start) < 6 else 0)
            text = text.replace(f"%{index + 1}", _figure(value, _value(form, "numFmt")))
        return text + " "


def _level(abstract: Element, level: int) -> Element | None:
    return next((item for item in abstract.findall(f"{W}lvl") if item.get(f"{W}ilvl") == str(level)), None)


def _value(parent: Element | None, name: str) -> str:
    child = None if parent is None else parent.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")


def _figure(value: int, form: str) -> str:
    if form.endswith("Letter") and value <= len(_LETTERS):
        letter = _LETTERS[value - 1]
        return letter.upper() if form.startswith("upper") else letter
    if form.endswith("Roman") and value < 40:
        roman = "".join(_roman(value))
        return roman.upper() if form.startswith("upper") else roman
    return str(value)


def _roman(value: int) -> list[str]:
    parts = []
    for worth, sign in _ROMAN:
        while value >= worth:
            parts.append(sign)
            value -= worth
    return parts
