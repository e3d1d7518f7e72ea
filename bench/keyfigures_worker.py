"""Measures the import of a country and the comparison page: `python -m bench.keyfigures_worker sqlite|postgresql`.

BENCH_INDICATORS makes the country smaller.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Iterator

import pandas as pd

from bench.load import open_loop
from bench.national import AREAS, GENDERS, INDICATORS, YEARS, answer, packed_answer_of
from bench.rows import Row, median_row, milliseconds, percentile

PER_SECOND, SECONDS, RUNS = 20.0, 10.0, 3


def main() -> None:
    """Build the world, read the country in, measure, print the rows as JSON."""
    count = int(os.environ.get("BENCH_INDICATORS", INDICATORS))
    import django

    django.setup()
    from bench.world import build, cookies
    from ramverk.web.setup import prepare_database, prepare_static_files

    prepare_database()
    prepare_static_files()
    people = build()
    rows = [vars(row) for row in (*_import(count), *_page(cookies(people[:200])))]
    database = sys.argv[1] if len(sys.argv) > 1 else "sqlite"
    for row in rows:
        if database != "sqlite":
            row["id"] = f"{row['id']}.{database}"
    print(json.dumps(rows))


def _import(count: int) -> Iterator[Row]:
    """From answers in the source's form to committed blocks; pandas only parses some of the same answers."""
    from django.db.models import Sum
    from django.db.models.functions import Length

    from ramverk.apps.keyfigures.actions.import_figures import import_blocks
    from ramverk.apps.keyfigures.importing import Origin
    from ramverk.apps.keyfigures.models import FigureBlock, VintageSource
    from ramverk.formats.kolada.bulk import in_parallel

    start = time.perf_counter()
    parts = in_parallel(packed_answer_of, range(count), os.cpu_count() or 1)
    import_blocks(_analyst(), parts, Origin(VintageSource.KOLADA_FILE, "generated", "0" * 64))
    taken = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    cells = count * AREAS * YEARS * GENDERS
    beside = _pandas_seconds(min(count, 20)) * count
    work = "a national set read in: JSON to stored blocks, in one transaction"
    yield Row(
        id="keyfigures.import.national", work=work, unit="s", ours=round(taken, 1), n=cells, target=180,
        peers={"pandas, parsing only": round(beside, 1)},
    )  # fmt: skip
    work = "peak memory of the importing process"
    yield Row(id="keyfigures.import.memory", work=work, unit="MiB", ours=round(peak, 1), n=cells, target=600)
    stored = FigureBlock.objects.aggregate(all=Sum(Length("payload")))["all"]
    work = "stored bytes per cell: the value and its mark"
    yield Row(id="keyfigures.stored", work=work, unit="bytes", ours=round(stored / cells, 3), n=cells, target=2.5)


def _pandas_seconds(count: int) -> float:
    """Seconds for one answer parsed to a flat table."""
    answers = [json.loads(answer(number)) for number in range(count)]
    texts = [json.dumps(one) for one in answers]
    start = time.perf_counter()
    for text in texts:
        pd.json_normalize(json.loads(text)["values"], "values", ["kpi", "municipality", "period"])
    return (time.perf_counter() - start) / count


def _analyst() -> object:
    from ramverk.apps.organisation.actor import Actor, Held
    from ramverk.apps.organisation.models import BodyKind, Role

    held = Held(0, BodyKind.FINANCE_DEPARTMENT, "Ekonomiavdelningen", None, Role.HEAD, "chef")
    return Actor(None, "Mätning", mandates=(held,))


def _page(signed_in: list[str]) -> list[Row]:
    """p95 of the comparison of 25 indicators with all municipalities, and of one indicator, under an open loop."""
    from django.urls import reverse

    from bench.web_worker import _server
    from ramverk.apps.keyfigures.models import Indicator
    from ramverk.apps.organisation.models import Municipality

    Municipality.objects.update(code="0180")
    for order, row in enumerate(Indicator.objects.filter(current__isnull=False)[:25], 1):
        Indicator.objects.filter(pk=row.pk).update(order=order, section=f"Avsnitt {order % 8}")
    code = Indicator.objects.get(order=1).code
    pages = {
        "comparison": f"{reverse('keyfigures:index')}?grupp=alla",
        "indicator": f"{reverse('keyfigures:indicator', args=[code])}?grupp=alla",
    }
    rows = [_first(name, path, signed_in[0]) for name, path in pages.items()]
    with _server() as port:
        for name, path in pages.items():
            open_loop(port, path, signed_in, PER_SECOND, 3)
            runs = [open_loop(port, path, signed_in, PER_SECOND, SECONDS) for _ in range(RUNS)]
            p95 = [percentile(run.taken, 0.95) for run in runs]
            work = f"the {name} page of key figures against all municipalities, 20 requests/s, open loop, p95 of 10 s"
            row = median_row(p95, id=f"keyfigures.{name}.p95", work=work, unit="ms", n=25, target=200)
            row.errors = sum(run.failed for run in runs)
            rows.append(row)
    return rows


def _first(name: str, path: str, cookie: str) -> Row:
    """CPU of a page where nothing is remembered of it, nor of any block: the first request of a worker after a deed."""
    from django.test import Client, override_settings

    from ramverk.apps.keyfigures.queries.known import block_of_payload

    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies["sessionid"] = cookie.partition("=")[2]

    def asked() -> None:
        block_of_payload.cache_clear()
        assert client.get(path).status_code == 200

    with override_settings(YEAR_REMEMBERED_SECONDS=0):
        taken = milliseconds(asked, 21, time.process_time)
    work = f"CPU of the {name} page of key figures, the first request of a worker after a deed, no block unpacked"
    return median_row(taken, id=f"keyfigures.{name}.cpu.after_a_deed", work=work, unit="ms", n=25, target=100)


if __name__ == "__main__":
    main()
