"""A roll call in the council: 71 phones press at the same moment, and every page follows the count."""

import asyncio
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bench.rows import Row
from bench.web import measured_in
from bench.writers import request

FOLLOW_EVERY = 2.0
"""Seconds between two looks at the result: as often as the page itself asks."""
_COUNTED = re.compile(r"(\d+) av (\d+) har röstat")


def rows() -> Iterator[Row]:
    """The rows of both databases."""
    yield from measured_in("bench.votes_worker")


@dataclass
class Phone:
    """One councillor: who, with what answer, and how often the button is pressed."""

    cookie: str
    place: int
    choice: str
    presses: int = 1


@dataclass
class Vote:
    """How one vote went: s from the first press, and what failed."""

    acknowledged: list[float] = field(default_factory=list)
    shown: float = 0.0
    """When the screen in the hall had counted everybody."""
    failures: list[str] = field(default_factory=list)


async def _press(port: int, path: str, phone: Phone, start: float, vote: Vote) -> None:
    """Press, follow to the page with the receipt, and look on until everybody has voted."""
    try:
        await asyncio.gather(*(_once(port, path, phone, vote) for _ in range(phone.presses)))
        vote.acknowledged.append(time.perf_counter() - start)
        status, page = await asyncio.wait_for(request(port, "GET", path, phone.cookie, is_part=False), 30)
        if status != 200 or "Du har röstat" not in page:
            vote.failures.append(f"no receipt for place {phone.place}: {status}")
        await _look_on(port, path, phone.cookie, start, vote)
    except (OSError, TimeoutError) as error:
        vote.failures.append(f"place {phone.place}: {error!r}")


async def _once(port: int, path: str, phone: Phone, vote: Vote) -> None:
    status, _page = await asyncio.wait_for(request(port, "POST", path, phone.cookie, {"choice": phone.choice}), 30)
    if status != 302:
        vote.failures.append(f"place {phone.place} was answered {status}")


async def _look_on(port: int, path: str, cookie: str, start: float, vote: Vote) -> float:
    """Ask for the result as often as the page does; the seconds when it had everybody."""
    while time.perf_counter() - start < 60:
        status, part = await asyncio.wait_for(request(port, "GET", path, cookie), 30)
        found = _COUNTED.search(part)
        if status != 200 or found is None:
            vote.failures.append(f"the result was answered {status}")
        elif found[1] == found[2]:
            return time.perf_counter() - start
        await asyncio.sleep(FOLLOW_EVERY)
    vote.failures.append("the result never had everybody")
    return time.perf_counter() - start


async def roll_call(port: int, path: str, phones: Sequence[Phone], screen: str) -> Vote:
    """Everyone has the page open; then all press at once. `screen` is the cookie of the screen in the hall."""
    vote = Vote()
    for at in range(0, len(phones), 8):
        opened = [request(port, "GET", path, phone.cookie, is_part=False) for phone in phones[at : at + 8]]
        vote.failures += [
            f"the page was answered {status}" for status, _ in await asyncio.gather(*opened) if status != 200
        ]
    start = time.perf_counter()
    shown = asyncio.create_task(_look_on(port, path, screen, start, vote))
    await asyncio.gather(*(_press(port, path, phone, start, vote) for phone in phones))
    vote.shown = await shown
    return vote
