"""A saved answer, or a zip of many, as pages: how figures come in where there is no way out to the source."""

import io
import zipfile
from collections.abc import Iterator

from ramverk.formats.kolada.decoding import kind_of, read_answer
from ramverk.formats.kolada.errors import SourceFault, not_json
from ramverk.formats.kolada.shapes import Answer

_MOST_UNPACKED = 512 * 1024 * 1024
_MOST_RATIO = 200


def read_file(data: bytes) -> Iterator[Answer]:
    """The answers in a file. Raises SourceFault."""
    if not data.startswith(b"PK\x03\x04"):
        yield read_answer(data, kind_of(data))
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if member.filename.endswith(".json")]
            unpacked = sum(member.file_size for member in members)
            if unpacked > _MOST_UNPACKED or unpacked > _MOST_RATIO * max(len(data), 1):
                raise SourceFault(
                    "too_large",
                    "Zip-filen är orimligt stor när den packas upp. Dela den i flera.",
                    "The zip file is unreasonably large when unpacked. Split it.",
                )
            for member in sorted(members, key=lambda one: one.filename):
                part = archive.read(member)
                yield read_answer(part, kind_of(part))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise not_json(str(error)) from error
