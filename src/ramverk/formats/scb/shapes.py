"""The documented shape of SCB's answers; what is missing or of another kind is refused with its place."""

import msgspec


class Counting(msgspec.Struct, frozen=True):
    """What a contents code is counted in."""

    base: str = ""
    decimals: int | None = None


class CodeListName(msgspec.Struct, frozen=True):
    """A code list that a dimension may be asked by."""

    id: str
    label: str
    type: str = ""


class DimensionMore(msgspec.Struct, frozen=True):
    """What else is said of a dimension."""

    elimination: bool = False
    """Whether it may be left out; then the source adds it up itself."""
    codelists: list[CodeListName] = []


class Category(msgspec.Struct, frozen=True):
    """The codes of a dimension in their order, with what they are called."""

    index: dict[str, int] | list[str]
    label: dict[str, str] = {}
    unit: dict[str, Counting] = {}


class Dimension(msgspec.Struct, frozen=True):
    """One side of a cube."""

    label: str
    category: Category
    extension: DimensionMore = DimensionMore()


class Px(msgspec.Struct, frozen=True):
    """The table that a cube comes from."""

    tableid: str = ""


class DatasetMore(msgspec.Struct, frozen=True):
    """What else is said of a cube."""

    px: Px = Px()


class Role(msgspec.Struct, frozen=True):
    """Which dimensions are time and contents."""

    time: list[str] = []
    metric: list[str] = []


class Dataset(msgspec.Struct, frozen=True):
    """A cube in JSON-stat 2: values row by row over `id`, the last dimension quickest."""

    id: list[str]
    size: list[int]
    dimension: dict[str, Dimension]
    value: list[float | None] | dict[str, float | None] | None
    """None in a table's metadata, which has the sides and no cells."""
    label: str = ""
    source: str = ""
    updated: str = ""
    note: list[str] = []
    role: Role = Role()
    status: list[str | None] | dict[str, str] = {}
    extension: DatasetMore = DatasetMore()


class Table(msgspec.Struct, frozen=True):
    """One table of the catalogue."""

    id: str
    label: str
    updated: str | None = ""
    firstPeriod: str | None = ""  # noqa: N815 - the source's own name
    lastPeriod: str | None = ""  # noqa: N815 - the source's own name
    variableNames: list[str] = []  # noqa: N815 - the source's own name


class Link(msgspec.Struct, frozen=True):
    """Where something else is."""

    rel: str
    href: str


class Page(msgspec.Struct, frozen=True):
    """Which page of how many."""

    pageNumber: int  # noqa: N815 - the source's own name
    totalPages: int  # noqa: N815 - the source's own name
    totalElements: int  # noqa: N815 - the source's own name
    links: list[Link] = []


class Tables(msgspec.Struct, frozen=True):
    """A page of the catalogue."""

    tables: list[Table]
    page: Page


class Config(msgspec.Struct, frozen=True):
    """How much may be asked for."""

    maxDataCells: int  # noqa: N815 - the source's own name
    maxCallsPerTimeWindow: int  # noqa: N815 - the source's own name
    timeWindow: int  # noqa: N815 - the source's own name


class CodeListValue(msgspec.Struct, frozen=True):
    """One class of a code list and the codes it gathers."""

    code: str
    label: str
    valueMap: list[str] = []  # noqa: N815 - the source's own name


class CodeList(msgspec.Struct, frozen=True):
    """A way to gather a dimension's codes."""

    id: str
    label: str
    values: list[CodeListValue]
