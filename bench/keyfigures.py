"""Key figures: a whole country read in, what it takes to store, a comparison page under load, ranking in the core."""

import statistics
from collections.abc import Iterator

import numpy as np
import pandas as pd

from bench.national import AREAS, GENDERS, YEARS
from bench.rows import Row, median_row, milliseconds
from bench.web import measured_in
from ramverk.core.keyfigures.blocks import Block, Mark
from ramverk.core.keyfigures.comparison import Direction, Placing, placed, ranks


def rows() -> Iterator[Row]:
    """Ranking and comparing here; the import and the pages on a fresh database of each sort, in their own process."""
    yield _ranking()
    yield _comparing()
    yield from measured_in("bench.keyfigures_worker")


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


def _comparing() -> Row:
    """25 indicators against every municipality: lowest, middle, highest, rank. pandas on the same values beside."""
    chance = np.random.default_rng(11)
    areas, years = tuple(f"{at:04d}" for at in range(AREAS)), tuple(range(2000, 2000 + YEARS))
    blocks = []
    for _ in range(25):
        values = np.round(chance.normal(100, 25, (AREAS, YEARS, GENDERS)), 1)
        values[chance.random(values.shape) < 0.02] = np.nan
        marks = np.where(np.isnan(values), Mark.MISSING, Mark.VALUE).astype(np.uint8)
        blocks.append(Block(areas, years, values, marks))
    frames = [pd.Series(np.asarray(block.values)[:, -1, 0], index=areas) for block in blocks]
    own, others = areas[7], areas[:7] + areas[8:]

    def ours() -> list[Placing]:
        return [
            placed(block.value(own, years[-1]), block.among(years[-1], others), Direction.LOWER) for block in blocks
        ]

    def theirs() -> list[tuple[float, float, float, float]]:
        return [_with_pandas(frame, own) for frame in frames]

    errors = sum(
        (one.lowest, one.middle, one.highest, float(one.rank or 0)) != other
        for one, other in zip(ours(), theirs(), strict=True)
    )
    peers = {"pandas": round(statistics.median(milliseconds(theirs, 21)), 3)}
    work = "25 indicators against 309 municipalities: lowest, middle, highest, rank"
    return median_row(milliseconds(ours, 21), id="keyfigures.compare.core", work=work, unit="ms", n=25, peers=peers,
                      errors=errors)  # fmt: skip


def _with_pandas(frame: pd.Series, own: str) -> tuple[float, float, float, float]:
    others = frame.drop(own)
    rank = frame.rank(method="min")[own]
    return float(others.min()), float(others.median()), float(others.max()), 0.0 if np.isnan(rank) else float(rank)
