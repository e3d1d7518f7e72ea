"""Many saved answers at once: read by several processes, each answer coming back as packed blocks."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from ramverk.core.keyfigures.packing import Packed, packed
from ramverk.formats.kolada.decoding import blocks_of, read_answer
from ramverk.formats.kolada.shapes import Values

_AHEAD = 3
"""Answers under way for each process: enough to keep it busy, few enough to hold in memory."""
I = TypeVar("I")  # noqa: E741 - an item
R = TypeVar("R")


def packed_answer(data: bytes) -> dict[str, Packed]:
    """The figures of an answer, per indicator. Raises SourceFault."""
    return {code: packed(block) for code, block in blocks_of(read_answer(data, Values).values).items()}


def packed_file(path: Path) -> dict[str, Packed]:
    """The figures of a file, per indicator. Raises SourceFault."""
    return packed_answer(path.read_bytes())


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
