"""The five sheets as values, and the columns they are written in.

A row remembers its place for messages only: two rows are equal when they say the same, wherever they stood.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: sheet, row number counted from 1, and the letter of each column that was read."""

    sheet: str
    number: int
    letters: Mapping[str, str] = field(default_factory=dict)

    def cell(self, name: str) -> str:
        """The cell as messages name it: "Uppdrag, cell C14"; the row where the sheet lacks the column."""
        letter = self.letters.get(name)
        return f"{self.sheet}, cell {letter}{self.number}" if letter else f"{self.sheet}, rad {self.number}"


NOWHERE = Place("", 0)


@dataclass(frozen=True, slots=True)
class BodyRow:
    """One body. `kind` is a code of `vocabulary.BODY_KINDS`; `parent` names another body."""

    kind: str
    name: str
    short_name: str = ""
    parent: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    email: str = ""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person, known by e-mail or by the municipality's own id."""

    name: str
    email: str = ""
    external_id: str = ""
    language: str = "sv"
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class MandateRow:
    """One person's role in one body. `person` is an e-mail, an id or a name that only one person has."""

    person: str
    body: str
    role: str
    party: str = ""
    order: int = 0
    valid_from: date | None = None
    valid_to: date | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class StandingRow:
    """A party's side and seats for a period."""

    name: str
    short_name: str = ""
    governs: bool = False
    seats: int = 0
    seats_in_executive_board: int = 0
    valid_from: date | None = None
    valid_to: date | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class StandInRow:
    """`person` acts for `stands_in_for`, in one body or, where `body` is empty, in all."""

    person: str
    stands_in_for: str
    body: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything a workbook of this kind can say."""

    bodies: tuple[BodyRow, ...] = ()
    people: tuple[PersonRow, ...] = ()
    standings: tuple[StandingRow, ...] = ()
    mandates: tuple[MandateRow, ...] = ()
    stand_ins: tuple[StandInRow, ...] = ()


AnyRow = BodyRow | PersonRow | MandateRow | StandingRow | StandInRow


class Content(StrEnum):
    """What a column holds."""

    TEXT = "text"
    EMAIL = "email"
    DATE = "date"
    WHOLE = "whole"
    YES_NO = "yes_no"
    BODY_KIND = "body_kind"
    ROLE = "role"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field it fills, its head, other heads people write, and how long a text may be."""

    name: str
    head: str
    content: Content = Content.TEXT
    required: bool = False
    aliases: tuple[str, ...] = ()
    longest: int = 160


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the field of `Tables` it fills, its name, its row type and its columns."""

    name: str
    title: str
    row: type[AnyRow]
    columns: tuple[Column, ...]
    same: tuple[str, ...]
    """The fields that tell two rows apart; two rows alike in them are duplicates."""
    aliases: tuple[str, ...] = ()


_FROM = Column("valid_from", "Från", Content.DATE, aliases=("fr.o.m.", "from", "fr o m", "startdatum", "gäller från"))
_FROM_NEEDED = Column(
    "valid_from",
    "Från",
    Content.DATE,
    required=True,
    aliases=("fr.o.m.", "from", "fr o m", "startdatum", "gäller från"),
)
_TO = Column("valid_to", "Till", Content.DATE, aliases=("t.o.m.", "tom", "t o m", "slutdatum", "gäller till"))
_EMAIL = ("epost", "e-postadress", "epostadress", "mejl", "mail", "e-mail", "email")
_PERSON = Column(
    "person",
    "Person (e-post eller id)",
    required=True,
    aliases=("person", "person e-post/id", "person e-post", "e-post", "epost", "person-id"),
    longest=254,
)

SHEETS: tuple[Sheet, ...] = (
    Sheet(
        "bodies",
        "Organ",
        BodyRow,
        (
            Column("kind", "Slag", Content.BODY_KIND, required=True, aliases=("typ", "slag av organ")),
            Column("name", "Namn", required=True, aliases=("organ", "organets namn")),
            Column("short_name", "Kortnamn", aliases=("förkortning", "kod"), longest=24),
            Column("parent", "Överordnat", aliases=("överordnat organ", "hör till", "tillhör")),
            _FROM,
            _TO,
            Column("email", "E-post", Content.EMAIL, aliases=_EMAIL, longest=254),
        ),
        same=("name", "valid_from"),
        aliases=("organisation", "nämnder", "nämnder och förvaltningar"),
    ),
    Sheet(
        "people",
        "Personer",
        PersonRow,
        (
            Column("name", "Namn", required=True, aliases=("person", "för- och efternamn")),
            Column("email", "E-post", Content.EMAIL, aliases=_EMAIL, longest=254),
            Column("external_id", "Id", aliases=("person-id", "nummer", "anställningsnummer"), longest=60),
            Column("language", "Språk", Content.LANGUAGE),
        ),
        same=("email", "external_id"),
        aliases=("person", "folk"),
    ),
    Sheet(
        "standings",
        "Partier",
        StandingRow,
        (
            Column("name", "Namn", required=True, aliases=("parti",)),
            Column("short_name", "Kortnamn", aliases=("förkortning", "kod", "beteckning"), longest=24),
            Column("governs", "Styrande", Content.YES_NO, aliases=("styr", "majoritet", "i majoriteten")),
            Column("seats", "Mandat KF", Content.WHOLE, aliases=("mandat i kf", "mandat i fullmäktige")),
            Column(
                "seats_in_executive_board",
                "Mandat KS",
                Content.WHOLE,
                aliases=("mandat i ks", "mandat i kommunstyrelsen"),
            ),
            _FROM_NEEDED,
            _TO,
        ),
        same=("name", "valid_from"),
    ),
    Sheet(
        "mandates",
        "Uppdrag",
        MandateRow,
        (
            _PERSON,
            Column("body", "Organ", required=True, aliases=("nämnd", "i organ")),
            Column("role", "Roll", Content.ROLE, required=True, aliases=("uppdrag", "befattning")),
            Column("party", "Parti"),
            Column("order", "Ordning", Content.WHOLE, aliases=("ordningsnummer", "turordning")),
            _FROM_NEEDED,
            _TO,
        ),
        same=("person", "body", "role", "valid_from"),
        aliases=("mandat", "roller"),
    ),
    Sheet(
        "stand_ins",
        "Ersättare",
        StandInRow,
        (
            _PERSON,
            Column(
                "stands_in_for",
                "Ersätter (e-post eller id)",
                required=True,
                aliases=("ersätter", "för", "ersätter e-post/id", "ersätter e-post"),
                longest=254,
            ),
            Column("body", "Organ", aliases=("nämnd", "i organ")),
            _FROM_NEEDED,
            _TO,
        ),
        same=("person", "stands_in_for", "body", "valid_from"),
        aliases=("vikarier", "ställföreträdare"),
    ),
)
