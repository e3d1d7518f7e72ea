"""The one place that opens a connection to a source of figures: by the standard library, with a time limit."""

import urllib.error
import urllib.request
from collections.abc import Callable

from ramverk.formats.kolada.walking import NoConnection, Reply, Transport

_MOST_BYTES = 64 * 1024 * 1024


def http_transport(seconds: float = 30.0, agent: str = "Ramverk") -> Transport:
    """A transport over HTTP(S) that waits so long for each answer and follows no other scheme."""
    opener = urllib.request.build_opener(_NoOtherWays)

    def ask(address: str) -> Reply:
        if not address.startswith(("http://", "https://")):
            raise NoConnection(f"adressen börjar inte med http: {address}")
        request = urllib.request.Request(address, headers={"Accept": "application/json", "User-Agent": agent})  # noqa: S310 - the scheme is checked
        return _reply(lambda: opener.open(request, timeout=seconds))

    return ask


class _NoOtherWays(urllib.request.HTTPRedirectHandler):
    """A source that moves is a change somebody should see, not follow."""

    def redirect_request(self, *_args: object, **_kwargs: object) -> None:
        return None


def _reply(open_it: Callable[[], object]) -> Reply:
    try:
        with open_it() as answer:  # type: ignore[attr-defined]
            body = answer.read(_MOST_BYTES + 1)
            declared = answer.headers.get("Content-Length")
            if len(body) > _MOST_BYTES:
                raise NoConnection("svaret är orimligt stort")
            if declared is not None and int(declared) != len(body):
                raise NoConnection("svaret bröts")
            return Reply(answer.status, body)
    except urllib.error.HTTPError as error:
        return Reply(error.code, b"", _seconds(error.headers.get("Retry-After")))
    except (urllib.error.URLError, TimeoutError, OSError, ValueError) as error:
        raise NoConnection(_words(error)) from error


def _seconds(text: str | None) -> float | None:
    return float(text) if text and text.strip().isdigit() else None


def _words(error: Exception) -> str:
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        return "för långsamt"
    if isinstance(reason, ConnectionRefusedError):
        return "ingen svarar på adressen"
    return str(reason)[:120]
