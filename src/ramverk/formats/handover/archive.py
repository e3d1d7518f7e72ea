"""A whole round as one zip that can be opened and verified without Ramverk: sums, data, documents, the trail.

Inside lie `LAS-MIG.txt`, `manifest.json`, `SHA256SUMS` (checked with `sha256sum -c`), `verifiera.py` (the standard
library alone), the documents with their sidecars, the data, and `spar/spar.jsonl`: the chain of deeds. A deed that is
not for the archive stands there with its number and hashes only, so that the chain holds and nothing of it is told.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

__all__ = ["About", "ArchiveWriter", "Link", "trail_lines", "write_trail"]

_STAMP = (1980, 1, 1, 0, 0, 0)
FORMAT = "ramverk.arkiv/1"


@dataclass(frozen=True, slots=True)
class About:
    """Whose package it is, of what, and when it was made (ISO time)."""

    municipality: str
    round: str
    budget_year: int
    made_at: str
    made_by: str
    left_out: tuple[str, ...] = ()
    """What is not in it, and why, one sentence each."""


@dataclass(frozen=True, slots=True)
class Link:
    """One deed of the chain. `content` is None where only its place in the chain is told."""

    number: int
    previous_hash: str
    hash: str
    content: Mapping[str, Any] | None


@dataclass(slots=True)
class _Kept:
    path: str
    title: str
    kind: str
    size: int
    sha256: str


@dataclass(slots=True)
class ArchiveWriter:
    """Writes a package file by file, so that a long round is never in memory twice."""

    about: About
    _out: io.BytesIO = field(default_factory=io.BytesIO)
    _zip: zipfile.ZipFile | None = None
    _kept: list[_Kept] = field(default_factory=list)

    def add(self, path: str, content: bytes, title: str, kind: str) -> None:
        """One file. Raises ValueError for a path that is taken or would leave the package."""
        parts = path.split("/")
        if path.startswith("/") or "\\" in path or any(part in {"", ".", ".."} for part in parts):
            raise ValueError(f"not a path inside the package: {path!r}")
        if any(one.path == path for one in self._kept):
            raise ValueError(f"the package has {path!r} already")
        self._write(path, content)
        self._kept.append(_Kept(path, title, kind, len(content), hashlib.sha256(content).hexdigest()))

    def add_trail(self, links: Iterable[Link]) -> tuple[int, str]:
        """The chain of deeds; answers its last number and hash."""
        known = list(links)
        self.add("spar/spar.jsonl", write_trail(known), "Spåret: varje handling, länkad till den före", "trail")
        return (known[-1].number, known[-1].hash) if known else (0, "0" * 64)

    def close(self, last: tuple[int, str]) -> bytes:
        """The whole package: README, recipe, manifest and sums are written last."""
        self.add("LAS-MIG.txt", read_me(self.about).encode(), "Läs mig", "readme")
        recipe = files("ramverk.formats.handover").joinpath("verifiera.py.txt").read_bytes()
        self.add("verifiera.py", recipe, "Kontroll utan Ramverk", "recipe")
        manifest = {
            "format": FORMAT,
            "kommun": self.about.municipality,
            "omgang": self.about.round,
            "budgetar": self.about.budget_year,
            "gjord": self.about.made_at,
            "gjord_av": self.about.made_by,
            "utelamnat": list(self.about.left_out),
            "spar": {"sista_nummer": last[0], "sista_hash": last[1]},
            "filer": [
                {"fil": one.path, "rubrik": one.title, "slag": one.kind, "storlek": one.size, "sha256": one.sha256}
                for one in self._kept
            ],
        }
        text = (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
        self.add("manifest.json", text, "Förteckning", "manifest")
        sums = "".join(f"{one.sha256}  {one.path}\n" for one in sorted(self._kept, key=lambda one: one.path))
        self._write("SHA256SUMS", sums.encode())
        if self._zip is not None:
            self._zip.close()
        return self._out.getvalue()

    def _write(self, path: str, content: bytes) -> None:
        if self._zip is None:
            self._zip = zipfile.ZipFile(self._out, "w", zipfile.ZIP_DEFLATED)
        self._zip.writestr(zipfile.ZipInfo(path, _STAMP), content, zipfile.ZIP_DEFLATED)


def write_trail(links: Iterable[Link]) -> bytes:
    """One link a line; `trail_lines` reads them back."""
    return b"".join(map(_line, links))


def _line(link: Link) -> bytes:
    row: dict[str, Any] = {"number": link.number, "previous_hash": link.previous_hash, "hash": link.hash}
    if link.content is not None:
        row["content"] = link.content
    return (json.dumps(row, sort_keys=True, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def trail_lines(content: bytes) -> Iterator[Link]:
    """The links of `spar/spar.jsonl`."""
    for line in filter(None, content.decode().split("\n")):  # JSON may hold other signs that end a line
        row = json.loads(line)
        yield Link(row["number"], row["previous_hash"], row["hash"], row.get("content"))


def read_me(about: About) -> str:
    """The README in plain Swedish."""
    left_out = "\n".join(f"- {sentence}" for sentence in about.left_out) or "- Inget."
    return f"""ARKIVPAKET: {about.round}
{about.municipality}, budgetår {about.budget_year}
Gjort {about.made_at} av {about.made_by}

VAD SOM LIGGER HÄR
- handlingar/  Varje fryst handling i en egen mapp: innehållet (innehall.json), handlingen som PDF/A där den är en
               PDF, dess bilagor, och en beskrivning för ärendesystemet.
- data/        Varje fryst utgåva av budgeten: alla ändringar (utgava.json) och tabeller som CSV, beskrivna i
               datapackage.json. Belopp i CSV är kronor, i JSON ören.
- beslut/      Besluten med att-satser, röstetal och reservationer, som JSON och CSV.
- spar/        Spåret: en rad för varje handling i systemet, i ordning. Varje rad bär kontrollsumman av raden före.
- manifest.json  Förteckning över allt, med rubrik, slag, storlek och kontrollsumma.
- SHA256SUMS     Kontrollsummor för alla filer utom denna.
- verifiera.py   Kontrollerar summorna och spåret. Behöver bara Python 3, inget annat.

SÅ KONTROLLERAR DU PAKETET
Packa upp det och skriv i mappen:

    sha256sum -c SHA256SUMS

Varje rad ska sluta med OK. För att också kontrollera spåret:

    python3 verifiera.py

Programmet räknar om varje kontrollsumma. Spåret kontrolleras så: för varje rad med innehåll är
hash = SHA-256 av (föregående rads hash + radbrytning + innehållet som JSON med sorterade nycklar, utan blanktecken,
UTF-8), och previous_hash är alltid hash på raden före. Har någon ändrat, lagt till eller tagit bort något märks det.
Jämför också sista_hash i manifest.json med den som kommunen har sparat på annat håll.

VAD SOM INTE LIGGER HÄR
{left_out}
"""
