"""A local server that behaves like PxWebApi v2, from the recorded answers, with the faults a source can have."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

RECORDED = Path(__file__).parent / "recorded"


def recorded(name: str) -> Any:
    """A recorded answer."""
    return json.loads((RECORDED / f"{name}.json").read_text(encoding="utf-8"))


@dataclass
class ScbSource:
    """What the server holds, and what is wrong with it."""

    data: dict[str, Any] = field(default_factory=lambda: recorded("TAB6471_data"))
    faults: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    address: str = ""

    def answer(self, target: str) -> dict[str, Any] | None:
        """The answer to an address; None for what there is none of."""
        parts = urlsplit(target)
        path = unquote(parts.path).removeprefix("/api/v2")
        if path == "/tables":
            found: dict[str, Any] = recorded("search")
            return found
        if path == "/tables/TAB6471/metadata":
            return {**self.data, "value": []}
        if path == "/tables/TAB6471/data":
            return self.chosen(parse_qs(parts.query))
        if path == "/codeLists/agg_Ålder10årJ":
            return dict(recorded("codelist_agg_Alder10arJ"))
        return None

    def chosen(self, query: dict[str, list[str]]) -> dict[str, Any]:
        """The cells that are asked for, of those recorded."""
        cube = self.data
        codes = {name: list(cube["dimension"][name]["category"]["index"]) for name in cube["id"]}
        asked = {name: query.get(f"valueCodes[{name}]", ["*"])[0].split(",") for name in cube["id"]}
        kept = {name: _kept(codes[name], asked[name]) for name in cube["id"]}
        values = [
            value for place, value in enumerate(cube["value"]) if _is_kept(place, cube["size"], cube["id"], codes, kept)
        ]
        dimension = {
            name: {
                **side,
                "category": {
                    **side["category"],
                    "index": {code: at for at, code in enumerate(kept[name])},
                    "label": {code: side["category"]["label"][code] for code in kept[name]},
                },
            }
            for name, side in cube["dimension"].items()
        }
        return {**cube, "size": [len(kept[name]) for name in cube["id"]], "dimension": dimension, "value": values}


def _kept(codes: list[str], asked: list[str]) -> list[str]:
    if asked[0].startswith("TOP("):
        return codes[-int(asked[0][4:-1]) :]
    return [code for code in codes if "*" in asked or code in asked]


def _is_kept(
    place: int, size: list[int], names: list[str], codes: dict[str, list[str]], kept: dict[str, list[str]]
) -> bool:
    for name, count in zip(reversed(names), reversed(size), strict=True):
        place, at = divmod(place, count)
        if codes[name][at] not in kept[name]:
            return False
    return True


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    source: ScbSource

    def do_GET(self) -> None:
        self.source.asked.append(unquote(self.path))
        fault = self.source.faults.pop(0) if self.source.faults else ""
        if fault == "slow":
            time.sleep(1.0)
        answer = self.source.answer(self.path)
        status = int(fault) if fault.isdigit() else 404 if answer is None else 200
        body = json.dumps(answer).encode() if status == 200 else b""
        if fault == "half":
            body = body[: len(body) // 2]
        if fault == "renamed":
            body = body.replace(b'"value":', b'"values":')
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Be quiet."""


@contextmanager
def fake_scb() -> Iterator[ScbSource]:
    """SCB at work on this machine until the end of the block."""
    source = ScbSource()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"source": source}))
    server.daemon_threads = True
    source.address = f"http://127.0.0.1:{server.server_address[1]}/api/v2"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield source
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
