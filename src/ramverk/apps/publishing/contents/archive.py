"""A whole round for the archive: its frozen documents, its editions as data, its decisions, and the chain of deeds.

What is not the municipality's (party rooms) or not for everybody who opens an archive (fields marked as secret, pay and
loan assumptions, people's accounts) is left out, and the package says so. Of a deed that is left out only its place in
the chain is told, so that the chain can still be followed from its first link to its last.
"""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import override

from ramverk.apps.cycle.models import Round
from ramverk.apps.decisions.models import Sitting, SittingState
from ramverk.apps.frames.models import Edition, EditionState
from ramverk.apps.frames.policy import CENTRES_OWN
from ramverk.apps.organisation.appearance import brand
from ramverk.apps.organisation.models import Municipality
from ramverk.apps.publishing.contents.data import data_tables, kronor, package_of
from ramverk.apps.publishing.contents.papers import Paper, case_of, papers_of
from ramverk.apps.publishing.contents.readable import readable
from ramverk.apps.trail.actions.record import content_of
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.queries import entries_in_order
from ramverk.core.editions.content import canonical
from ramverk.formats.datapackage.tables import DataTable, Field, write_csv
from ramverk.formats.documents.pdf import DocumentRefused, write_pdf
from ramverk.formats.handover.archive import About, ArchiveWriter, Link
from ramverk.formats.handover.sidecar import CaseFile, write_sidecar

Part = tuple[str, bytes, str, str]
"""Path, content, title, kind."""
LEFT_OUT = (
    (
        "Partirummen: det som ligger där är partiernas eget och förvaras bara för deras räkning "
        "(tryckfrihetsförordningen 2 kap. 13 §). Förslag som har lagts fram för alla är med."
    ),
    "Uppgifter som är sekretessmarkerade: i handlingarna står paragrafen i stället för orden.",
    "Antaganden om löner och lån (offentlighets- och sekretesslagen 19 kap. 4 och 6 §§).",
    (
        "Innehållet i de rader i spåret som rör personer, konton, partirum, projektblad i arbete eller andra "
        "omgångar. Radernas nummer och kontrollsummor är med, så att kedjan går att följa."
    ),
    "Minnesanteckningar från beredning och information. Protokoll från dialoger och samverkan är med.",
    "Frågor från allmänheten och adresserna till dem som frågade.",
)
_OF_THE_ROUND = {
    "cycle.round": "pk",
    "cycle.activity": "round",
    "cycle.phase": "round",
    "cycle.submission": "activity__round",
    "cycle.decisionrecord": "activity__round",
    "dispatch.dispatch": "activity__round",
    "frames.edition": "round",
    "frames.directive": "edition__round",
    "frames.financialgoal": "round",
    "investments.prerequisites": "round",
    "investments.investmentlist": "round",
    "plans.activityplan": "submission__activity__round",
    "decisions.matter": "round",
    "decisions.sitting": "matter__round",
    "decisions.clause": "sitting__matter__round",
    "decisions.tabledproposal": "sitting__matter__round",
    "decisions.proposition": "clause__sitting__matter__round",
    "publishing.publication": "round",
    "publishing.archivepackage": "round",
}
"""Whose deeds are told, and how their round is found. What is not named here is told by its place only."""


def editions_of(in_round: Round) -> list[Edition]:
    """The editions that stand and are open to everybody who works with the budget."""
    own = Q(kind__in=CENTRES_OWN, state__in=(EditionState.FROZEN, EditionState.DECIDED))
    rows = Edition.objects.filter(own | Q(hand_over__tabled_at__isnull=False), round=in_round, document__isnull=False)
    return list(rows.select_related("document").order_by("pk"))


def parts_of(in_round: Round, tick: Callable[[int, int], None]) -> Iterator[Part]:
    """Every file of the package except the trail. `tick` is told how many are done of how many documents."""
    papers, editions = papers_of(in_round), editions_of(in_round)
    whole = len(papers) + len(editions)
    publisher = Municipality.objects.values_list("name", flat=True).first() or ""
    with override("sv"):
        for number, paper in enumerate(papers, 1):
            tick(number, whole)
            yield from _paper_parts(paper, number, publisher)
        for at, edition in enumerate(editions, 1):
            tick(len(papers) + at, whole)
            yield from _edition_parts(edition, at)
        yield from _decision_parts(in_round)


def _paper_parts(paper: Paper, number: int, publisher: str) -> Iterator[Part]:
    frozen = paper.document
    folder = f"handlingar/{number:03d}-{slugify(frozen.title.replace('–', '-'))[:60] or frozen.kind}"
    content = {
        "title": frozen.title, "kind": frozen.kind, "checksum": frozen.checksum,
        "frozen_at": frozen.frozen_at.isoformat(), "frozen_by": frozen.frozen_by, "content": frozen.content,
    }  # fmt: skip
    yield f"{folder}/innehall.json", _json(content), frozen.title, "document"
    files = []
    taken: set[str] = set()
    for attached in frozen.attachments.select_related("file"):
        name = _safe(attached.name, taken)
        files.append(CaseFile(name.rpartition(".")[2], bytes(attached.file.content)))
        yield f"{folder}/{name}", bytes(attached.file.content), f"{frozen.title}: {attached.name}", "attachment"
    if paper.make is not None or not any(one.ending == "pdf" for one in files):
        made = _pdf(paper, publisher)
        if made is not None:
            files.insert(0, CaseFile("pdf", made))
            yield f"{folder}/handling.pdf", made, frozen.title, "pdf"
    yield f"{folder}/beskrivning.json", write_sidecar(case_of(paper), files), f"{frozen.title}: beskrivning", "sidecar"


