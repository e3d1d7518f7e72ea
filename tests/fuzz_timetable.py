"""Throws damaged documents at the timetable readers, by hand: `python tests/fuzz_timetable.py --seconds 30`.

Seeds are the reference timetable in every format. Mutations: bytes changed, cut out, doubled, spliced from another
seed, and single members of Office packages changed before they are zipped again. Promises: only `UnreadableDocument`
leaves the reader, what is read can be parsed, written as JSON and exported again, and one document takes at most ten
seconds. A document that breaks a promise is written to `build/fuzz/` with its traceback; the exit code is then 1.
"""

import argparse
import hashlib
import random
import sys
import time
import traceback
import zipfile
from collections import Counter
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from ramverk.core.timetable.reader import parse_timetable
from ramverk.formats.timetable_documents import UnreadableDocument, read_document
from ramverk.formats.timetable_documents.tests import documents
from ramverk.formats.timetable_export import FORMATS, export_timetable
from ramverk.formats.timetable_json import parse_timetable_json, write_timetable

ROOT = Path(__file__).parent.parent
STAMP = datetime(2018, 3, 1, tzinfo=UTC)
SLOW_SECONDS = 10.0


def seeds() -> list[bytes]:
    """The reference timetable in every format, and the other samples as text."""
    parts = documents.seed_parts()
    makers = (
        documents.as_html,
        documents.as_markdown,
        documents.as_docx,
        documents.as_xlsx,
        documents.as_csv,
        documents.as_pdf,
    )
    texts = [path.read_bytes() for path in sorted((ROOT / "tests/data/timetables").glob("*.txt"))]
    document = read_document(documents.SEED.read_bytes(), "")
    exports = [export_timetable(parse_timetable(document), to, stamp=STAMP, document=document) for to in FORMATS]
    return [*(maker(*parts) for maker in makers), *texts, *exports]


def mutate(data: bytes, pool: list[bytes], chance: random.Random) -> bytes:
    """One damaged document."""
    if data.startswith(b"PK") and chance.random() < 0.7:
        return mutate_member(data, pool, chance)
    changed = bytearray(data)
    for _round in range(chance.randint(1, 8)):
        at, size = chance.randrange(len(changed) + 1), chance.randint(1, 200)
        deed = chance.randrange(5)
        if deed == 0:
            changed[at : at + chance.randint(1, 4)] = chance.randbytes(chance.randint(1, 4))
        elif deed == 1:
            del changed[at : at + size]
        elif deed == 2:
            changed[at:at] = changed[at : at + size]
        elif deed == 3:
            other = chance.choice(pool)
            begin = chance.randrange(len(other))
            changed[at:at] = other[begin : begin + size]
        else:
            changed[at:at] = chance.choice([b"\0", b"\t", b"\n", b"30", b"<", b"&", b"\xff\xfe", b"9" * 30, b"(" * 50])
    return bytes(changed)


def mutate_member(data: bytes, pool: list[bytes], chance: random.Random) -> bytes:
    """An Office package with one damaged part, correctly zipped."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as changed:
        victim = chance.choice(archive.namelist())
        for name in archive.namelist():
            content = archive.read(name)
            changed.writestr(name, mutate(content, pool, chance) if name == victim else content)
    return out.getvalue()


def try_document(data: bytes, chance: random.Random) -> str:
    """Read, write, export; the outcome in a word. Raises whatever breaks a promise."""
    try:
        document = read_document(data, chance.choice(["", "a.txt", "a.csv", "a.md", "a.docx"]))
    except UnreadableDocument as refusal:
        return type(refusal).__name__
    timetable = parse_timetable(document, chance.choice([None, 2018]))
    written = write_timetable(timetable)
    if parse_timetable_json(written) != timetable:
        message = "JSON lost something"
        raise AssertionError(message)
    export_timetable(timetable, chance.choice(FORMATS), stamp=STAMP, document=document)
    return f"read as {document.format}"


def keep(data: bytes, reason: str) -> None:
    """Save a document that broke a promise."""
    folder = ROOT / "build/fuzz"
    folder.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256(data).hexdigest()[:16]
    (folder / name).write_bytes(data)
    (folder / f"{name}.reason.txt").write_text(reason)
    print(f"{folder / name}: {reason.strip().splitlines()[-1]}")  # noqa: T201 - a script for a terminal


def main() -> int:
    """Run for the time given; 1 when a promise was broken."""
    parser = argparse.ArgumentParser(description="Throw damaged documents at the timetable readers.")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)  # noqa: S311 - repeatable on purpose
    pool, outcomes, broken = seeds(), Counter[str](), 0
    end = time.monotonic() + arguments.seconds
    while time.monotonic() < end:
        data = mutate(chance.choice(pool), pool, chance)
        begin = time.monotonic()
        try:
            outcomes[try_document(data, chance)] += 1
        except Exception:  # noqa: BLE001 - what may leave here is what we look for
            broken += 1
            keep(data, traceback.format_exc())
        if time.monotonic() - begin > SLOW_SECONDS:
            broken += 1
            keep(data, f"slow: {time.monotonic() - begin:.1f} s")
    for outcome, count in outcomes.most_common():
        print(f"{count:7} {outcome}")  # noqa: T201 - a script for a terminal
    print(f"{broken:7} broken promises")  # noqa: T201 - a script for a terminal
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
