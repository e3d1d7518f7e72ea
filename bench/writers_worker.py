"""Measures the boards' last hour on one database: `python -m bench.writers_worker sqlite|postgresql`."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import timedelta

from bench.rows import Row, median_row, percentile
from bench.writers import Measured, Writer, last_hour, request
from ramverk.web.serving import command

PEOPLE, SECONDS, RUNS = 150, 20.0, 5
"""In a run everybody saves twice and opens a page once."""
_CRASH_AFTER = 6.0


def main() -> None:
    """Build the world, measure, kill, look, print the rows as JSON."""
    database = sys.argv[1]
    import django

    django.setup()
    from bench.world import build, cookies
    from ramverk.web.setup import prepare_database, prepare_static_files

    prepare_database()
    prepare_static_files()
    writers, deliveries = _plans(cookies(_people(build())[:PEOPLE]))
    rows = _measured(database, writers)
    rows += _killed(database, writers, deliveries)
    print(json.dumps([vars(row) for row in rows]))


def _people(everyone: Sequence[object]) -> list[object]:
    """The first 150 become secretaries, a dozen or so of each board."""
    from ramverk.apps.organisation.models import Body, BodyKind, Mandate, Role

    boards = list(Body.objects.filter(kind=BodyKind.BOARD).order_by("pk"))
    chosen = list(everyone[:PEOPLE])
    Mandate.objects.filter(person__in=chosen).delete()
    Mandate.objects.bulk_create(
        Mandate(person=person, body=boards[at % len(boards)], role=Role.SECRETARY, valid_from="2015-01-01")
        for at, person in enumerate(chosen)
    )
    return chosen


def _plans(signed_in: Sequence[str]) -> tuple[list[Writer], list[tuple[str, int, int, str]]]:
    """Frames decided, one open plan per board, a section for each writer; and 60 small submissions ready to hand in."""
    from django.utils import timezone

    from bench.ledger import build_ledger
    from ramverk.apps.cycle.models import Activity, Round, Submission
    from ramverk.apps.cycle.submission_content import content_of
    from ramverk.apps.frames.models import Edition
    from ramverk.apps.organisation.models import Body, BodyKind
    from ramverk.apps.plans.actions.open_plan import open_plan
    from ramverk.apps.plans.actions.write_template import standard_template
    from ramverk.apps.plans.models import Section, SectionKind, TemplateSection
    from ramverk.apps.trail.actors import SYSTEM

    editions = build_ledger()
    Edition.objects.filter(pk=editions[1].pk).update(state="decided", kind="preliminary")
    in_round = Round.objects.get()
    TemplateSection.objects.bulk_create(
        TemplateSection(
            round=in_round, order=order, key=one.key, heading=one.heading, kind=one.kind, instruction=one.instruction,
            is_required=one.is_required, follows_frame=one.follows_frame,
        )
        for order, one in enumerate(standard_template())
    )  # fmt: skip
    boards = list(Body.objects.filter(kind=BodyKind.BOARD).order_by("pk"))
    day = timezone.localdate() + timedelta(days=1)
    activity = Activity.objects.create(
        round=in_round, order=900, row="R900", kind="submission", title="Inlämning av verksamhetsplaner",
        start=day, end=day, needs_adoption=True, state="open",
    )  # fmt: skip
    plans = [open_plan(SYSTEM, Submission.objects.create(activity=activity, body=board)) for board in boards]
    texts = (SectionKind.TEXT, SectionKind.CONSEQUENCE)
    sections = {plan.pk: list(Section.objects.filter(plan=plan, kind__in=texts).order_by("pk")) for plan in plans}
    writers = []
    for at, cookie in enumerate(signed_in):
        plan = plans[at % len(plans)]
        section = sections[plan.pk][at // len(plans)]
        pages = (f"/planer/{plan.pk}/", f"/planer/avsnitt/{section.pk}/", "/planer/")
        writers.append(Writer(cookie, section.pk, section.version, pages))
    deliveries = []
    for number in range(5):
        small = Activity.objects.create(
            round=in_round, order=901 + number, row=f"R{901 + number}", kind="submission", title=f"Bilaga {number}",
            start=day, end=day, state="open",
        )  # fmt: skip
        for at, board in enumerate(boards):
            row = Submission.objects.create(activity=small, body=board, note="Klart.", state="ready")
            deliveries.append((signed_in[at], row.pk, row.version, content_of(small).frozen(row).checksum))
    return writers, deliveries


def _measured(database: str, writers: Sequence[Writer]) -> list[Row]:
    from bench.web_worker import _server

    with _server() as port:
        asyncio.run(last_hour(port, writers[:20], 12))  # warm workers, warm templates
        runs: list[Measured] = []
        lost = 0
        for _ in range(RUNS):
            runs.append(asyncio.run(last_hour(port, writers, SECONDS)))
            lost += _lost(writers)
    for what in [one for run in runs for one in run.first_failures][:5]:
        print(what, file=sys.stderr)
    failed = sum(run.failed for run in runs)
    people = f"150 people writing at once, a save every 10 s and a page every 20 s each, runs of {SECONDS:.0f} s"
    made = [
        median_row(
            [percentile(taken, 0.95) for taken in of_runs], id=f"{name}.{database}", unit="ms", n=len(of_runs[0]),
            work=f"{people}: p95 of {what}, from when it was due ({database})", target=1000, errors=failed + lost,
        )
        for name, what, of_runs in (
            ("web.deadline.p95", "everything they ask for", [[*run.saves, *run.opens] for run in runs]),
            ("plans.save.p95", "a save", [run.saves for run in runs]),
            ("plans.open.p95", "a page", [run.opens for run in runs]),
        )
    ]  # fmt: skip
    count = sum(len(run.saves) for run in runs)
    work = f"{people}: acknowledged saves that are not there ({database})"
    return [*made, Row(id=f"plans.lost.{database}", work=work, unit="count", n=count, ours=float(lost), target=0)]


def _lost(writers: Sequence[Writer]) -> int:
    """How many sections do not hold the last text the server said yes to, or a later one of the same writer."""
    from ramverk.apps.plans.models import Section

    stored = dict(Section.objects.filter(pk__in=[one.section for one in writers]).values_list("pk", "text"))
    return sum(_counter(stored[one.section]) < _counter(one.acknowledged) for one in writers)


def _counter(text: str) -> int:
    return int(text.split(".", maxsplit=1)[0].removeprefix("Sparning ")) if text.startswith("Sparning ") else 0


def _killed(database: str, writers: Sequence[Writer], deliveries: Sequence[tuple[str, int, int, str]]) -> list[Row]:
    """Kill -9 while people save and boards hand in; then look whether all that was acknowledged is there."""
    import socket

    from bench.web_worker import _wait_for

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    server = subprocess.Popen(command(port), env=os.environ, stdout=subprocess.DEVNULL, start_new_session=True)
    _wait_for(port)
    handed_in = asyncio.run(_until_the_crash(port, writers, deliveries, server.pid))
    server.wait(20)
    missing = _lost(writers) + _missing(handed_in)
    work = f"kill -9 of the server while 150 people save and boards hand in: acknowledged and not there ({database})"
    count = sum(one.number for one in writers) + len(handed_in)
    return [Row(id=f"plans.kill9.{database}", work=work, unit="count", n=count, ours=float(missing), target=0)]


async def _until_the_crash(
    port: int, writers: Sequence[Writer], deliveries: Sequence[tuple[str, int, int, str]], pid: int
) -> list[int]:
    handed_in: list[int] = []

    async def hand_in() -> None:
        for cookie, pk, version, checksum in deliveries:
            path = _hand_in_path(pk)
            form = {"version": str(version), "checksum": checksum}
            try:
                status, _answer = await request(port, "POST", path, cookie, form)
            except OSError:
                return
            if status == 302:
                handed_in.append(pk)

    async def crash() -> None:
        await asyncio.sleep(_CRASH_AFTER)
        os.killpg(pid, signal.SIGKILL)

    await asyncio.gather(last_hour(port, writers, _CRASH_AFTER + 2), hand_in(), crash())
    return handed_in


def _hand_in_path(pk: int) -> str:
    from django.urls import reverse

    return reverse("desks:submission_deed", args=[pk, "lamna-in"])


def _missing(handed_in: Sequence[int]) -> int:
    """Acknowledged hand-ins that are not whole, half ones that nobody acknowledged, and a trail that is broken."""
    from ramverk.apps.cycle.models import HandIn, Submission
    from ramverk.apps.trail.actions.freeze import is_intact
    from ramverk.apps.trail.verification import verify

    time.sleep(1)
    wrong = 0
    for pk in handed_in:
        made = HandIn.objects.filter(submission=pk).select_related("document").first()
        state = Submission.objects.values_list("state", flat=True).get(pk=pk)
        wrong += made is None or state != "submitted" or not is_intact(made.document)
    halves = Submission.objects.filter(state="submitted", hand_ins=None).count()
    halves += HandIn.objects.exclude(submission__state="submitted").count()
    return wrong + halves + (not verify().is_whole)


if __name__ == "__main__":
    main()
