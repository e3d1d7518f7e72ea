"""The boards' last hour: 150 people write at once, each saving every 10 s and opening a page every 20 s."""

import asyncio
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

SAVE_EVERY, OPEN_EVERY = 10.0, 20.0
CSRF = "benchbenchbenchbenchbenchbench12"
_WORDS = "Nämnden prövar varje åtgärd mot barnets bästa och följer kostnaden månad för månad. " * 25
_VERSION = re.compile(r'value="(\d+)"[^>]*hx-swap-oob')


@dataclass
class Writer:
    """One person with a section of their own, and what the server has said yes to."""

    cookie: str
    section: int
    version: int
    pages: tuple[str, ...]
    number: int = 0
    acknowledged: str = ""


@dataclass
class Measured:
    """Times in ms from when each request was due; what failed."""

    saves: list[float] = field(default_factory=list)
    opens: list[float] = field(default_factory=list)
    failed: int = 0
    first_failures: list[str] = field(default_factory=list)

    def fail(self, what: str) -> None:
        """Count it, and remember the first few."""
        self.failed += 1
        if len(self.first_failures) < 5:
            self.first_failures.append(what)


async def request(
    port: int, method: str, path: str, cookie: str, form: dict[str, str] | None = None, *, is_part: bool = True
) -> tuple[int, str]:
    """One request on a connection of its own; status and body. `is_part`: as a page asks for a part of itself."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    body = urlencode(form or {}).encode()
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}; csrftoken={CSRF}\r\n"
    head += "HX-Request: true\r\n" if is_part else ""
    head += f"X-CSRFToken: {CSRF}\r\nOrigin: http://127.0.0.1:{port}\r\nConnection: close\r\n"
    if method == "POST":
        head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
    writer.write(f"{head}\r\n".encode() + body)
    await writer.drain()
    status = await reader.readline()
    answer = (await reader.read()).decode(errors="replace")
    writer.close()
    return int(status.split()[1]) if len(status.split()) > 1 else 0, answer


async def save(port: int, one: Writer) -> str:
    """One autosave. Answers an empty text where it was acknowledged, else what was wrong."""
    one.number += 1
    text = f"Sparning {one.number}. {_WORDS}".rstrip()
    path = f"/planer/avsnitt/{one.section}/spara-sjalv/"
    status, answer = await request(port, "POST", path, one.cookie, {"version": str(one.version), "text": text})
    found = _VERSION.search(answer)
    if status != 200 or found is None:
        return f"save {one.section}: {status}"
    one.version, one.acknowledged = int(found[1]), text
    return ""


async def _write(port: int, one: Writer, place: float, start: float, seconds: float, measured: Measured) -> None:
    due = start + place * SAVE_EVERY
    while due < start + seconds:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        try:
            wrong = await asyncio.wait_for(save(port, one), 30)
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
            wrong = f"save: {error!r}"
        measured.saves.append((time.perf_counter() - due) * 1000)
        if wrong:
            measured.fail(wrong)
        due += SAVE_EVERY


async def _open(port: int, one: Writer, place: float, start: float, seconds: float, measured: Measured) -> None:
    due, turn = start + place * OPEN_EVERY, 0
    while due < start + seconds:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        path = one.pages[turn % len(one.pages)]
        try:
            status, _answer = await asyncio.wait_for(request(port, "GET", path, one.cookie), 30)
        except (OSError, TimeoutError) as error:
            status = 0
            measured.fail(f"open {path}: {error!r}")
        measured.opens.append((time.perf_counter() - due) * 1000)
        if status not in {0, 200}:
            measured.fail(f"open {path}: {status}")
        due, turn = due + OPEN_EVERY, turn + 1


async def last_hour(port: int, writers: Sequence[Writer], seconds: float) -> Measured:
    """Everybody writes and reads at their own pace, spread evenly; a request leaves when it is due."""
    measured, start = Measured(), time.perf_counter() + 0.5
    await asyncio.gather(
        *(_write(port, one, at / len(writers), start, seconds, measured) for at, one in enumerate(writers)),
        *(_open(port, one, at / len(writers), start, seconds, measured) for at, one in enumerate(writers)),
    )
    return measured
