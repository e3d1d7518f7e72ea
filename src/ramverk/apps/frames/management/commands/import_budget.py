"""`ramverk manage import_budget`: take in an opening budget from a file on this machine, with a progress bar."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from ramverk.apps.cycle.models import Round
from ramverk.apps.frames.actions.import_budget import import_budget
from ramverk.apps.frames.actions.save_changes import RowsRefused
from ramverk.apps.organisation.actor import Actor, actor_of
from ramverk.apps.organisation.models import Person
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.freeze import store
from ramverk.apps.trail.verdicts import Refused
from ramverk.core.money import Unit, format_count


class Command(BaseCommand):
    """Reads the whole file, then saves all of it or nothing."""

    help = "Take in an opening budget (.csv, .xlsx, .ods, SIE) on behalf of somebody in the finance department."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, in whose name, into which round, and whether it may replace what is there."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--as", dest="email", required=True, help="E-mail address of a person in finance.")
        parser.add_argument("--year", type=int, help="Budget year of the round; the newest round without it.")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="Take the place of the budget there is, if nothing rests on it.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it, or list what has to be mended."""
        file: Path = options["file"]
        if not file.is_file():
            raise CommandError(f"{file}: there is no such file.")
        actor, in_round = _actor(options["email"]), _round(options["year"])
        columns = (
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
            TimeRemainingColumn(),
        )  # fmt: skip
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(f"Reading {file.name}", total=None)

            def tell(done: int, total: int) -> None:
                bar.update(task, completed=done, total=total)

            try:
                edition = import_budget(
                    actor, in_round, store(file.read_bytes()), file.name, progress=tell, replaces=options["replace"]
                )
            except RowsRefused as refused:
                raise CommandError(_listed(refused)) from refused
            except Refused as refused:
                raise CommandError(str(refused.sentence)) from refused
        count = format_count(edition.detail.count, Unit.KR)
        self.stdout.write(f"{edition}: {count} rader, {edition.changes.count()} poster.")


def _actor(email: str) -> Actor:
    person = Person.objects.filter(email__iexact=email).first()
    if person is None:
        raise CommandError(f"Nobody has the address {email}.")
    return actor_of(person, clock.today())


def _round(year: int | None) -> Round:
    rows = Round.objects.filter(budget_year=year) if year else Round.objects.order_by("-budget_year")
    found = rows.first()
    if found is None:
        raise CommandError("There is no round to take the budget into. Read the timetable first.")
    return found


def _listed(refused: RowsRefused) -> str:
    rows = [f"{place}: {' '.join(told)}" if place else " ".join(told) for place, told in refused.faults.items()]
    more = [f"... {len(rows) - 40} till"] if len(rows) > 40 else []
    return "\n".join([refused.lead, *rows[:40], *more])
