"""`ramverk archive`: write the newest round's archive package, and verify one without the database.

Exit codes: 0 written, or everything holds; 1 a package that does not hold; 2 wrong use, or nothing to write of.
"""

import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Annotated

import typer

from ramverk.formats.handover.archive import Link, trail_lines
from ramverk.web.patience import patience
from ramverk.web.timetable_commands import Language, check_choices
from ramverk.web.usage import SwedishCommand, SwedishGroup, fail, fail_on_empty_database

app = typer.Typer(no_args_is_help=True, cls=SwedishGroup, help="Write and verify archive packages.")

Out = Annotated[str, typer.Option("--out", metavar="FILE", help="Where to write it.", show_default=False)]
Package = Annotated[str, typer.Argument(metavar="FILE", help="The package, a zip file.", show_default=False)]


@app.callback()
def archive() -> None:
    """Write and verify archive packages."""


@app.command(cls=SwedishCommand)
def write(out: Out, lang: Language = "sv") -> None:
    """Write the newest round: documents, data, decisions and the trail."""
    check_choices("table", lang)
    _set_up()
    from django.db import DatabaseError

    from ramverk.apps.organisation.actor import Actor
    from ramverk.apps.publishing.contents.archive import write_round
    from ramverk.apps.publishing.queries.open_book import public_round
    from ramverk.apps.trail import clock
    from ramverk.apps.trail.actions.record import record

    clock.load_offset()
    try:
        in_round = public_round()
        if in_round is None:
            fail("Det finns ingen omgång att arkivera än.", "There is no round to archive yet.", lang)
        with patience("ramverk archive write"):
            content, (number, last) = write_round(in_round, clock.now(), "ramverk archive write", lambda *_all: None)
        digest = hashlib.sha256(content).hexdigest()
        _keep(out, content, lang)
        actor = Actor(person_id=None, name="ramverk archive write", is_signed_in=False)
        record(actor, "publishing.archive_round", in_round, after={"sha256": digest, "last_hash": last})
    except DatabaseError:
        fail_on_empty_database(lang)
    typer.echo(f"{out}: {len(content)} byte, SHA-256 {digest}")
    typer.echo(f"spar: {number} {last}" if lang == "sv" else f"trail: {number} {last}")


@app.command(cls=SwedishCommand)
def verify(file: Package, lang: Language = "sv") -> None:
    """Check a package's sums and its chain of deeds; needs no database."""
    check_choices("table", lang)
    try:
        faults, files, links = _faults(Path(file).read_bytes())
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        fail(f"{file}: går inte att läsa som arkivpaket ({error}).", f"{file}: is no archive package ({error}).", lang)
    for fault in faults:
        typer.echo(fault)
    if faults:
        raise typer.Exit(1)
    words = f"Allt stämmer: {files} filer, {links} rader i spåret."
    typer.echo(words if lang == "sv" else f"Everything holds: {files} files, {links} rows in the trail.")


def _faults(content: bytes) -> tuple[list[str], int, int]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        inside = {name: package.read(name) for name in package.namelist()}
    lines = [line.partition("  ") for line in inside["SHA256SUMS"].decode().splitlines()]
    sums = {name: digest for digest, _blank, name in lines}
    faults = [
        name for name, digest in sums.items() if hashlib.sha256(inside.get(name, b"")).hexdigest() != digest
    ] + sorted(set(inside) - set(sums) - {"SHA256SUMS"})  # fmt: skip
    number, last = 0, "0" * 64
    for link in trail_lines(inside["spar/spar.jsonl"]):
        if (link.number, link.previous_hash) != (number + 1, last) or not _holds(link.previous_hash, link):
            faults.append(f"spar/spar.jsonl: {link.number}")
        number, last = link.number, link.hash
    end = json.loads(inside["manifest.json"])["spar"]
    if (end["sista_nummer"], end["sista_hash"]) != (number, last):
        faults.append("manifest.json: spar")
    return faults, len(sums), number


def _holds(previous: str, link: Link) -> bool:
    content = link.content
    if content is None:
        return True
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()
    return digest == link.hash and content.get("number") == link.number


def _keep(out: str, content: bytes, lang: str) -> None:
    try:
        Path(out).write_bytes(content)
    except OSError as error:
        fail(f"{out}: kunde inte skrivas ({error.strerror}).", f"{out}: could not be written ({error.strerror}).", lang)


def _set_up() -> None:
    from ramverk.web import installation

    installation.load_secret(create=False)
    installation.use(installation.chosen())
