"""A municipality's mark (logo) and its own Word template, looked into before they stand on every document."""

import io
import re
import zipfile
from typing import Any

from lxml import etree

from ramverk.core.findings import Finding, Severity
from ramverk.formats.documents.pictures import UnusablePicture, fit_picture
from ramverk.formats.timetable_documents.archives import check_archive
from ramverk.formats.timetable_documents.errors import UnreadableDocument

__all__ = ["STYLES", "UnusableMark", "check_template", "fit_logo", "plain_template"]

_LARGEST_LOGO = 1_048_576
_LARGEST_TEMPLATE = 5 * 1_048_576
_SVG = "http://www.w3.org/2000/svg"
_FORBIDDEN = {
    "script",
    "foreignObject",
    "iframe",
    "image",
    "use",
    "animate",
    "set",
    "animateTransform",
    "animateMotion",
}
"""What runs, moves, or fetches something from elsewhere."""
STYLES = ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Caption", "List Bullet", "List Number")
"""The styles of Word that a document is written with; the names are Word's own in every language."""


class UnusableMark(ValueError):
    """The mark cannot be used; the message says why and what to do, in Swedish."""


def fit_logo(content: bytes, name: str) -> tuple[bytes, str]:
    """The mark as bytes and media type. Raises `UnusableMark`."""
    if len(content) > _LARGEST_LOGO:
        size = f"{len(content) / 1_048_576:.1f}".replace(".", ",")
        raise UnusableMark(f"Filen ”{name}” är på {size} MB; gränsen för en logotyp är 1 MB. Spara den mindre.")
    if content.startswith((b"\x89PNG", b"\xff\xd8\xff")):
        try:
            return fit_picture(content, name)
        except UnusablePicture as unusable:
            raise UnusableMark(str(unusable)) from unusable
    return _svg(content, name), "image/svg+xml"


def _svg(content: bytes, name: str) -> bytes:
    if re.search(rb"<!\s*(?:DOCTYPE|ENTITY)", content, re.IGNORECASE):
        raise UnusableMark(f"Filen ”{name}” har en dokumenttyp. Spara den som ”vanlig SVG” och försök igen.")
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        root: Any = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise UnusableMark(
            f"Filen ”{name}” är varken PNG, JPEG eller läsbar SVG. Välj logotypen i något av de formaten."
        ) from error
    if root.tag != f"{{{_SVG}}}svg":
        raise UnusableMark(f"Filen ”{name}” är ingen SVG-bild. Välj logotypen som SVG, PNG eller JPEG.")
    for part in root.iter():
        tag = etree.QName(part).localname if isinstance(part.tag, str) else "instruction"
        outside = [
            value for attribute, value in part.attrib.items()
            if str(attribute).rpartition("}")[2].lower().startswith("on")
            or (str(attribute).endswith("href") and not str(value).startswith("#"))
            or ("url(" in str(value) and not re.search(r"url\(['\"]?#", str(value)))
        ]  # fmt: skip
        if (
            tag in _FORBIDDEN
            or tag == "instruction"
            or outside
            or (tag == "style" and re.search(r"@import|url\(", part.text or ""))
        ):
            raise UnusableMark(
                f"SVG-filen ”{name}” innehåller något som körs eller hämtas utifrån ({tag}). Spara den som ”vanlig "
                "SVG” med bara former, eller som PNG."
            )
    if not root.get("viewBox") and not (root.get("width") and root.get("height")):
        raise UnusableMark(f"SVG-filen ”{name}” säger inte hur stor den är (viewBox saknas). Spara om den.")
    return bytes(etree.tostring(root))


def check_template(content: bytes, name: str) -> list[Finding]:
    """Whether a Word file can be the template of documents. What blocks makes it unusable; the rest is good to know."""
    if len(content) > _LARGEST_TEMPLATE:
        size = f"{len(content) / 1_048_576:.0f}"
        return [
            _unusable(f"Mallen ”{name}” är på {size} MB; gränsen är 5 MB. Ta bort stora bilder ur den.", "too large")
        ]
    try:
        check_archive(content, "Word")
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = set(archive.namelist())
    except (UnreadableDocument, zipfile.BadZipFile):
        return [
            _unusable(
                f"Mallen ”{name}” går inte att öppna: den är skadad, låst eller ingen Word-fil (.docx, .dotx). Öppna "
                "den i Word, spara den på nytt som .docx och försök igen.",
                "cannot be opened",
            )
        ]
    if any(member.lower().endswith("vbaproject.bin") for member in members):
        return [
            _unusable(f"Mallen ”{name}” innehåller makron. Spara den utan makron (.docx) och försök igen.", "macros")
        ]
    if "word/document.xml" not in members or "[Content_Types].xml" not in members:
        return [
            _unusable(f"Filen ”{name}” är inget Word-dokument. Välj kommunens Word-mall (.docx, .dotx).", "not Word")
        ]
    return _look_into(content, name)


def _look_into(content: bytes, name: str) -> list[Finding]:
    from docx import Document

    try:
        word = Document(io.BytesIO(plain_template(content)))
        names = {style.name for style in word.styles}
        tags = sorted(set(re.findall(r"\{[{%].*?[}%]\}", "\n".join(part.text for part in word.paragraphs))))
        _ = word.sections[0].footer.paragraphs
    except Exception as error:  # noqa: BLE001 - whatever the library stumbles over, to the owner the template is broken
        reason = type(error).__name__
        return [
            _unusable(f"Mallen ”{name}” är trasig inuti ({reason}). Öppna den i Word och spara den på nytt.", reason)
        ]
    found = []
    missing = [style for style in STYLES if style not in names]
    if missing:
        found.append(
            Finding(
                "template.styles_missing", Severity.WARNING,
                message=f"Mallen ”{name}” saknar formatmallarna {', '.join(missing)}. Dokumenten får Words vanliga i "
                "stället. Lägg till dem i mallen om de ska se ut på ert sätt.",
                message_en=f"The template “{name}” lacks the styles {', '.join(missing)}; Word's own are used.",
            )
        )  # fmt: skip
    if tags:
        found.append(
            Finding(
                "template.unknown_tags", Severity.WARNING,
                message=f"Mallen ”{name}” innehåller fälten {', '.join(tags)}, som inte fylls i. De står kvar.",
                message_en=f"The template “{name}” holds the fields {', '.join(tags)}, which are not filled in.",
            )
        )  # fmt: skip
    return found


def plain_template(content: bytes) -> bytes:
    """A Word template (.dotx) as the document (.docx) it is the template of; a document as it is."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        types = archive.read("[Content_Types].xml")
        if b"wordprocessingml.template.main+xml" not in types:
            return content
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            for member in archive.infolist():
                data = archive.read(member)
                if member.filename == "[Content_Types].xml":
                    data = types.replace(b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml")
                made.writestr(member, data)
    return out.getvalue()


def _unusable(message: str, reason: str) -> Finding:
    return Finding(
        "template.unusable", Severity.ERROR, message=message, message_en=f"The template cannot be used: {reason}.",
        blocks=True,
    )  # fmt: skip
