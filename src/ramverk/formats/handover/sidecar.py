"""A document's files for a case system: common names and a JSON beside them that says what they are.

Few case systems have an open way in; what they all take is a file and its description. The register, the agenda and
the signing stay theirs.
"""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

__all__ = ["CaseFile", "CaseFiles", "file_stem", "write_case_files", "write_sidecar"]

_STAMP = (1980, 1, 1, 0, 0, 0)
"""Files in our packages carry no time of their own: the same content is the same bytes."""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One file by its ending: `pdf`, `docx`."""

    ending: str
    content: bytes


@dataclass(frozen=True, slots=True)
class CaseFiles:
    """A document on its way to a case. `day` is the meeting's, or the day it was made; empty words are left null."""

    kind: str
    title: str
    body: str
    body_name: str
    day: date
    version: int
    edition: str
    checksum: str
    register_number: str = ""
    paragraph: str = ""
    secrecy: str = ""


def file_stem(about: CaseFiles) -> str:
    """`2018-06-05_KS_mal-och-budget-2019-2021_v3`: letters a-z, digits, so that any system takes it."""
    return f"{about.day.isoformat()}_{_plain(about.body).upper() or 'KOMMUN'}_{_plain(about.title)}_v{about.version}"


def _plain(text: str) -> str:
    bare = normalize("NFKD", text.replace("–", "-")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-")[:60].strip("-")


def write_sidecar(about: CaseFiles, files: Sequence[CaseFile]) -> bytes:
    """The JSON. The first file is the document, the rest its attachments; numbers that come back are null till then."""
    stem = file_stem(about)
    content = {
        "diarienummer": about.register_number or None,
        "handlingstyp": about.kind,
        "rubrik": about.title,
        "namnd": about.body or None,
        "namnd_namn": about.body_name or None,
        "sammantrade": about.day.isoformat(),
        "paragraf": about.paragraph or None,
        "edition": about.edition or None,
        "version": about.version,
        "kontrollsumma": about.checksum or None,
        "sekretess": about.secrecy or None,
        "fil": f"{stem}.{files[0].ending}" if files else None,
        "sha256": hashlib.sha256(files[0].content).hexdigest() if files else None,
        "bilagor": [
            {"fil": f"{stem}.{one.ending}", "sha256": hashlib.sha256(one.content).hexdigest()} for one in files[1:]
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def write_case_files(about: CaseFiles, files: Sequence[CaseFile]) -> bytes:
    """A zip with the files and the sidecar, all under one stem."""
    stem = file_stem(about)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for one in files:
            package.writestr(zipfile.ZipInfo(f"{stem}.{one.ending}", _STAMP), one.content, zipfile.ZIP_DEFLATED)
        package.writestr(zipfile.ZipInfo(f"{stem}.json", _STAMP), write_sidecar(about, files), zipfile.ZIP_DEFLATED)
    return out.getvalue()
