"""`ramverk manage fetch_keyfigures --as EMAIL`: what has changed at the sources, by cron; goes on where it broke."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from ramverk.apps.keyfigures.actions.fetch_figures import begin_fetch, carry_out, has_died, take_up_fetch
from ramverk.apps.keyfigures.models import Fetch, FetchState, FetchWhat, ScbTable
from ramverk.apps.keyfigures.views.bringing import asked_for
from ramverk.apps.organisation.actor import Actor, actor_of
from ramverk.apps.organisation.models import Person
from ramverk.apps.trail import clock
from ramverk.apps.trail.verdicts import Refused
from ramverk.formats.kolada.transport import http_transport


class Command(BaseCommand):
    """Fetch, each sort by itself: one that fails does not stop the others."""

    help = "Fetch key figures from the sources in one person's name; a fetch that was cut off goes on where it broke."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to fetch, and in whose name."""
        parser.add_argument("what", nargs="*", choices=[*FetchWhat.values, []], help="katalog, siffror, scb; or all")
        parser.add_argument("--as", dest="person", required=True, help="e-mail of the person in whose name it is done")

    def handle(self, *_args: Any, what: list[str], person: str, **_options: Any) -> None:
        """Fetch, with a bar for each sort."""
        who = Person.objects.filter(email=person, is_active=True).first()
        if who is None:
            raise CommandError(f"There is nobody with the e-mail {person}.")
        failed = [sort for sort in what or _able() if not self._fetched(actor_of(who, clock.today()), sort)]
        if failed:
            raise CommandError(f"Not fetched: {', '.join(failed)}. Nothing of it was saved; run the command again.")

    def _fetched(self, actor: Actor, what: str) -> bool:
        """Whether it went well."""
        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
        try:
            fetch = _begun(actor, what)
        except Refused as refusal:
            self.stderr.write(f"{what}: {refusal.sentence}")
            return False
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(what, total=fetch.total)
            done, outcome = carry_out(
                actor, fetch, http_transport(settings.KOLADA_SECONDS), time.sleep,
                lambda count, _all: bar.update(task, completed=count),
            )  # fmt: skip
        if outcome is None:
            self.stderr.write(f"{what}: {done.message}")
            return False
        self.stdout.write(f"{what}: {fetch.total} questions, new figures of {outcome.indicators} indicators.")
        return True


def _begun(actor: Actor, what: str) -> Fetch:
    """The last fetch of the sort where it broke or died, else a new one."""
    last = Fetch.objects.filter(what=what).order_by("-pk").first()
    if last is not None and (last.state == FetchState.FAILED or has_died(last)) and last.pages.exists():
        return take_up_fetch(actor, last)
    return begin_fetch(actor, asked_for(what), what)


def _able() -> list[str]:
    """What there is a source for."""
    sorts = [FetchWhat.CATALOGUE, FetchWhat.FIGURES] if settings.KOLADA_URL else []
    if settings.SCB_URL and ScbTable.objects.exclude(codes={}).exists():
        sorts.append(FetchWhat.SCB)
    return [str(sort) for sort in sorts]
