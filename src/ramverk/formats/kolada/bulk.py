"""Many saved answers at once: read by several processes, each answer coming back as packed blocks."""

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from ramverk.core.keyfigures.packing import pack
from ramverk.formats.kolada.decoding import blocks_of, read_answer
from ramverk.formats.kolada.shapes import Values

_AHEAD = 3
"""Answers under way for each process: enough to keep it busy, few enough to hold in memory."""
I = TypeVar("I")  # noqa: E741 - an item
R = TypeVar("R")


def packed(data: bytes) -> list[tuple[str, bytes]]:
    """The figures of an answer, per indicator. Raises SourceFault."""
    return [(code, pack(block)) for code, block in blocks_of(read_answer(data, Values).values).items()]


def packed_file(path: Path) -> tuple[str, list[tuple[str, bytes]]]:
    """The checksum of a file and its figures. Raises SourceFault."""
    data = path.read_bytes()
    return hashlib.sha256(data).hexdigest(), packed(data)


def in_parallel(work: Callable[[I], R], items: Iterable[I], processes: int) -> Iterator[R]:
    """What `work` makes of each item, in their order, with never more than a few under way."""
    if processes < 2:
        yield from map(work, items)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        under_way: deque[Future[R]] = deque()
        for item in items:
            under_way.append(pool.submit(work, item))
            if len(under_way) >= processes * _AHEAD:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
