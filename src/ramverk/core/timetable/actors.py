"""Who takes part in a row: by its participant column, by names before a colon, or by the sentence."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ramverk.core.timetable.bodies import BodyKind, Mention, find_bodies
from ramverk.core.timetable.drafts import Draft
from ramverk.core.timetable.kinds import read_kind
from ramverk.core.timetable.model import Kind
from ramverk.core.timetable.passages import Passage
from ramverk.core.timetable.persons import without_persons
from ramverk.core.timetable.roles import Roles, read_columns, read_roles

_LED = re.compile(r"\s*(?::|\s[–-])\s+(?=\S)")
_LOOSE_WORDS = re.compile(
    r"^(?:(?:olika|samlade|den samlade|hela|nyvalda|det nyvalda|den nya|respektive)\s+)+(?=\w)", re.IGNORECASE
)
_OWN_STEP = re.compile(
    r"^\s+(?:\w+\s+){0,2}?(?:beslut|förslag|budgetförslag|sammanträde|behandling|beredning|möte|budgetmöte|seminarium"
    r"|budgetseminarium|budgetberedning|budgetbehandling|budgetdag(?:ar)?|genomgång|ställningstagande"
    r"|yttrande|internbudget"
    r"|budgetkonferens|överläggning(?:ar)?|arbete)\b(?!.*\w(?:as|des|ats)\b)",
    re.IGNORECASE,
)


def read_actors(draft: Draft, text: str, codes: dict[str, str]) -> Roles:
    """The bodies of a row by the part they play; `codes` are the document's own short names."""
    if draft.who is None:
        led = leading_names(text)
        if led:
            return read_columns(_expand(text[:led], codes), text[led:].lstrip(" :–-"))
        return _with_owner(read_roles(text), text)
    if not draft.who and _is_occasion(draft.forum.text):
        return replace(_with_owner(read_roles(text), text), forum=draft.forum.text)
    cell = "\n".join(filter(None, (cell_text(draft.forum), cell_text(draft.who))))
    roles = read_columns(_expand(without_persons(cell), codes), text)
    if draft.recipients:
        more = read_columns(cell_text(draft.recipients), "").participants
        roles = replace(roles, recipients=(*roles.recipients, *more))
    return roles


def _is_occasion(forum: str) -> bool:
    """Whether a forum column names an occasion rather than a body: "Budgetdialog 1", "Workshop"."""
    return bool(forum) and not find_bodies(forum) and read_kind(forum).kind is not Kind.OTHER


def names_of(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The names as printed, each once, without words that only describe the body."""
    return tuple(dict.fromkeys(_plain(mention.name) for mention in mentions))


def _plain(name: str) -> str:
    plain = _LOOSE_WORDS.sub("", name)
    return plain[:1].upper() + plain[1:] if name[:1].isupper() else plain


def cell_text(passage: Passage) -> str:
    """A cell with its line breaks where each line begins a name, and as one line where names were wrapped."""
    lines = passage.lines
    if len(lines) > 1 and all(line[:1].isupper() or line[:1] in "•-([" for line in lines):
        return "\n".join(lines)
    return passage.text


def leading_names(text: str) -> int:
    """Where the names end that a text opens with before a colon or a dash: "KS ordf och 1:e vice ordf: …"; 0 where
    none do.

    The unions' group before a dash is the forum, not the performer.
    """
    end = 0
    for mention in find_bodies(text):
        gap = text[end : mention.start]
        if mention.genitive or re.search(r"\w", re.sub(r"\b(?:och|samt|1:e|2:e|vice)\b", "", gap)):
            break
        end = mention.end
        if (found := _LED.match(text, end)) and (mention.kind is not BodyKind.UNION_GROUP or ":" in found.group()):
            return end
    return 0


def _with_owner(roles: Roles, text: str) -> Roles:
    """In a label without a verb the owner acts: "Kommunstyrelsens förslag till budget"."""
    if roles.participants or roles.inferred:
        return roles
    first = next(iter(find_bodies(text)), None)
    if first is None or not first.genitive or first.start > 0 or not _OWN_STEP.match(text[first.end :]):
        return roles
    return replace(roles, participants=(first,))


def _expand(cell: str, codes: dict[str, str]) -> str:
    """Local short codes written out, as the document's legend explains them."""
    for code, meaning in codes.items():
        cell = re.sub(rf"(?<!\w){re.escape(code)}(?!\w)", meaning, cell)
    return cell
