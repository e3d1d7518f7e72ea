"""From drafts to activities: who, what kind, which marks, and how sure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ramverk.core.timetable.actors import names_of, read_actors
from ramverk.core.timetable.bodies import find_bodies
from ramverk.core.timetable.dating import Dated
from ramverk.core.timetable.drafts import Draft
from ramverk.core.timetable.kinds import KindReading, read_kind
from ramverk.core.timetable.marks import find_place, is_external, is_union, read_marks
from ramverk.core.timetable.model import Activity, Precision
from ramverk.core.timetable.parts import find_parts
from ramverk.core.timetable.persons import find_persons
from ramverk.core.timetable.roles import Roles, council_by_law
from ramverk.core.timetable.typos import Repair

_LABEL = 160
"""How long the short label of an activity may be, in characters."""


@dataclass(slots=True)
class Built:
    """An activity in the making, with what the findings need to know besides."""

    dated: Dated
    activity: Activity
    roles: Roles
    reading: KindReading
    by_law: bool = False


def build(dated: Dated, number: int, codes: dict[str, str], repairs: Mapping[int, tuple[Repair, ...]]) -> Built:
    """One activity out of a dated draft; `repairs` are the typing errors mended on each line."""
    draft = dated.draft
    text = _whole_text(draft)
    roles = read_actors(draft, text, codes)
    by_law = not roles.participants and not roles.inferred and council_by_law(text)
    names = names_of(roles.participants)
    inferred = ("KF",) if by_law else names_of(roles.inferred)
    external = is_external(text) and not names
    forum = draft.forum.text
    reading = read_kind(
        f"{forum}. {text}" if forum and not find_bodies(forum) else text,
        participants=[*names, *inferred],
        recipients=names_of(roles.recipients),
        external=external,
    )
    raw, repaired = _as_written(dated, repairs)
    activity = Activity(
        id=f"R{number:02d}",
        raw_date=raw,
        start=dated.days.start,
        end=dated.days.end,
        precision=dated.days.precision if dated.days.start is not None else Precision.NONE,
        kind=reading.kind,
        activity=_label(draft, text),
        text=text,
        participants=names,
        alternatives=dated.alternatives,
        recipients=names_of(roles.recipients),
        participants_inferred=inferred,
        optional_participants=names_of(roles.optional),
        mentioned=names_of(roles.mentioned),
        persons=find_persons(f"{draft.who.text if draft.who else ''} | {text}"),
        forum=forum or roles.forum,
        place=find_place(dated, text),
        parts=find_parts(text, names, table=bool(draft.who)),
        union=is_union(text, roles),
        external=external,
        repaired=repaired or (dated.main.repaired if dated.main else None),
        cells=draft.cells or (draft.date.text, text),
        **read_marks(dated, text),
    )
    return Built(dated, activity, roles, reading, by_law)


def _as_written(dated: Dated, repairs: Mapping[int, tuple[Repair, ...]]) -> tuple[str, str | None]:
    """The date as the source has it, and what was mended in it."""
    raw = dated.raw
    lines = {piece.line for piece in (*dated.draft.date.pieces, *dated.draft.text.pieces)}
    done: list[str] = []
    for before, after in (repair for line in sorted(lines) for repair in repairs.get(line, ())):
        if after in raw:
            raw = raw.replace(after, before, 1)
            done.append(f"”{before}” lästes som ”{after}”")
    return raw, "; ".join(dict.fromkeys(done)) or None


def _whole_text(draft: Draft) -> str:
    """The row's text; a step's name goes first where its body does not repeat it."""
    text = " ".join(draft.text.text.split())
    label = " ".join(draft.label.split())
    if label and not set(_content(label)) & set(_content(text)):
        return f"{label}. {text}" if text else label
    invited = draft.invited.text
    return f"{text} Inbjudna: {invited}" if invited and invited not in text else text


def _content(text: str) -> list[str]:
    return re.findall(r"[\wåäö]{5,}", text.lower())


def _label(draft: Draft, text: str) -> str:
    label = draft.label if len(draft.label) > 8 else text
    first = re.split(r"(?<=[a-zåäö)])\.\s+(?=[A-ZÅÄÖ])|\s[–]\s(?=Tjänstemän)", label)[0].rstrip(". ")
    if len(first) > _LABEL and len(short := first.split(" (")[0]) > _LABEL // 4:
        first = short  # a bracket tells more about the act, it is not the act
    return first if len(first) <= _LABEL else first[: first.rfind(" ", 0, _LABEL)] + " …"
