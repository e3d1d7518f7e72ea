"""What is known: blocks unpacked and remembered, and whose figures are one's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ramverk.apps.keyfigures.models import FigureBlock, Indicator, Vintage
from ramverk.apps.organisation.models import Municipality
from ramverk.core.keyfigures.blocks import Block, empty_block
from ramverk.core.keyfigures.packing import unpack

NATION = "0000"
_EMPTY = empty_block((), ())


@dataclass(frozen=True, slots=True)
class OwnArea:
    """The municipality that is served: its code and its name among the areas."""

    code: str
    title: str


def own_area() -> OwnArea:
    """The municipality's own area; an empty code where none is set."""
    municipality = Municipality.objects.only("code", "name").first()
    return OwnArea(municipality.code, municipality.name) if municipality else OwnArea("", "")


@lru_cache(maxsize=256)
def block_of_payload(payload: bytes) -> Block:
    """The block of stored bytes. Blocks are never changed, so what was unpacked once holds."""
    return unpack(payload)


def standing(stored: FigureBlock | None) -> Block | None:
    """A stored block unpacked, where there is one."""
    return None if stored is None else block_of_payload(bytes(stored.payload))


@dataclass(frozen=True, slots=True)
class Known:
    """An indicator with all that is known of it, since when, and which year is not final."""

    indicator: Indicator
    block: Block
    vintage: Vintage | None
    preliminary_year: int | None

    def is_preliminary(self, year: int | None) -> bool:
        """Whether a year's figures were not final when they came."""
        return year is not None and year == self.preliminary_year


def known(indicators: Iterable[Indicator]) -> list[Known]:
    """What is known of each, in the order given; one query."""
    rows = list(indicators)
    blocks = FigureBlock.objects.filter(pk__in=[row.current_id for row in rows if row.current_id])
    by_pk = {block.pk: block for block in blocks.select_related("vintage")}
    return [_known(row, by_pk.get(row.current_id or 0)) for row in rows]


def known_units(indicator: Indicator) -> Known | None:
    """What is known of the municipality's units; nothing where no unit has been told of."""
    if indicator.units_id is None:
        return None
    stored = FigureBlock.objects.select_related("vintage").get(pk=indicator.units_id)
    return _known(indicator, stored)


def _known(indicator: Indicator, block: FigureBlock | None) -> Known:
    if block is None:
        return Known(indicator, _EMPTY, None, None)
    return Known(indicator, block_of_payload(bytes(block.payload)), block.vintage, block.preliminary_year)
