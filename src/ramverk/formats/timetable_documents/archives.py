"""Opening the zip packages that Word and Excel write, without being harmed by them."""

import lzma
import re
import zipfile
import zlib
from io import BytesIO

from ramverk.formats.timetable_documents.errors import CorruptDocument, LockedDocument, TooLargeDocument, UnsafeDocument

MAX_UNPACKED = 100_000_000
MAX_MEMBERS = 5_000
MAX_RATIO = 200
_ENCRYPTED = 0x1
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_XML = (".xml", ".rels", ".vml")


def check_archive(data: bytes, what: str) -> None:
    """Refuse a package that is locked, damaged, or swells beyond reason, before any library unpacks it.

    The sizes that a zip states can lie, so every XML part is unpacked here, in steps, under one common limit. Office
    packages never declare a document type; one that does is an attempt at an entity bomb or at reading our files.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_members(archive, archive.infolist())
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, ValueError) as error:
        raise CorruptDocument(what) from error


def _check_members(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise UnsafeDocument
    unpacked = 0
    for member in members:
        if member.flag_bits & _ENCRYPTED:
            raise LockedDocument
        if member.file_size > MAX_UNPACKED or (member.file_size > 1_000_000 and _ratio(member) > MAX_RATIO):
            raise UnsafeDocument
        if member.filename.lower().endswith(_XML):
            unpacked += _check_xml(archive, member, MAX_UNPACKED - unpacked)


def _ratio(member: zipfile.ZipInfo) -> float:
    return member.file_size / max(member.compress_size, 1)


def _check_xml(archive: zipfile.ZipFile, member: zipfile.ZipInfo, room: int) -> int:
    """Unpack one part and give its size. Null bytes are taken out so that UTF-16 hides nothing."""
    size, tail = 0, b""
    with archive.open(member) as stream:
        while block := stream.read(1 << 20):
            size += len(block)
            if size > room:
                raise TooLargeDocument.of_bytes(None, MAX_UNPACKED)
            block = tail + block.replace(b"\0", b"")
            if _DECLARATION.search(block):
                raise UnsafeDocument
            tail = block[-40:]
    return size
