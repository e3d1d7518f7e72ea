"""A block in few bytes: whole numbers where all values have the same few decimals, like bytes together, deflated."""

import json
import struct
import zlib
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ramverk.core.keyfigures.blocks import Block, Mark, Marks, Values

_MAGIC = b"RKB1"
_MOST_DECIMALS = 8
_LEVEL = 1
"""The quickest deflation; a stronger one saves a few per cent and takes several times as long."""


class BrokenBlock(ValueError):
    """The bytes are no block, or not all of one."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A block's bytes, with what is asked of it before anybody need unpack it."""

    data: bytes
    areas: tuple[str, ...]
    size: int
    """How many cells it has."""


def packed(block: Block) -> Packed:
    """A block as its bytes, ready to be stored."""
    return Packed(pack(block), block.areas, block.marks.size)


def pack(block: Block) -> bytes:
    """The bytes of a block; the same block gives the same bytes, and `unpack` gives it back exactly."""
    has_value = block.marks == Mark.VALUE
    values = np.where(has_value, block.values, 0.0)
    decimals, numbers = _whole(values)
    stored: NDArray[Any] = values if numbers is None else _narrow(numbers)
    planes = [_by_byte(stored), block.marks.tobytes()]
    if block.status is not None:
        planes.append(block.status.tobytes())
    head = json.dumps(
        {"areas": block.areas, "years": block.years, "decimals": decimals, "type": stored.dtype.str,
         "statuses": block.statuses, "has_status": block.status is not None},
        ensure_ascii=False, separators=(",", ":"),
    ).encode()  # fmt: skip
    return _MAGIC + zlib.compress(struct.pack("<I", len(head)) + head + b"".join(planes), _LEVEL)


def unpack(data: bytes) -> Block:
    """The block of the bytes. Raises BrokenBlock."""
    if data[:4] != _MAGIC:
        raise BrokenBlock("these bytes are no block of key figures")
    try:
        whole = zlib.decompress(data[4:])
        (length,) = struct.unpack_from("<I", whole)
        head = json.loads(whole[4 : 4 + length])
        return _read(head, memoryview(whole)[4 + length :])
    except (zlib.error, struct.error, ValueError, KeyError, TypeError) as error:
        raise BrokenBlock(f"the block is damaged: {error}") from error


def _read(head: dict[str, Any], planes: memoryview) -> Block:
    areas, years = tuple(head["areas"]), tuple(head["years"])
    shape = (len(areas), len(years), 3)
    count = shape[0] * shape[1] * 3
    kind = np.dtype(head["type"])
    size = count * kind.itemsize
    ends = size + count * (2 if head["has_status"] else 1)
    if len(planes) != ends:
        raise ValueError(f"{len(planes)} bytes of cells instead of {ends}")
    stored = np.frombuffer(planes[:size], np.uint8).reshape(kind.itemsize, count).T.copy().view(kind).reshape(shape)
    marks: Marks = np.frombuffer(planes[size : size + count], np.uint8).reshape(shape).copy()
    status = np.frombuffer(planes[size + count :], np.uint8).reshape(shape).copy() if head["has_status"] else None
    decimals = head["decimals"]
    numbers: Values = stored.astype(np.float64) if decimals is None else stored.astype(np.float64) / 10.0**decimals
    numbers[marks != Mark.VALUE] = np.nan
    return Block(areas, years, numbers, marks, tuple(head["statuses"]), status)


def _whole(values: Values) -> tuple[int | None, NDArray[np.int64] | None]:
    """The fewest decimals with which every value is a whole number exactly, or none that do."""
    if not np.isfinite(values).all() or (values.size and np.abs(values).max() >= 2**53 / 10**_MOST_DECIMALS):
        return None, None
    if (np.signbit(values) & (values == 0)).any():  # minus zero has no whole number
        return None, None
    for decimals in range(_MOST_DECIMALS + 1):
        step = 10.0**decimals
        numbers = np.rint(values * step)
        if bool((numbers / step == values).all()):
            return decimals, numbers.astype(np.int64)
    return None, None


def _narrow(numbers: NDArray[np.int64]) -> NDArray[Any]:
    largest = int(np.abs(numbers).max()) if numbers.size else 0
    for kind in ("<i2", "<i4"):
        if largest <= np.iinfo(np.dtype(kind)).max:
            return numbers.astype(kind)
    return numbers.astype("<i8")


def _by_byte(stored: NDArray[Any]) -> bytes:
    """All lowest bytes, then all next ones: neighbours that look alike deflate well."""
    little = np.ascontiguousarray(stored.reshape(-1).astype(stored.dtype.newbyteorder("<")))
    return little.view(np.uint8).reshape(-1, little.dtype.itemsize).T.tobytes()
