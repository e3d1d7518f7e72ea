"""A line's fields: words, quoted texts and object lists in braces."""

import re
from dataclasses import dataclass

_QUOTED = r'"(?:\\"|[^"])*"?'
_TOKEN = re.compile(rf'\{{(?:{_QUOTED}|[^}}"])*\}}?|{_QUOTED}|[^\s{{"]+')
_INSIDE = re.compile(rf'{_QUOTED}|[^\s"]+')


@dataclass(frozen=True, slots=True)
class Record:
    """One line: its label without the mark, its fields, and the object list where it has one."""

    label: str
    fields: tuple[str, ...]
    objects: tuple[str, ...] | None = None
    """The words between the braces; None where there are no braces."""
    before_objects: int = 0
    """How many fields stand before the braces."""

    def at(self, place: int) -> str:
        """A field, empty where the line is shorter."""
        return self.fields[place] if place < len(self.fields) else ""

    def after(self, place: int) -> str:
        """A field counted from the object list on."""
        return self.at(self.before_objects + place)


def parse_line(line: str) -> Record | None:
    """The record of a line; None for blank lines. A brace alone gives the labels "{" and "}"."""
    text = line.strip()
    if not text:
        return None
    if text in {"{", "}"}:
        return Record(text, ())
    label, _, rest = text.partition(" ") if "\t" not in text.partition(" ")[0] else text.partition("\t")
    if not label.startswith("#"):
        return Record("", (text,))
    fields: list[str] = []
    objects: tuple[str, ...] | None = None
    before = 0
    for token in _TOKEN.findall(rest):
        if token.startswith("{"):
            if objects is None:
                objects = tuple(_bare(inner) for inner in _INSIDE.findall(token.strip("{}")))
                before = len(fields)
        else:
            fields.append(_bare(token))
    return Record(label[1:].upper(), tuple(fields), objects, before if objects is not None else len(fields))


def _bare(token: str) -> str:
    if not token.startswith('"'):
        return token
    inner = token[1:-1] if len(token) > 1 and token.endswith('"') and not token.endswith('\\"') else token[1:]
    return inner.replace('\\"', '"')


def quoted(text: str) -> str:
    """A text as a field. Its own backslashes become wide ones, which no table has: before a mark they would hide it."""
    escaped = text.replace("\\", "\uff3c").replace('"', '\\"')
    return f'"{escaped}"'
