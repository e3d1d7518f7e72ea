"""Files people upload: measured, looked into, given a safe name, and only then stored."""

import io
import re
import unicodedata
import zipfile
from pathlib import PurePosixPath, PureWindowsPath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from ramverk.apps.trail.actions.freeze import NamedFile, store
from ramverk.apps.trail.models import StoredFile
from ramverk.apps.trail.verdicts import Invalid

_BY_START = (
    (b"%PDF-", "application/pdf", ("pdf",)),
    (b"\x89PNG\r\n\x1a\n", "image/png", ("png",)),
    (b"\xff\xd8\xff", "image/jpeg", ("jpg", "jpeg")),
    (b"PK\x03\x04", "application/zip", ("zip",)),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage", ("doc", "xls", "ppt", "msg")),
)
_BY_MEMBER = (
    ("word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ("docx",)),
    ("xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ("xlsx",)),
    ("ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation", ("pptx",)),
)
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": ("odt",),
    b"application/vnd.oasis.opendocument.spreadsheet": ("ods",),
    b"application/vnd.oasis.opendocument.presentation": ("odp",),
}
_TEXT = {"txt": "text/plain", "csv": "text/csv", "md": "text/markdown", "ics": "text/calendar"}
_NAME_LENGTH = 120


def safe_name(name: str) -> str:
    """The file's own name without path, control characters and what file systems and headers stumble over."""
    bare = PureWindowsPath(PurePosixPath(unicodedata.normalize("NFC", name)).name).name
    clean = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in bare)
    clean = re.sub(r'[<>:"/\\|?*;]+', "-", clean)
    clean = re.sub(r"\s+", " ", clean).strip(" .")
    if len(clean) > _NAME_LENGTH:
        stem, dot, ending = clean.rpartition(".")
        clean = f"{stem[: _NAME_LENGTH - len(ending) - 1]}{dot}{ending}" if stem else clean[:_NAME_LENGTH]
    return clean or _("fil utan namn")


def look_into(content: bytes, name: str) -> str:
    """The media type that the bytes themselves show; `Invalid` where they are of no kind we keep, or not what the
    name says.
    """
    media_type, endings = _kind_of(content, name)
    ending = name.rpartition(".")[2].casefold()
    if ending not in endings:
        raise Invalid(
            _("Filen ”%(name)s” innehåller något annat än namnet säger (%(found)s). Byt ändelse eller välj rätt fil.")
            % {"name": name, "found": " / ".join(endings)}
        )
    return media_type


def _kind_of(content: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    for start, media_type, endings in _BY_START:
        if content.startswith(start):
            return _kind_of_archive(content, name) if endings == ("zip",) else (media_type, endings)
    ending = name.rpartition(".")[2].casefold()
    if ending in _TEXT and _is_text(content):
        return _TEXT[ending], (ending,)
    raise Invalid(
        _(
            "Filen ”%s” är av ett slag som inte tas emot. Välj en PDF, ett Word-, Excel-, PowerPoint- eller "
            "OpenDocument-dokument, en bild (PNG, JPEG) eller en textfil."
        )
        % name
    )


def _kind_of_archive(content: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Office documents are archives; only their list of members is read, nothing is unpacked but a short label."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.namelist()
            label = archive.open("mimetype").read(100) if "mimetype" in members else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise Invalid(
            _("Filen ”%s” går inte att öppna: den är skadad. Spara om den och försök igen.") % name
        ) from error
    if any(member.casefold().endswith("vbaproject.bin") for member in members):
        raise Invalid(_("Filen ”%s” innehåller makron. Spara den utan makron och försök igen.") % name)
    if label in _OPEN_DOCUMENT:
        return label.decode(), _OPEN_DOCUMENT[label]
    for folder, media_type, endings in _BY_MEMBER:
        if any(member.startswith(folder) for member in members):
            return media_type, endings
    raise Invalid(_("Filen ”%s” är ett arkiv. Bifoga filerna var för sig, så att alla kan läsa dem.") % name)


def _is_text(content: bytes) -> bool:
    if b"\x00" in content:
        return False
    try:
        content.decode()
    except UnicodeDecodeError:
        return not any(byte < 9 or 13 < byte < 32 for byte in content)  # Swedish text in an older encoding
    return True


def keep_upload(upload: UploadedFile[bytes]) -> NamedFile:
    """Store an uploaded file, or raise `Invalid` with what is wrong and how to mend it."""
    name = safe_name(upload.name or "")
    limit: int = settings.UPLOAD_LIMIT_BYTES
    if (upload.size or 0) > limit:
        words = {"name": name, "size": (upload.size or 0) // 1_048_576, "limit": limit // 1_048_576}
        raise Invalid(
            _("Filen ”%(name)s” är på %(size)s MB; gränsen är %(limit)s MB. Dela upp eller komprimera den.") % words
        )
    content = upload.read()
    return keep_bytes(name, content)


def keep_bytes(name: str, content: bytes) -> NamedFile:
    """Store bytes under a name, with the same demands as on an upload."""
    if not content:
        raise Invalid(_("Filen ”%s” är tom.") % name)
    return NamedFile(store(content), name, look_into(content, name))


def download(file: StoredFile, name: str, media_type: str) -> HttpResponse:
    """The bytes as a file to save: the browser neither guesses its kind nor runs anything in it."""
    response = HttpResponse(bytes(file.content), content_type=media_type)
    response.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
