"""Measures the pages on one database, in a process of its own: `python -m bench.web_worker sqlite|postgresql`."""

import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bench.load import open_loop
from bench.rows import Row, median_row, milliseconds, percentile
from ramverk.web.serving import command

PER_SECOND, SECONDS, RUNS = 20.0, 10.0, 5
_FRAME_RUNS = 3
"""200 people who each open a page every ten seconds."""


def main() -> None:
    """Build the world, measure, print the rows as JSON."""
    database = sys.argv[1]
    import django

    django.setup()
    from bench.ledger import build_ledger
    from bench.world import build, cookies
    from ramverk.web.setup import prepare_database, prepare_static_files

    prepare_database()
    prepare_static_files()
    people = build()
    editions = build_ledger()
    signed_in = cookies(people[:200])
    rows = list(_cpu(signed_in[0])) if database == "sqlite" else []
    rows += _served(database, signed_in)
    rows += _frames(database, signed_in, [edition.pk for edition in editions])
    rows += _public() if database == "sqlite" else []
    rows += _people_import(database)
    print(json.dumps([vars(row) for row in rows]))


def _cpu(cookie: str) -> Iterator[Row]:
    """CPU and queries of the year page in this process, beside a bare page behind the same middleware."""
    from django.db import connection
    from django.test import Client, override_settings
    from django.test.utils import CaptureQueriesContext
    from django.urls import clear_url_caches, reverse

    year = reverse("cycle:year")
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies["sessionid"] = cookie.partition("=")[2]
    with override_settings(ROOT_URLCONF="bench.bare"):
        clear_url_caches()
        bare = milliseconds(lambda: client.get("/"), 30, time.process_time)
    clear_url_caches()
    peers = {"bare page": round(statistics.median(bare), 3)}
    with override_settings(YEAR_REMEMBERED_SECONDS=0):
        assert client.get(year).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            client.get(year)
        asked = float(len(queries.captured_queries))
        taken = milliseconds(lambda: client.get(year), 30, time.process_time)
    work = "SQL queries of the year page, the first after a deed"
    yield Row(id="web.year.queries", work=work, unit="count", ours=asked, n=60, target=12)
    work = "CPU of the year page, the first request after a deed (60 activities, 12 boards, 300 people)"
    yield median_row(taken, id="web.year.cpu.after_a_deed", work=work, unit="ms", n=60, peers=peers)
    taken = milliseconds(lambda: client.get(year), 30, time.process_time)
    work = "CPU of the year page as served: a worker remembers the year until the next deed"
    yield median_row(taken, id="web.year.cpu", work=work, unit="ms", n=60, target=25, peers=peers)


def _served(database: str, signed_in: list[str]) -> list[Row]:
    """p95 of the year page under an open loop, beside the sign-in page under the same load."""
    from django.urls import reverse

    with _server() as port:
        open_loop(port, reverse("cycle:year"), signed_in, PER_SECOND, 3)
        year = [open_loop(port, reverse("cycle:year"), signed_in, PER_SECOND, SECONDS) for _ in range(RUNS)]
        plain = open_loop(port, reverse("account_login"), [""], PER_SECOND, SECONDS)
    p95 = [percentile(run.taken, 0.95) for run in year]
    work = "the year page at 20 requests/s, open loop, 200 signed-in people, p95 per run of 10 s"
    peers = {"sign-in page": round(percentile(plain.taken, 0.95), 3)}
    row = median_row(p95, id=f"web.year.p95.{database}", work=work, unit="ms", n=200, target=150, peers=peers)
    row.errors = sum(run.failed for run in year)
    return [row]


def _public() -> list[Row]:
    """p95 of the public front page under 200 requests/s, without a session, each asking for the whole page."""
    from django.urls import reverse

    from bench.ledger import publish_one

    publish_one()
    front = reverse("public:front")
    with _server() as port:
        open_loop(port, front, [""], 200.0, 3)
        runs = [open_loop(port, front, [""], 200.0, SECONDS) for _ in range(_FRAME_RUNS)]
    p95 = [percentile(run.taken, 0.95) for run in runs]
    work = "the public front page at 200 requests/s, open loop, whole pages, p95 per run of 10 s"
    row = median_row(p95, id="web.public.p95.200rps", work=work, unit="ms", n=200, target=50)
    row.errors = sum(run.failed for run in runs)
    return [row]


def _frames(database: str, signed_in: list[str], editions: list[int]) -> list[Row]:
    """p95 of the frames overview and of four editions side by side, under the same open loop."""
    from django.urls import reverse

    compared = "&".join(f"utgava={pk}" for pk in (editions[0], editions[1], editions[-2], editions[-1]))
    pages = {
        "frames": reverse("frames:edition", args=[editions[-1]]),
        "compare": f"{reverse('frames:compare')}?{compared}",
        "bridge": f"{reverse('frames:bridge', args=[editions[-1]])}?mot={editions[0]}",
    }
    rows = []
    with _server() as port:
        for name, path in pages.items():
            open_loop(port, path, signed_in, PER_SECOND, 3)
            runs = [open_loop(port, path, signed_in, PER_SECOND, SECONDS) for _ in range(_FRAME_RUNS)]
            p95 = [percentile(run.taken, 0.95) for run in runs]
            work = f"the frames' {name} at 20 requests/s, open loop, 100 editions, p95 per run of 10 s"
            row = median_row(p95, id=f"web.{name}.p95.{database}", work=work, unit="ms", n=3000, target=200)
            row.errors = sum(run.failed for run in runs)
            rows.append(row)
    return rows


def _people_import(database: str) -> list[Row]:
    """Importing 2,000 people with a mandate each, from file to committed."""
    from bench.people import import_once

    taken = [import_once(number) for number in range(5)]
    name = "import.people.2000" if database == "sqlite" else f"import.people.2000.{database}"
    work = f"2,000 people and mandates from a workbook, checked and saved ({database})"
    return [median_row(taken, id=name, work=work, unit="s", n=2000, target=5)]


@contextmanager
def _server() -> Iterator[int]:
    """The product's own server with two worker processes, on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    server = subprocess.Popen(command(port), env=os.environ, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                time.sleep(1)
                return
        time.sleep(0.1)
    raise SystemExit("The server did not start.")


if __name__ == "__main__":
    main()
