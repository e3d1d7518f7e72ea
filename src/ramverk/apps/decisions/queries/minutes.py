"""The minutes of a sitting, put together from its rows. They are written in Swedish whatever language the page has."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.utils import formats
from django.utils.translation import override

from ramverk.apps.decisions.models import Clause, Method, Proposition, Sitting, Stand
from ramverk.apps.decisions.queries.appeal import is_preparatory
from ramverk.apps.decisions.queries.attached import attached_to
from ramverk.apps.decisions.queries.board import Board
from ramverk.apps.decisions.queries.outcome import decision_lines, outcomes
from ramverk.apps.decisions.queries.people import name_of, places_of
from ramverk.apps.organisation.models import Body, BodyKind
from ramverk.core.decisions.minutes import ABSENT, ABSTAIN, NO, YES, Heading, MeetingFacts, Roll, draft_minutes
from ramverk.core.decisions.wording import put_sentence

_ANSWERS = {"yes": YES, "no": NO, "abstain": ABSTAIN, "": ABSENT}


def facts_of(board: Board, *, paragraph: str = "", is_adjusted_at_once: bool = False, reason: str = "") -> MeetingFacts:
    """What the minutes hold, as it stands now."""
    with override("sv"):
        return _facts(board, paragraph, is_adjusted_at_once, reason)


def _facts(board: Board, paragraph: str, is_adjusted_at_once: bool, reason: str) -> MeetingFacts:
    sitting = board.sitting
    places = places_of(sitting)
    serving = [place for place in places if place.serves_for_id is not None]
    present = tuple(name_of(place) for place in serving)
    votes = tuple(_votes(board))
    voted = dict.fromkeys(name for vote in votes for name, answer in vote.rows if answer != ABSENT)
    return MeetingFacts(
        body=sitting.body.name,
        day=sitting.day,
        paragraph=paragraph or sitting.paragraph,
        title=sitting.matter.title,
        register_number=sitting.matter.register_number,
        chair=next((name_of(place) for place in places if place.person_id == sitting.chair_id), ""),
        present=present,
        served_before=tuple(name for name in voted if name not in present),
        substituting=tuple(
            f"{name_of(place)} för {place.serves_for}"
            for place in serving
            if place.serves_for is not None and place.serves_for_id != place.pk
        ),
        disqualified=tuple(
            f"{name_of(place)} deltar inte: {place.disqualified_because}" for place in places if place.is_disqualified
        ),
        background=tuple(_background(sitting, board)),
        notes=_reasons(sitting, reason),
        proposals=tuple(_moved(board)),
        order=tuple(_order(board)),
        votes=votes,
        decision=tuple(decision_lines(outcomes(board))),
        proposes_to=_decider(sitting),
        reservations=tuple(_reservations(sitting)),
        is_adjusted_at_once=is_adjusted_at_once or sitting.is_adjusted_at_once,
        copies_to=tuple(_copies(board, sitting)),
        postponed=_postponed(sitting),
    )


def _reasons(sitting: Sitting, reason: str) -> tuple[str, ...]:
    """Why it was decided in spite of a warning; why it was put off stands with that decision."""
    said = reason or sitting.reason
    return (f"Skäl: {said}",) if said and getattr(sitting, "postponement", None) is None else ()


def minutes_of(board: Board, **more: Any) -> tuple[Heading, ...]:
    """The minutes, heading by heading."""
    return draft_minutes(facts_of(board, **more))


def minutes_content(facts: MeetingFacts) -> dict[str, Any]:
    """What is frozen."""
    return {
        "body": facts.body,
        "day": facts.day.isoformat(),
        "paragraph": facts.paragraph,
        "title": facts.title,
        "register_number": facts.register_number,
        "headings": [asdict(part) for part in draft_minutes(facts)],
    }


def _background(sitting: Sitting, board: Board) -> Iterator[str]:
    yield f"{sitting.matter.title}, diarienummer {sitting.matter.register_number}."
    if board.main and board.main.edition:
        yield f"Underlag: ”{board.main.edition.name}”, kontrollsumma {board.main.edition.checksum[:16]}."
    for proposal in board.proposals:
        if proposal.edition is not None and not proposal.is_main:
            summed = proposal.edition.checksum[:16]
            yield f"Förslag från {proposal.moved_by}: ”{proposal.edition.name}”, kontrollsumma {summed}."
    if sitting.after is not None:
        day = formats.date_format(sitting.after.day, "j F Y")
        yield f"{sitting.after.body.name} behandlade ärendet den {day}, § {sitting.after.paragraph}."
    for paper in sitting.papers.select_related("document", "body"):
        day = formats.date_format(paper.day, "j F Y")
        summed = paper.document.checksum[:16]
        yield f"{paper.body.name} beredde ärendet den {day}: ”{paper.document.title}”, kontrollsumma {summed}."


def _moved(board: Board) -> Iterator[str]:
    for proposal in board.proposals:
        if proposal.is_main:
            continue
        asked = []
        for line in board.lines:
            cell = next((cell for cell in line.cells if cell.proposal.pk == proposal.pk), None)
            if cell is None or cell.value is None or cell.value.stand == Stand.SAME:
                continue
            words = "utgår" if cell.value.stand == Stand.DROPPED else cell.value.text
            asked.append(f"att-sats {line.clause.number}: {words}")
        who = proposal.moved_by or proposal.name
        if len(asked) > 1:
            yield f"{who} yrkar:"
            yield from (one[0].upper() + one[1:] for one in asked)
        else:
            yield f"{who} yrkar: {(asked or ['lika med huvudförslaget'])[0]}"


def _order(board: Board) -> Iterator[str]:
    agreed = [str(line.clause.number) for line in board.lines if line.clause.method == Method.UNANIMOUS]
    if agreed:
        yield f"Utan annat yrkande: att-sats {', '.join(agreed)}."
    alike: dict[str, list[str]] = {}
    for line in board.contested:
        steps = " ".join(_put(step) for step in _steps(line.clause))
        if steps:
            alike.setdefault(steps, []).append(str(line.clause.number))
    for words, numbers in alike.items():  # the same propositions on many clauses stand once
        yield f"Att-sats {', '.join(numbers)}: {words}"


def _put(step: Proposition) -> str:
    won = step.yes if step.is_yes else step.no
    how = f"Ordföranden finner bifall till {won}."
    if step.method == Method.ROLL_CALL:
        how = f"{step.requested_by} begär votering. Ja: bifall till {step.yes}. Nej: bifall till {step.no}."
    return f"{put_sentence(step.yes.name, step.no.name, is_main=step.is_main)} {how}"


def _steps(clause: Clause) -> list[Proposition]:
    rows = clause.propositions.filter(is_yes__isnull=False).select_related("yes", "no", "document")
    return list(rows.order_by("step"))


def _votes(board: Board) -> Iterator[Roll]:
    for line in board.contested:
        steps = _steps(line.clause)
        for step in steps:
            if step.document is None:
                continue
            content = step.document.content
            rows = tuple((row["name"], _ANSWERS[row["answer"]]) for row in content["votes"])
            which = f", proposition {step.step}" if len(steps) > 1 else ""
            yield Roll(
                f"Omröstning om att-sats {line.clause.number}{which}", rows, content["result"], content.get("vacant", 0)
            )


def _reservations(sitting: Sitting) -> Iterator[str]:
    rows = sitting.reservations.select_related("place__person", "place__party", "clause")
    numbers = {one.paper.reservation_id: one.number for one in attached_to(sitting)}
    for row in rows:
        where = f" mot att-sats {row.clause.number}" if row.clause else ""
        written = f" Skriftlig reservation: bilaga {numbers[row.pk]}." if row.pk in numbers else ""
        yield f"{name_of(row.place)} reserverar sig{where}. {row.text}".strip() + written


def _decider(sitting: Sitting) -> str:
    """The council as minutes name it, where this body only prepares its decision; nothing where it decides itself."""
    if not is_preparatory(sitting):
        return ""
    council = Body.objects.filter(kind=BodyKind.COUNCIL).order_by("pk").first()
    return council.name[:1].lower() + council.name[1:] if council else ""


def _copies(board: Board, sitting: Sitting) -> list[str]:
    """The boards that the decision is about; of what is only proposed, whoever is to decide it."""
    if decider := _decider(sitting):
        return [decider[:1].upper() + decider[1:]]
    names = [line.clause.body.name for line in board.lines if line.clause.body is not None]
    return list(dict.fromkeys(names))


def _postponed(sitting: Sitting) -> str:
    row = getattr(sitting, "postponement", None)
    if row is None:
        return ""
    how = "Ärendet bordläggs" if row.kind == "tabled" else "Ärendet återremitteras"
    who = f"{len(row.asked_by)} av {row.serving}"
    by = f" på begäran av minst en tredjedel av de närvarande ({who})" if row.is_by_minority else ""
    return f"{how}{by}. Motivering: {row.motivation}"
