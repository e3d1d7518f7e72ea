"""Does the trail still say what was written? Reads everything once and names the first thing that does not hold."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ramverk.apps.trail.actions.freeze import is_intact
from ramverk.apps.trail.actions.record import content_of, fingerprint
from ramverk.apps.trail.models import FrozenDocument, StoredFile, TrailEntry, TrailHead
from ramverk.apps.trail.queries import entries_in_order

Tick = Callable[[str, int, int], None]
"""Told what is being read, how many are done and how many there are."""


@dataclass(frozen=True, slots=True)
class Breach:
    """One thing that does not hold: a stable code, the entry's number or the row's id, and a sentence."""

    code: str
    number: int
    sentence: str


@dataclass(slots=True)
class Report:
    """What was read, and what did not hold, in the order it was found."""

    entries: int = 0
    documents: int = 0
    files: int = 0
    breaches: list[Breach] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether everything holds."""
        return not self.breaches


def _silent(_what: str, _done: int, _whole: int) -> None:
    """Nobody is watching."""


def verify(tick: Tick = _silent) -> Report:
    """Read chain, head, files and frozen documents, and report every breach."""
    report = Report()
    for breach in _broken_links(report, tick):
        report.breaches.append(breach)
    for breach in _broken_files(report, tick):
        report.breaches.append(breach)
    for breach in _broken_documents(report, tick):
        report.breaches.append(breach)
    return report


def _broken_links(report: Report, tick: Tick) -> Iterator[Breach]:
    """Follow the chain: numbers without gaps, each hash made over the one before, the head at the end."""
    whole = TrailEntry.objects.count()
    expected, previous = 1, "0" * 64
    for entry in entries_in_order():
        if entry.number != expected:
            yield _gap(expected, entry.number)
        elif entry.previous_hash != previous:
            yield Breach("trail.link", entry.number, _("Spårpost %s hänger inte ihop med posten före.") % entry.number)
        if fingerprint(entry.previous_hash, content_of(entry)) != entry.hash:
            yield _altered(entry)
        expected, previous = entry.number + 1, entry.hash
        report.entries += 1
        tick(_("spårposter"), report.entries, whole)
    yield from _broken_head(expected - 1, previous)


def _gap(expected: int, found: int) -> Breach:
    if found == expected + 1:
        return Breach("trail.gap", expected, _("Spårpost %s saknas.") % expected)
    words = {"first": expected, "last": found - 1}
    return Breach("trail.gap", expected, _("Spårposterna %(first)s till %(last)s saknas.") % words)


def _altered(entry: TrailEntry) -> Breach:
    words = {"number": entry.number, "subject": entry.subject_label}
    return Breach(
        "trail.altered", entry.number, _("Spårpost %(number)s (%(subject)s) har ändrats efter att den skrevs.") % words
    )


def _broken_head(last_number: int, last_hash: str) -> Iterator[Breach]:
    """Entries cut off at the end leave no gap; the head still remembers them."""
    head = TrailHead.objects.filter(pk=1).first()
    remembered, its_hash = (head.last_number, head.last_hash) if head else (0, "0" * 64)
    if remembered > last_number:
        words = {"last": remembered, "found": last_number}
        sentence = _("Spåret ska sluta med post %(last)s men slutar med %(found)s: poster saknas i slutet.") % words
        yield Breach("trail.cut", last_number + 1, sentence)
    elif (remembered, its_hash) != (last_number, last_hash):
        yield Breach("trail.head", last_number, _("Spårets slutmärke stämmer inte med post %s.") % last_number)


def _broken_files(report: Report, tick: Tick) -> Iterator[Breach]:
    whole = StoredFile.objects.count()
    for stored in StoredFile.objects.order_by("pk").iterator(chunk_size=20):
        content = bytes(stored.content)
        if hashlib.sha256(content).hexdigest() != stored.sha256 or len(content) != stored.size:
            words = {"id": stored.pk, "sum": stored.sha256[:12]}
            sentence = _("Fil %(id)s har inte längre det innehåll som kontrollsumman %(sum)s gjordes över.") % words
            yield Breach("trail.file", stored.pk, sentence)
        report.files += 1
        tick(_("filer"), report.files, whole)


def _broken_documents(report: Report, tick: Tick) -> Iterator[Breach]:
    whole = FrozenDocument.objects.count()
    for document in FrozenDocument.objects.order_by("pk").iterator(chunk_size=200):
        if not is_intact(document):
            words = {"id": document.pk, "title": document.title}
            sentence = _("Fryst dokument %(id)s (%(title)s) har ändrats efter att det frystes.") % words
            yield Breach("trail.document", document.pk, sentence)
        report.documents += 1
        tick(_("frysta dokument"), report.documents, whole)
