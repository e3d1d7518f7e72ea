"""`ramverk manage import_keyfigures FOLDER --as EMAIL`: saved answers, as many as a whole country has."""

import os
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import track

from ramverk.apps.keyfigures.actions.import_figures import checksum_of, import_blocks
from ramverk.apps.keyfigures.importing import Origin
from ramverk.apps.keyfigures.models import VintageSource
from ramverk.apps.organisation.actor import actor_of
from ramverk.apps.organisation.models import Person
from ramverk.apps.trail import clock
from ramverk.apps.trail.verdicts import Refused
from ramverk.core.keyfigures.packing import Packed
from ramverk.formats.kolada.bulk import in_parallel, packed_file
from ramverk.formats.kolada.errors import SourceFault


class Command(BaseCommand):
    """Read in a folder of saved answers: all of them or none."""

    help = "Read in a folder of saved answers of figures (JSON), all of them or none, in one person's name."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder, and in whose name."""
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--as", dest="person", required=True, help="e-mail of the person in whose name the figures come in"
        )

    def handle(self, *_args: Any, folder: Path, person: str, **_options: Any) -> None:
        """Read them in, with a bar that shows how far it has come."""
        files = sorted(folder.glob("*.json"))
        if not files:
            raise CommandError(f"There are no .json files in {folder}.")
        who = Person.objects.filter(email=person, is_active=True).first()
        if who is None:
            raise CommandError(f"There is nobody with the e-mail {person}.")
        sums = checksum_of(file.name.encode() + str(file.stat().st_size).encode() for file in files)
        origin = Origin(VintageSource.KOLADA_FILE, str(folder.name), sums)
        try:
            outcome = import_blocks(actor_of(who, clock.today()), _parts(files), origin)
        except (Refused, SourceFault) as error:
            raise CommandError(f"{error} Nothing was saved.") from error
        self.stdout.write(f"{len(files)} files, new figures of {outcome.indicators} indicators.")


def _parts(files: list[Path]) -> Iterator[Mapping[str, Packed]]:
    shown = track(files, "Figures", console=Console(stderr=True), transient=True)
    return in_parallel(packed_file, shown, os.cpu_count() or 1)
