"""One measured row, and how times are taken: medians over several runs, peers and limits in the same run."""

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field


@dataclass
class Row:
    """A row of build/bench.json; the fields are those of the bench contract."""

    id: str
    work: str
    unit: str
    ours: float
    n: int | None = None
    spread: list[float] | None = None
    peers: dict[str, float | None] = field(default_factory=dict)
    limit: float | None = None
    target: float | None = None
    errors: int | None = None

    def as_json(self) -> dict[str, object]:
        """The row with whether it meets its target."""
        holds = None if self.target is None else self.ours <= self.target and not self.errors
        return asdict(self) | {"holds": holds}


def milliseconds(
    work: Callable[[], object], runs: int = 7, clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    """The time of each run in ms, after one that does not count."""
    work()
    taken = []
    for _ in range(runs):
        start = clock()
        work()
        taken.append((clock() - start) * 1000)
    return taken


def median_row(taken: list[float], **fields: object) -> Row:
    """A row from the times of several runs."""
    spread = [round(min(taken), 3), round(max(taken), 3)]
    return Row(ours=round(statistics.median(taken), 3), spread=spread, **fields)  # type: ignore[arg-type]


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
