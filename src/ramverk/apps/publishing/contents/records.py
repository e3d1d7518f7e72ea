"""Minutes, extracts, meeting notes and dispatches as documents. Minutes are in Swedish whatever the page speaks."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from ramverk.apps.decisions.models import Duty, Sitting
from ramverk.apps.decisions.queries.attached import attached_to
from ramverk.apps.decisions.queries.board import board_of
from ramverk.apps.decisions.queries.minutes import minutes_of
from ramverk.apps.dispatch.contents import contents_of
from ramverk.apps.dispatch.models import Dispatch
from ramverk.apps.dispatch.policy import SENT
from ramverk.apps.meetings.actions.close_meeting import draft_minutes
from ramverk.apps.meetings.models import Meeting
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.publishing.contents.common import a_document, day_words, draft, iso_day, paragraphs
from ramverk.core.documents.model import Block, Cell, Column, Document, Heading, ListBlock, Paragraph, Row, Style, Table


def minutes_document(sitting: Sitting, _actor: Actor) -> Document:
    """The minutes of one matter: as they were frozen, or as they would be now."""
    frozen = sitting.minutes
    with override("sv"):
        if frozen is not None:
            parts = [(part["title"], part["paragraphs"]) for part in frozen.content["headings"]]
        else:
            parts = [(part.title, part.paragraphs) for part in minutes_of(board_of(sitting))]
        return a_document(
            "protokoll", _minutes_title(sitting), (*_parts(parts), *_attached(sitting)),
            dated=sitting.day.isoformat(), in_swedish=True, subtitle=sitting.matter.title,
            status="" if frozen else draft(), checksum=frozen.checksum if frozen else "",
            facts=_sitting_facts(sitting),
        )  # fmt: skip


def _minutes_title(sitting: Sitting) -> str:
    return f"Protokoll § {sitting.paragraph}" if sitting.paragraph else "Protokoll"


def _sitting_facts(sitting: Sitting) -> tuple[tuple[str, str], ...]:
    return (
        ("Organ", sitting.body.name), ("Sammanträde", day_words(sitting.day)),
        ("Paragraf", f"§ {sitting.paragraph}" if sitting.paragraph else ""),
        ("Diarienummer", sitting.matter.register_number),
        ("Justerat", day_words(sitting.adjusted_on)), ("Anslaget", day_words(sitting.announced_on)),
    )  # fmt: skip


def _parts(parts: Sequence[tuple[str, Sequence[str]]]) -> Iterator[Block]:
    """Each part under its heading; what is numbered is a list, also after a sentence that leads up to it."""
    for title, words in parts:
        yield Heading(1, title)
        lead = [text for text in words[:1] if text.endswith(":") and len(words) > 1]
        numbered = [text.partition(". ") for text in words[len(lead) :]]
        if numbered and all(head == str(at) for at, (head, _dot, _rest) in enumerate(numbered, 1)):
            yield from (Paragraph(text) for text in lead)
            yield ListBlock(tuple(rest for _head, _dot, rest in numbered), is_numbered=True)
        else:
            yield from (Paragraph(text) for text in words)


def _attached(sitting: Sitting) -> Iterator[Block]:
    """The reservations in writing, those that came after the meeting among them."""
    found = attached_to(sitting)
    if found:
        yield Heading(1, "Bilagor")
        late = " (inlämnad efter sammanträdet, före justeringen)"
        yield ListBlock(tuple(f"{one.name}{'' if one.is_in_minutes else late}" for one in found))


def extract_document(duty: Duty, _actor: Actor) -> Document:
    """An extract of the minutes, to one board: what of the decision concerns it."""
    sitting = duty.sitting
    lines = tuple(line for line in duty.text.splitlines() if line.strip())
    with override("sv"):
        blocks: list[Block] = [
            Heading(1, "Ärendet"), Paragraph(f"{sitting.matter.title}, diarienummer {sitting.matter.register_number}."),
            Heading(1, "Beslut"),
            Paragraph(f"{sitting.body.name} har {day_words(sitting.day)} beslutat, såvitt gäller {duty.recipient},"),
            ListBlock(lines),
            Heading(1, "Rätt ur protokollet"),
            Paragraph(
                "Utdraget återger de delar av paragrafens beslut som gäller mottagaren. Hela paragrafen finns i "
                "protokollet."
            ),
        ]  # fmt: skip
        checksum = sitting.minutes.checksum if sitting.minutes else ""
        return a_document(
            "protokollsutdrag", f"Protokollsutdrag § {sitting.paragraph}".strip(" §"), blocks, in_swedish=True,
            dated=sitting.day.isoformat(), subtitle=sitting.matter.title, checksum=checksum,
            status="" if sitting.minutes else draft(),
            facts=(("Till", duty.recipient), *_sitting_facts(sitting), ("Skickat", day_words(duty.done_on))),
        )  # fmt: skip


def notes_document(meeting: Meeting, _actor: Actor) -> Document:
    """The notes of a meeting: as they were frozen, or as they would be now."""
    frozen = meeting.minutes
    content: Mapping[str, Any] = frozen.content if frozen else draft_minutes(meeting)
    time = str(content["starts_at"] or "")[:5].replace(":", ".")
    return a_document(
        "minnesanteckningar", _("Minnesanteckningar"), _notes(content), dated=meeting.day.isoformat(),
        subtitle=meeting.title, status="" if frozen else draft(), checksum=frozen.checksum if frozen else "",
        facts=(
            (_("Dag"), f"{day_words(meeting.day)} {time}".strip()), (_("Plats"), content["place"] or ""),
            (_("Frusna"), f"{day_words(frozen.frozen_at)}, {frozen.frozen_by}" if frozen else ""),
        ),
    )  # fmt: skip


def _notes(content: Mapping[str, Any]) -> Iterator[Block]:
    yield Heading(1, _("Närvarande"))
    if content["present"]:
        yield ListBlock(tuple(content["present"]))
    else:
        yield Paragraph(_("Närvaron är inte ifylld."), Style.NOTE)
    if content.get("absent"):
        yield Heading(1, _("Frånvarande"))
        yield ListBlock(tuple(content["absent"]))
    for point in content["points"]:
        yield Heading(1, point["title"])
        if point["notes"]:
            yield from paragraphs(point["notes"])
        else:
            yield Paragraph(_("Inget antecknat."), Style.NOTE)
    if content["tracked"]:
        columns = (Column(_("Fråga eller uppdrag")), Column(_("Slag")), Column(_("Ansvarig")), Column(_("Senast")))
        rows = tuple(
            Row((Cell(one["text"]), Cell(one["kind"]), Cell(one["owner"]), Cell(str(one["due"] or ""))))
            for one in content["tracked"]
        )
        yield Heading(1, _("Frågor och uppdrag"))
        yield Table("uppdrag", _("Frågor och uppdrag"), columns, rows)
    if content.get("consultation"):
        yield from _consultation(content["consultation"])


def _consultation(held: Mapping[str, Any]) -> Iterator[Block]:
    yield Heading(1, _("Samverkan"))
    yield Paragraph(f"{held['kind'].capitalize()}. {held['outcome'].capitalize()}.")
    for label, words in (
        (_("Risk- och konsekvensbedömning"), held["risk_assessment"]),
        (_("Åtgärder"), held["action"]),
    ):
        if words:
            yield Heading(2, label)
            yield from paragraphs(words)
    if held["materials"]:
        columns = (Column(_("Underlag")), Column(_("Kontrollsumma")))
        rows = tuple(Row((Cell(one["title"]), Cell(one["checksum"]))) for one in held["materials"])
        yield Table("underlag", _("Underlag som samverkan gällde"), columns, rows)
    if held["statements"]:
        heads = (Column(_("Organisation")), Column(_("Ställningstagande")), Column(_("Yttrande")))
        said = tuple(Row((Cell(one["union"]), Cell(one["position"]), Cell(one["text"]))) for one in held["statements"])
        yield Table("parterna", _("Parternas ställningstaganden"), heads, said)


def dispatch_document(row: Dispatch, _actor: Actor) -> Document:
    """A dispatch as it was sent, or as it would be sent now."""
    if row.state in SENT and row.document is not None:
        title, content, checksum = row.document.title, row.document.content, row.document.checksum
        files = [
            (item.name, item.file.size, item.file.sha256) for item in row.document.attachments.select_related("file")
        ]
    else:
        now = contents_of(row)
        title, content, checksum = now.title, now.content, ""
        files = [(named.name, named.file.size, named.file.sha256) for named in now.files]
    return a_document(
        "utskick", title, _dispatch(content, files), checksum=checksum,
        dated=iso_day(row.sent_at) if row.sent_at else "", status="" if row.sent_at else draft(),
        edition=_("utgåva %s") % content["edition"],
        facts=(
            (_("Från"), content["sender"]), (_("Till"), ", ".join(content["to"])),
            (_("Svar senast"), day_words(row.reply_by)), (_("Öppnar"), "; ".join(content["opens"])),
            (_("Rättslig grund"), content["legal_ground"]),
        ),
    )  # fmt: skip


def _dispatch(content: Mapping[str, Any], files: Sequence[tuple[str, int, str]]) -> Iterator[Block]:
    yield from paragraphs(content["text"])
    if content.get("difference") or content.get("changes"):
        yield Heading(1, _("Skillnad mot förra utgåvan"))
        yield from paragraphs(content.get("difference", ""))
        if content.get("changes"):
            yield ListBlock(tuple(content["changes"]))
    if files:
        addressed = content.get("addressed", {})
        columns = (
            Column(_("Fil")),
            Column(_("Till")),
            Column(_("Storlek, byte"), is_figures=True),
            Column(_("Kontrollsumma")),
        )
        rows = tuple(
            Row(
                (
                    Cell(name),
                    Cell(str(addressed[name][1]) if name in addressed else _("alla")),
                    Cell(str(size)),
                    Cell(digest[:16]),
                )
            )
            for name, size, digest in files
        )
        yield Heading(1, _("Bilagor"))
        yield Table("bilagor", _("Bilagor, med de första sexton tecknen av varje kontrollsumma"), columns, rows)
