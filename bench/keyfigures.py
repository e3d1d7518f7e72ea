"""Key figures: a whole country read in, what it takes to store, a comparison page under load, ranking in the core."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator

import numpy as np
import pandas as pd

from bench.rows import Row, median_row, milliseconds
from ramverk.core.keyfigures.comparison import Direction, ranks


def rows() -> Iterator[Row]:
    """Ranking here; the import and the page in a process of its own on a fresh database."""
    yield _ranking()
    with tempfile.TemporaryDirectory(prefix="ramverk-bench-") as folder:
        environment = os.environ | {
            "RAMVERK_HOME": folder,
            "RAMVERK_SECRET_KEY": "measuring",
            "DJANGO_SETTINGS_MODULE": "ramverk.web.settings.production",
        }
        command = [sys.executable, "-m", "bench.keyfigures_worker"]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
        for row in json.loads(done.stdout.decode().splitlines()[-1]):
            yield Row(**row)


def _ranking() -> Row:
    """One indicator over all areas in every year, ties and missing values among them; pandas beside."""
    chance = np.random.default_rng(7)
    values = np.round(chance.normal(100, 25, (310, 20)), 1)
    values[chance.random(values.shape) < 0.02] = np.nan
    frame = pd.DataFrame(values)

    def ours() -> list[np.ndarray]:
        return [ranks(values[:, year], Direction.LOWER) for year in range(values.shape[1])]

    def theirs() -> pd.DataFrame:
        return frame.rank(method="min")

    errors = int((np.stack(ours(), axis=1) != theirs().fillna(0).to_numpy()).sum())
    peers = {"pandas": round(statistics.median(milliseconds(theirs, 51)), 3)}
    work = "rank one indicator over 310 areas in each of 20 years"
    taken = milliseconds(ours, 51)
    return median_row(
        taken, id="keyfigures.rank.one", work=work, unit="ms", n=6_200, target=20, peers=peers, errors=errors
    )
