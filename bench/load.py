"""An open-loop load: requests leave on time whether or not earlier ones have come back."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass
class Answers:
    """How long each answer took in ms, counted from when the request was due, and how many failed."""

    taken: list[float]
    failed: int


async def _fetch(port: int, path: str, cookie: str) -> bool:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
    writer.write(head.encode())
    await writer.drain()
    status = await reader.readline()
    await reader.read()
    writer.close()
    return b" 200 " in status


async def _open_loop(port: int, path: str, cookies: Sequence[str], per_second: float, seconds: float) -> Answers:
    answers = Answers([], 0)
    start = time.perf_counter() + 0.5

    async def one(number: int) -> None:
        due = start + number / per_second
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        try:
            fine = await asyncio.wait_for(_fetch(port, path, cookies[number % len(cookies)]), 30)
        except (OSError, TimeoutError):
            fine = False
        answers.taken.append((time.perf_counter() - due) * 1000)
        answers.failed += not fine

    await asyncio.gather(*(one(number) for number in range(int(per_second * seconds))))
    return answers


def open_loop(port: int, path: str, cookies: Sequence[str], per_second: float, seconds: float) -> Answers:
    """Send `per_second` requests a second for so many seconds, each as one of the signed-in people."""
    return asyncio.run(_open_loop(port, path, cookies, per_second, seconds))
