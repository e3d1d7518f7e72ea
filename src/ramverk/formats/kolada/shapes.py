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


class Values(msgspec.Struct, frozen=True):
    """An answer of values."""

    values: list[Row]
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


Answer = Values | Kpis | Areas | Groups
