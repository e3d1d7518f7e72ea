"""`ramverk manage verify_trail`: is the trail whole? Exit 0 when it is, 1 when it is not."""

import json
import sys
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from ramverk.apps.trail.verification import Report, verify

SHOWN = 20
"""Breaches printed; the count of the rest follows."""


class Command(BaseCommand):
    """Reads the whole trail and says what does not hold."""

    help = "Check the trail: hash chain, gaps, end mark, stored files and frozen documents. Exit 1 when broken."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--format text|json`."""
        parser.add_argument("--format", choices=["text", "json"], default="text", help="text or json")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Verify, print, and leave with 1 at the first breach."""
        progress = _Progress()
        report = verify(progress.tick)
        progress.end()
        if options["format"] == "json":
            self.stdout.write(json.dumps(as_json(report), ensure_ascii=False, indent=1))
        else:
            self._print(report)
        if not report.is_whole:
            sys.exit(1)

    def _print(self, report: Report) -> None:
        if report.is_whole:
            words = {"entries": report.entries, "documents": report.documents, "files": report.files}
            sentence = _("Spåret är helt: %(entries)s poster, %(documents)s frysta dokument och %(files)s filer.")
            self.stdout.write(sentence % words)
            return
        self.stderr.write(_("Spåret är brutet. Första felet: %s") % report.breaches[0].sentence)
        for breach in report.breaches[1:SHOWN]:
            self.stderr.write(breach.sentence)
        if (rest := len(report.breaches) - SHOWN) > 0:
            self.stderr.write(_("… och %s fel till.") % rest)


def as_json(report: Report) -> dict[str, Any]:
    """The report for a machine; `first_broken` is null when the trail is whole."""
    return {
        "whole": report.is_whole,
        "entries": report.entries,
        "documents": report.documents,
        "files": report.files,
        "first_broken": report.breaches[0].number if report.breaches else None,
        "breaches": [
            {"code": breach.code, "number": breach.number, "sentence": breach.sentence} for breach in report.breaches
        ],
    }


class _Progress:
    """A line on standard error, shown only when the reading has taken more than a second."""

    def __init__(self) -> None:
        self.shown_at = time.monotonic()
        self.was_shown = False

    def tick(self, what: str, done: int, whole: int) -> None:
        """Show where we are, once a second."""
        if time.monotonic() - self.shown_at >= 1:
            self.shown_at, self.was_shown = time.monotonic(), True
            sys.stderr.write(f"\r{what}: {done} / {whole} ({done * 100 // max(whole, 1)} %)   ")
            sys.stderr.flush()

    def end(self) -> None:
        """Leave the line."""
        if self.was_shown:
            sys.stderr.write("\n")
