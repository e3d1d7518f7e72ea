"""A PDF's structure tree as a screen reader walks it: the checks of PDF/UA that no engine's word is taken for."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1, stream_value

STANDARD = {
    "Document", "Part", "Sect", "Div", "P", "H", "H1", "H2", "H3", "H4", "H5",
    "H6", "L", "LI", "Lbl", "LBody", "Table",
    "TR", "TH", "TD", "THead", "TBody", "TFoot", "Caption", "Figure", "TOC",
    "TOCI", "Span", "Link", "NonStruct", "Note",
    "Reference", "Title", "Code", "Strong", "Em",
}  # fmt: skip


@dataclass
class Node:
    """One element: its role after the role map, alternative text, attributes, and what lies in it."""

    role: str
    alt: str
    attributes: dict[str, Any]
    children: list["Node"]

    @property
    def scope(self) -> str:
        """What a header cell is the head of: its column or its row."""
        return _name(self.attributes.get("Scope")) if self.role == "TH" else ""

    def walk(self) -> Iterator["Node"]:
        """The element and everything in it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


class Read:
    """A PDF's catalogue, its tree and its metadata."""

    def __init__(self, content: bytes) -> None:
        self.document = PDFDocument(PDFParser(io.BytesIO(content)))
        self.catalogue = self.document.catalog
        root = resolve1(self.catalogue["StructTreeRoot"])
        self.roles = {key: _name(value) for key, value in (resolve1(root.get("RoleMap")) or {}).items()}
        self.nodes = [node for top in _listed(root["K"]) for node in self._node(top)]
        self.metadata = stream_value(self.catalogue["Metadata"]).get_data().decode()

    def _node(self, found: Any) -> list[Node]:
        element = resolve1(found)
        if not isinstance(element, dict) or "S" not in element:
            return []
        children = [node for child in _listed(element.get("K")) for node in self._node(child)]
        role = _name(element["S"])
        attributes: dict[str, Any] = {}
        for held in _listed(element.get("A")):
            attributes |= resolve1(held)
        return [Node(self.roles.get(role, role), _text(element.get("Alt")), attributes, children)]

    def all(self, *roles: str) -> list[Node]:
        """Every element of these roles (of any, where none is named), in reading order."""
        return [node for top in self.nodes for node in top.walk() if not roles or node.role in roles]


def _listed(value: Any) -> list[Any]:
    found = resolve1(value)
    if found is None:
        return []
    return found if isinstance(found, list) else [found]


def _name(value: Any) -> str:
    name = getattr(resolve1(value), "name", "")
    return name.decode() if isinstance(name, bytes) else str(name)


def _text(value: Any) -> str:
    raw = resolve1(value)
    if not isinstance(raw, bytes):
        return ""
    return raw.decode("utf-16") if raw.startswith((b"\xfe\xff", b"\xff\xfe")) else raw.decode("latin-1")


def faults(content: bytes) -> list[str]:
    """What keeps somebody out, in words; empty for a PDF that everybody can read (ISO 14289-1, the checkable part)."""
    read = Read(content)
    found = []
    if resolve1(read.catalogue.get("MarkInfo"), {}).get("Marked") is not True:
        found.append("not marked as tagged")
    language = resolve1(read.catalogue.get("Lang"))
    if not language:
        found.append("no language")
    if resolve1(read.catalogue.get("ViewerPreferences"), {}).get("DisplayDocTitle") is not True:
        found.append("the window shows the file's name, not the title")
    wanted = ("<pdfuaid:part>1</pdfuaid:part>", "<pdfaid:part>3</pdfaid:part>", "<pdfaid:conformance>A")
    found += [f"the metadata lacks {words}" for words in wanted if words not in read.metadata]
    if "<dc:title>" not in read.metadata:
        found.append("the metadata has no title")
    found += [f"a role nobody knows: {node.role}" for node in read.all() if node.role not in STANDARD]
    found += _headings(read) + _tables(read)
    found += ["a figure without alternative text" for node in read.all("Figure") if not node.alt.strip()]
    return found


def _headings(read: Read) -> list[str]:
    found, last = [], 0
    for node in read.all("H1", "H2", "H3", "H4", "H5", "H6"):
        level = int(node.role[1])
        if level > last + 1:
            found.append(f"heading level {level} after {last}")
        last = level
    return found


def _tables(read: Read) -> list[str]:
    found = []
    for table in read.all("Table"):
        rows = [node for node in table.walk() if node.role == "TR"]
        heads = [node for node in table.walk() if node.role == "TH"]
        if not heads:
            found.append("a table without header cells")
        found += [
            f"a head without its scope: {one.scope or 'none'}" for one in heads if one.scope not in {"Column", "Row"}
        ]
        body = [row for part in table.walk() if part.role == "TBody" for row in part.children]
        found += ["a row whose first cell is no head" for row in body if row.children[0].scope != "Row"]
        # A tie to some heads by name hides the others from those who go by scope.
        found += [
            "a cell that is tied to its column alone"
            for row in body
            for one in row.children
            if "Headers" in one.attributes
        ]
        widths = {len([cell for cell in row.children if cell.role in {"TH", "TD"}]) for row in rows}
        if len(widths) > 1:
            found.append(f"a table with rows of {sorted(widths)} cells")
    return found
