"""Walks the pages of an answer. Transport and pause are handed in; nothing here opens a connection or sleeps."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from ramverk.formats.kolada import shapes
from ramverk.formats.kolada.decoding import read_answer
from ramverk.formats.kolada.errors import SourceFault, elsewhere, repeated_page, silent, too_few

TRIES = 4
GENTLE = 0.2
"""Seconds between two questions: five a second at most."""
_BUSY = {429, 500, 502, 503, 504}
_MOST_PAGES = 100_000


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: the status, the bytes, and how long the source asks to be left alone."""

    status: int
    body: bytes
    retry_after: float | None = None


class NoConnection(Exception):
    """The transport got no reply at all: refused, too slow, cut off."""


Transport = Callable[[str], Reply]
Pause = Callable[[float], None]
Read = Callable[[bytes, Any], Any]
"""Bytes and a shape to an answer in that shape. Raises SourceFault."""


@dataclass(slots=True)
class Walk:
    """Pages of one or many addresses, asked gently. `asked` counts the questions."""

    transport: Transport
    pause: Pause
    gentle: float = GENTLE
    read: Read = read_answer
    tries: int = TRIES
    asked: int = 0
    _seen: set[str] = field(default_factory=set)

    def pages(self, address: str, kind: type[Any]) -> Iterator[tuple[bytes, Any]]:
        """Each page of an address as bytes and as an answer. Raises SourceFault; what came before is then void.

        Whether `count` tells of the page or of the whole is not documented: either must fit, or rows are lacking.
        """
        host = urlsplit(address).netloc
        told: list[int] = []
        came: list[int] = []
        following: str | None = address
        while following:
            if urlsplit(following).netloc != host:
                raise elsewhere(following)
            if following in self._seen or len(came) > _MOST_PAGES:
                raise repeated_page(following)
            self._seen.add(following)
            body, answer = self.answer(following, kind)
            rows = _rows_of(answer)
            if answer.values and rows in self._seen:
                raise repeated_page(following)
            self._seen.add(rows)
            told.append(answer.count)
            came.append(len(answer.values))
            yield body, answer
            following = answer.next_url
        if told != came and any(one != sum(came) for one in told):
            raise too_few(max(told), sum(came))

    def answer(self, address: str, kind: type[Any]) -> tuple[bytes, Any]:
        """One answer as bytes and in its shape, tried again where that may help. Raises SourceFault."""
        fault: SourceFault | None = None
        for attempt in range(self.tries):
            self.pause(self.gentle if not attempt else self.gentle * 5 * 2**attempt)
            try:
                body = self._fetched(address)
                return body, self.read(body, kind)
            except SourceFault as found:
                if not found.may_pass:
                    raise
                fault = found
        assert fault is not None  # noqa: S101 - every round that did not return has set it
        raise fault

    def _fetched(self, address: str) -> bytes:
        self.asked += 1
        try:
            reply = self.transport(address)
        except NoConnection as error:
            raise silent(address, str(error)) from error
        if reply.status in _BUSY:
            if reply.retry_after:
                self.pause(min(reply.retry_after, 120.0))
            raise silent(address, f"svar {reply.status}")
        if reply.status != 200:
            fault = silent(address, f"svar {reply.status}")
            fault.may_pass = False
            raise fault
        return reply.body


def _rows_of(answer: Any) -> str:
    """What tells one page's rows from another's, whatever their next page is called."""
    ends = f"{answer.values[:1]}{answer.values[-1:]}{len(answer.values)}"
    return f"rows {hashlib.sha256(ends.encode()).hexdigest()}" if answer.values else "no rows"


KINDS: dict[str, type[shapes.Answer]] = {
    "values": shapes.Values,
    "unitdata": shapes.UnitValues,
    "units": shapes.Ous,
    "kpis": shapes.Kpis,
    "areas": shapes.Areas,
    "groups": shapes.Groups,
}