def _pdf(paper: Paper, publisher: str) -> bytes | None:
    document = paper.make() if paper.make else readable(paper.document, publisher, paper.day.isoformat())
    if document is None:
        return None
    try:
        return write_pdf(document, brand())
    except DocumentRefused:  # what cannot be made readable for everybody stays in its structured form
        return None


def _safe(name: str, taken: set[str]) -> str:
    """A file name that any archive takes, once in its folder."""
    stem, dot, ending = name.rpartition(".")
    plain = slugify((stem or name).replace("–", "-"))[:80] or "fil"
    end = f".{slugify(ending)[:8]}" if dot and slugify(ending) else ""
    made, number = f"{plain}{end}", 1
    while made in taken or made in {"innehall.json", "beskrivning.json", "handling.pdf"}:
        number += 1
        made = f"{plain}-{number}{end}"
    taken.add(made)
    return made


def _edition_parts(edition: Edition, number: int) -> Iterator[Part]:
    folder = f"data/{number:02d}-{slugify(edition.name.replace('–', '-'))[:60] or 'utgava'}"
    if edition.document is not None:
        # Exactly the bytes that the edition's own checksum was made over.
        yield f"{folder}/utgava.json", canonical(edition.document.content), edition.name, "edition"
    tables = data_tables(edition)
    for table in tables:
        yield f"{folder}/{table.name}.csv", write_csv(table), f"{edition.name}: {table.title}", "data"
    about = package_of(tables, slugify(edition.name.replace("–", "-")), edition.name, edition.frozen_at)
    yield f"{folder}/datapackage.json", about, f"{edition.name}: beskrivning av tabellerna", "data"


def text(name: str, title: str) -> Field:
    """A column of words."""
    return Field(name, "string", title)


def _decision_parts(in_round: Round) -> Iterator[Part]:
    over = (SittingState.DECIDED, SittingState.TABLED, SittingState.REMITTED)
    sittings = list(
        Sitting.objects.filter(matter__round=in_round, state__in=over)
        .select_related("matter", "body", "minutes")
        .order_by("day", "pk")
    )
    decided = DataTable(
        "beslut", "Besluten",
        (
            text("organ", "Organ"), text("dag", "Dag"), text("paragraf", "Paragraf"),
            text("diarienummer", "Diarienummer"), text("arende", "Ärende"), text("utfall", "Utfall"),
            text("justerat", "Justerat"), text("anslaget", "Anslaget"),
            text("protokollets_kontrollsumma", "Protokollets kontrollsumma"),
        ),
        [
            (
                one.body.name, one.day.isoformat(), one.paragraph, one.matter.register_number, one.matter.title,
                str(one.get_state_display()), one.adjusted_on.isoformat() if one.adjusted_on else "",
                one.announced_on.isoformat() if one.announced_on else "", one.minutes.checksum if one.minutes else "",
            )
            for one in sittings
        ],
    )  # fmt: skip
    clauses = DataTable(
        "att-satser", "Att-satserna med belopp där det finns",
        (
            text("organ", "Organ"), text("dag", "Dag"), Field("nummer", "integer", "Nummer"), text("galler", "Gäller"),
            text("namnd", "Nämnd"), text("ar", "År eller slag"), Field("belopp_kr", "number", "Belopp i kronor"),
        ),
        [row for one in sittings for row in _clause_rows(one)],
    )  # fmt: skip
    for table in (decided, clauses):
        yield f"beslut/{table.name}.csv", write_csv(table), table.title, "data"
    whole = [one.minutes.content for one in sittings if one.minutes is not None]
    yield "beslut/beslut.json", _json({"beslut": whole}), "Protokollen, rubrik för rubrik", "data"


def _clause_rows(sitting: Sitting) -> Iterator[tuple[Any, ...]]:
    rows = sitting.clauses.select_related("won_by", "body").prefetch_related("values")
    for clause in rows.order_by("number"):
        won = next((one for one in clause.values.all() if one.proposal_id == clause.won_by_id), None)
        board = clause.body.name if clause.body else ""
        figures = won.figures if won is not None else {}
        known = {name: amount for name, amount in figures.items() if isinstance(amount, int)}
        for name in sorted(known) or [""]:
            amount = kronor(known[name]) if name else None
            yield (sitting.body.name, sitting.day.isoformat(), clause.number, clause.subject, board, name, amount)


def _json(content: Any) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def links_of(in_round: Round) -> Iterator[Link]:
    """The whole chain in order; a deed's content only where it is the round's and may be told."""
    told = {label: _keys(label, path, in_round) for label, path in _OF_THE_ROUND.items()}
    for entry in entries_in_order():
        yield Link(entry.number, entry.previous_hash, entry.hash, content_of(entry) if _is_told(entry, told) else None)


def _keys(label: str, path: str, in_round: Round) -> frozenset[str]:
    model = apps.get_model(label)
    return frozenset(map(str, model._default_manager.filter(**{path: in_round.pk}).values_list("pk", flat=True)))


def _is_told(entry: TrailEntry, told: dict[str, frozenset[str]]) -> bool:
    return entry.subject_id in told.get(entry.subject_type, frozenset())


def write_round(
    in_round: Round, made_at: datetime, made_by: str, tick: Callable[[int, int], None]
) -> tuple[bytes, tuple[int, str]]:
    """The package of a round, and the number and hash of the last deed in it."""
    about = About(
        municipality=Municipality.objects.values_list("name", flat=True).first() or "",
        round=in_round.name, budget_year=in_round.budget_year, left_out=LEFT_OUT, made_by=made_by,
        made_at=made_at.isoformat(timespec="seconds"),
    )  # fmt: skip
    writer = ArchiveWriter(about)
    for path, content, title, kind in parts_of(in_round, tick):
        writer.add(path, content, title, kind)
    last = writer.add_trail(links_of(in_round))
    return writer.close(last), last
