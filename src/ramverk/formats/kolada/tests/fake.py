"""A local server that behaves like the documented API, with pages, filters, and every fault a source can have."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

RECORDED = Path(__file__).parent / "recorded"


def recorded(name: str) -> list[dict[str, Any]]:
    """The rows of a recorded answer."""
    rows: list[dict[str, Any]] = json.loads((RECORDED / f"{name}.json").read_text(encoding="utf-8"))["values"]
    return rows


@dataclass
class Source:
    """What the server holds, and what is wrong with it."""

    data: list[dict[str, Any]] = field(default_factory=lambda: recorded("data"))
    kpi: list[dict[str, Any]] = field(default_factory=lambda: recorded("kpi"))
    municipality: list[dict[str, Any]] = field(default_factory=lambda: recorded("municipality"))
    municipality_groups: list[dict[str, Any]] = field(default_factory=lambda: recorded("municipality_groups"))
    ou: list[dict[str, Any]] = field(default_factory=list)
    oudata: list[dict[str, Any]] = field(default_factory=list)
    """Units and their values; none were recorded, so a test lays in its own in the documented form."""
    changed: dict[tuple[str, str, int], str] = field(default_factory=dict)
    """When rows changed, for `from_date`."""
    per_page: int = 0
    faults: list[str] = field(default_factory=list)
    """What goes wrong with the next answers, in turn; empty words are answered well."""
    asked: list[str] = field(default_factory=list)
    address: str = ""

    def rows(self, path: str, query: dict[str, list[str]]) -> list[dict[str, Any]]:
        """The rows that an address asks for."""
        parts = path.strip("/").split("/")
        if parts[0] == "oudata":
            asked = dict(zip(parts[1::2], (part.split(",") for part in parts[2::2]), strict=True))
            return [row for row in self.oudata if row["kpi"] in asked["kpi"] and row["ou"] in asked["ou"]]
        if parts[0] == "ou":
            return [row for row in self.ou if row["municipality"] in query.get("municipality", [row["municipality"]])]
        if parts[0] != "data":
            rows = getattr(self, parts[0])
            if len(parts) > 1:
                rows = [row for row in rows if row["id"] in parts[1].split(",")]
            return [row for row in rows if all(word in row["title"] for word in query.get("title", []))]
        asked = dict(zip(parts[1::2], (part.split(",") for part in parts[2::2]), strict=True))
        if any(len(ids) > 25 for ids in asked.values()):
            raise ValueError("more than 25 ids in a segment")
        return [
            row
            for row in self.data
            if row["kpi"] in asked.get("kpi", [row["kpi"]])
            and row["municipality"] in asked.get("municipality", [row["municipality"]])
            and str(row["period"]) in asked.get("year", [str(row["period"])])
            and self.changed.get((row["kpi"], row["municipality"], row["period"]), "2018-01-01")
            >= query.get("from_date", [""])[0]
        ]

    def page(self, target: str) -> dict[str, Any]:
        """One page of an answer, with the address of the next."""
        parts = urlsplit(target)
        query = parse_qs(parts.query)
        rows = self.rows(parts.path.removeprefix("/v3"), query)
        size = self.per_page or int(query.get("per_page", ["5000"])[0])
        number = int(query.get("page", ["1"])[0])
        shown = rows[(number - 1) * size : number * size]
        following = None
        if number * size < len(rows):
            bare = "&".join(part for part in parts.query.split("&") if part and not part.startswith("page="))
            following = f"{self.address}{parts.path}?{bare}&page={number + 1}"
        return {"values": shown, "count": len(shown), "next_url": following, "previous_url": None}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    source: Source

    def do_GET(self) -> None:
        source = self.source
        source.asked.append(self.path)
        fault = source.faults.pop(0) if source.faults else ""
        if fault.isdigit():
            self.send_response(int(fault))
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if fault == "slow":
            time.sleep(1.0)
        try:
            page = source.page("/v3/kpi" if fault == "other" else self.path)
        except ValueError:
            self.send_response(400)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self._answer(_spoiled(page, fault, source, self.path), fault)

    def _answer(self, body: bytes, fault: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if fault == "cut":
            self.wfile.write(body[: len(body) // 2])
            self.wfile.flush()
            self.close_connection = True
            self.connection.close()
            return
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Be quiet."""


def _spoiled(page: dict[str, Any], fault: str, source: Source, path: str) -> bytes:
    if fault == "repeat":  # the page before once more, though it calls itself the next
        earlier = source.page(path.replace("&page=2", ""))
        page = page | {"values": earlier["values"], "count": earlier["count"]}
    if fault == "fewer":
        page = page | {"values": page["values"][:-1]}
    if fault == "away":
        page = page | {"next_url": "http://198.51.100.7/v3/data"}
    body = json.dumps(page, ensure_ascii=False).encode()
    if fault == "half":
        return body[: len(body) // 2]
    if fault == "renamed":
        return body.replace(b'"value":', b'"figure":').replace(b'"title":', b'"name":')
    if fault == "text":
        return body.replace(b'"period": ', b'"period": "').replace(
            b', "values": [{"gender"', b'", "values": [{"gender"'
        )
    return body


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_args: object) -> None:
        """A client that has given up is no news."""


@contextmanager
def fake_source(**fields: Any) -> Iterator[Source]:
    """A source at work on this machine until the end of the block."""
    source = Source(**fields)
    handler = type("Handler", (_Handler,), {"source": source})
    server = _Server(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    source.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield source
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
