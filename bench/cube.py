"""The cube: collapsing lines beside others who do the same, one what-if, a thousand, and the memory it takes."""

import json
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from time import perf_counter

import numpy as np

from bench import budget
from bench.office import recalculation
from bench.peers import PEERS, Peer
from bench.rows import Row, median_row, milliseconds
from ramverk.core.cube.assumptions import Assumptions, PayRevision
from ramverk.core.cube.basis import Basis, Financing, calculate_basis
from ramverk.core.cube.collapse import collapse
from ramverk.core.cube.cube import Cube
from ramverk.core.cube.labels import Month
from ramverk.core.cube.lines import Lines
from ramverk.core.cube.scenarios import combine_pulls, scenarios
from ramverk.core.cube.whatif import what_if

FINANCING = Financing(
    tax_base=dict.fromkeys(budget.YEARS, 10_000_000_000_00), tax_rate_ore=dict.fromkeys(budget.YEARS, 2135)
)


def rows() -> Iterator[Row]:
    """Collapse and what-if at each size, then the thousand scenarios and the memory."""
    for name, count in budget.SIZES.items():
        made = budget.columns(count)
        lines = budget.lines(made)
        peers = [peer(made) for peer in PEERS]
        yield _collapse_row(name, lines, peers)
        yield _what_if_row(name, lines, peers)
        if name == "1m":
            yield _scenarios_row(lines)
        del made, lines, peers
    yield _memory_row()


def interleaved(work: dict[str, Callable[[], object]], runs: int, *, warm: bool) -> dict[str, list[float]]:
    """The times in ms of each of several, taken in turn so that what disturbs one disturbs all; one uncounted round.

    `warm`: each runs once uncounted right before, for small columns may still be in the processor's cache from the one
    before, and that is nobody's merit.
    """
    taken: dict[str, list[float]] = {name: [] for name in work}
    for run in range(runs + 1):
        for name, one in work.items():
            if warm:
                one()
            start = perf_counter()
            one()
            if run:
                taken[name].append((perf_counter() - start) * 1000)
    return taken


def _collapse_row(name: str, lines: Lines, peers: list[Peer]) -> Row:
    work: dict[str, Callable[[], object]] = {"ours": lambda: collapse(lines, budget.CLASSES)}
    work |= {peer.name: peer.collapse for peer in peers} | {"limit": lines.amount.sum}
    is_small = len(lines) <= 100_000
    taken = interleaved(work, runs=51 if is_small else 7, warm=is_small)
    cube = collapse(lines, budget.CLASSES)
    beside = {peer.name: round(statistics.median(taken[peer.name]), 3) for peer in peers}
    return median_row(
        taken["ours"],
        id=f"cube.collapse.{name}",
        work="sums per version, period, board, price class; and per version, year and board x activity, unit, account",
        unit="ms",
        n=len(lines),
        peers=beside,
        limit=round(statistics.median(taken["limit"]), 4),
        target=min(beside.values()),
        errors=sum(_differences(cube, peer) for peer in peers),
    )


def _differences(cube: Cube, peer: Peer) -> int:
    """Cells in which a peer has another sum than we."""
    ours = [cube.by_class, cube.by_activity, cube.marginal("unit"), cube.marginal("account")]
    theirs = peer.tables(peer.collapse())
    return sum(int((one != other).sum()) for one, other in zip(ours, theirs, strict=True))


def _basis(lines: Lines) -> Basis:
    return calculate_basis(collapse(lines, budget.CLASSES), "version0", budget.PEOPLE, FINANCING)


def _what_if_row(name: str, lines: Lines, peers: list[Peer]) -> Row:
    """Ours on the collapsed lines; the peers, who have no cube, line by line; a spreadsheet recalculates its sums."""
    basis = _basis(lines)
    work: dict[str, Callable[[], object]] = {peer.name: peer.what_if for peer in peers}
    taken = interleaved(work, runs=5, warm=len(lines) <= 100_000)
    effects = what_if(basis, budget.ASSUMED).effects()[:-1].sum(axis=2)
    beside: dict[str, float | None] = {key: round(statistics.median(times), 3) for key, times in taken.items()}
    note = ""
    if len(lines) <= 100_000:
        beside["libreoffice"] = recalculation(lines)
        note = "" if beside["libreoffice"] else "; LibreOffice (soffice) is not installed here, so it is not measured"
    return median_row(
        milliseconds(lambda: what_if(basis, budget.ASSUMED).effects(), runs=101),
        id=f"cube.whatif.{name}",
        work=f"prices, two pay revisions and nine drivers, by board, year and cause; peers line by line{note}",
        unit="ms",
        n=len(lines),
        peers=beside,
        target=2,
        # The peers reckon in floats: they may differ by their own last digits, here up to a krona of a board's year.
        errors=sum(int((abs(peer.effects(peer.what_if()) - effects) > 100).sum()) for peer in peers),
    )


def _scenarios_row(lines: Lines) -> Row:
    directions = [
        Assumptions(pay=(PayRevision("pay", Month(2019, 4), 1_000),)),
        Assumptions(price_ppm={"rents": dict.fromkeys(budget.YEARS, 1_000)}),
        Assumptions(people={budget.DRIVERS[0]: dict.fromkeys(budget.YEARS, 1)}),
        Assumptions(tax_rate_ore=dict.fromkeys(budget.YEARS, 1)),
        Assumptions(tax_base_ppm=dict.fromkeys(budget.YEARS, 1_000)),
    ]
    steps = np.random.default_rng(71).normal(0, 5, size=(1_000, len(directions))).round().astype(np.int64)

    def thousand() -> object:
        basis = _basis(lines)
        return scenarios(basis, combine_pulls(basis, directions, steps)).results()

    taken = [one / 1000 for one in milliseconds(thousand)]
    return median_row(
        taken,
        id="cube.scenarios.1000x1m",
        work="collapse a million lines, then a thousand scenarios of five uncertainties by board, year and cause",
        unit="s",
        n=1_000,
        target=2,
    )


def _memory_row() -> Row:
    """Each in a process of its own, five times for ours: the peak resident memory over the raw columns."""
    ours = [_peak("ours") for _ in range(5)]
    return median_row(
        ours,
        id="cube.memory.10m",
        work="peak resident memory of a process that makes and collapses 10 million lines, over the raw columns",
        unit="ratio",
        n=budget.SIZES["10m"],
        peers={peer.name: _peak(peer.name) for peer in PEERS},
        target=3,
    )


def _peak(who: str) -> float:
    done = subprocess.run([sys.executable, "-m", "bench.cube_memory", who], check=True, stdout=subprocess.PIPE)
    found = json.loads(done.stdout)
    return round(found["peak"] / found["raw"], 3)
