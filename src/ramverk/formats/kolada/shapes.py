"""The documented shape of the answers. What is missing or of another kind is refused with its place; more is let by."""

import msgspec


class Figure(msgspec.Struct, gc=False, frozen=True):
    """One value, or the word on why there is none."""

    gender: str
    value: float | None
    status: str | None = ""
    isdeleted: bool = False


class Row(msgspec.Struct, gc=False, frozen=True):
    """One indicator, area and year."""

    kpi: str
    municipality: str
    period: int
    values: list[Figure]


class UnitRow(msgspec.Struct, gc=False, frozen=True):
    """One indicator, unit and year."""

    kpi: str
    ou: str
    period: int
    values: list[Figure]


class Kpi(msgspec.Struct, frozen=True):
    """An entry of the catalogue. Many fields may be null."""

    id: str
    title: str
    description: str | None = ""
    is_divided_by_gender: bool | int | None = False
    municipality_type: str | None = "K"
    auspice: str | None = None
    operating_area: str | None = None
    perspective: str | None = None
    prel_publication_date: str | None = None
    publication_date: str | None = None
    publ_period: str | int | None = None
    has_ou_data: bool | int | None = False


class Area(msgspec.Struct, frozen=True):
    """A municipality (K), or the nation or a region (L)."""

    id: str
    title: str
    type: str


class Member(msgspec.Struct, frozen=True):
    """A municipality of a group."""

    member_id: str
    member_title: str


class Group(msgspec.Struct, frozen=True):
    """A group of municipalities; its title ends with its vintage."""

    id: str
    title: str
    members: list[Member]


class Ou(msgspec.Struct, frozen=True):
    """A school, a home or another unit, and the municipality it lies in."""

    id: str
    title: str
    municipality: str


class Values(msgspec.Struct, frozen=True):
    """An answer of values."""

    values: list[Row]
    count: int
    next_url: str | None


class UnitValues(msgspec.Struct, frozen=True):
    """An answer of units' values."""

    values: list[UnitRow]
    count: int
    next_url: str | None


class Ous(msgspec.Struct, frozen=True):
    """An answer of units."""

    values: list[Ou]
    count: int
    next_url: str | None


class Kpis(msgspec.Struct, frozen=True):
    """An answer of catalogue entries."""

    values: list[Kpi]
    count: int
    next_url: str | None


class Areas(msgspec.Struct, frozen=True):
    """An answer of areas."""

    values: list[Area]
    count: int
    next_url: str | None


class Groups(msgspec.Struct, frozen=True):
    """An answer of groups."""

    values: list[Group]
    count: int
    next_url: str | None


Answer = Values | UnitValues | Ous | Kpis | Areas | Groups
