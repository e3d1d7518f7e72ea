"""The same collapse and the same what-if by others: plain NumPy, pandas, Polars, DuckDB. As they are by default: all
processors, the same narrow column types, data already in their own memory."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from bench.budget import LABELS, YEARS, activity_rates, class_rates

GROUPS = (
    ("version", "period", "board", "price_class"),
    ("version", "year", "board", "activity"),
    ("version", "year", "unit"),
    ("version", "year", "account"),
)
"""The sums asked of everyone. Periods are months counted from January of the first year, so year is period // 12."""
Columns = dict[str, np.ndarray]


class Peer(Protocol):
    """Someone else who can do it. What the methods return is made comparable outside the measured time."""

    name: str

    def __init__(self, made: Columns) -> None: ...

    def collapse(self) -> object: ...

    def tables(self, result: object) -> list[np.ndarray]:
        """The result as dense arrays in the order of `GROUPS`."""

    def what_if(self) -> object: ...

    def effects(self, result: object) -> np.ndarray:
        """The result as öre per board and year of the first version."""


def _dense(group: Sequence[str], columns: Columns) -> np.ndarray:
    table = np.zeros([LABELS.size(name) for name in group], np.int64)
    table[tuple(columns[name].astype(np.intp) for name in group)] = columns["amount"].astype(np.int64)
    return table


def _dense_effects(columns: Columns) -> np.ndarray:
    effects = np.zeros((LABELS.size("board"), len(YEARS)))
    effects[columns["board"].astype(np.intp), columns["year"].astype(np.intp)] = columns["effect"]
    return effects


def _rate_tables() -> tuple[Columns, Columns]:
    """The rates as small tables to join."""
    by_class, by_activity = class_rates(), activity_rates()
    places = np.indices(by_class.shape), np.indices(by_activity.shape)
    return (
        {
            "price_class": places[0][0].ravel().astype(np.uint8),
            "year": places[0][1].ravel().astype(np.uint8),
            "class_rate": by_class.ravel(),
        },
        {
            "activity": places[1][0].ravel().astype(np.uint16),
            "year": places[1][1].ravel().astype(np.uint8),
            "activity_rate": by_activity.ravel(),
        },
    )


class Plain:
    """NumPy as one would write it at once: whole columns, one code per group, sums in floats."""

    name = "numpy"

    def __init__(self, made: Columns) -> None:
        self.made = made

    def collapse(self) -> list[np.ndarray]:
        columns = self.made | {"year": self.made["period"] // 12}
        return [self._sums(group, columns) for group in GROUPS]

    def _sums(self, group: Sequence[str], columns: Columns) -> np.ndarray:
        codes = columns[group[0]].astype(np.intp)
        cells = LABELS.size(group[0])
        for name in group[1:]:
            codes = codes * LABELS.size(name) + columns[name]
            cells *= LABELS.size(name)
        return np.bincount(codes, columns["amount"], cells)

    def tables(self, result: list[np.ndarray]) -> list[np.ndarray]:
        shapes = [[LABELS.size(name) for name in group] for group in GROUPS]
        return [table.reshape(shape).astype(np.int64) for table, shape in zip(result, shapes, strict=True)]

    def what_if(self) -> np.ndarray:
        made, year = self.made, self.made["period"] // 12
        rates = class_rates()[made["price_class"], year] + activity_rates()[made["activity"], year]
        rates *= made["version"] == 0
        return np.bincount(made["board"].astype(np.intp) * 3 + year, made["amount"] * rates, LABELS.size("board") * 3)

    def effects(self, result: np.ndarray) -> np.ndarray:
        return result.reshape(-1, 3)


class Pandas:
    """pandas: grouping without sorting."""

    name = "pandas"

    def __init__(self, made: Columns) -> None:
        import pandas as pd

        self.pd = pd
        self.frame = pd.DataFrame(made, copy=False)

    def collapse(self) -> object:
        frame = self.frame.assign(year=self.frame["period"] // 12)
        return [frame.groupby(list(group), sort=False)["amount"].sum() for group in GROUPS]

    def tables(self, result) -> list[np.ndarray]:
        frames = [table.reset_index() for table in result]
        return [
            _dense(group, {name: frame[name].to_numpy() for name in frame})
            for group, frame in zip(GROUPS, frames, strict=True)
        ]

    def what_if(self) -> object:
        frame = self.frame[self.frame["version"] == 0]
        frame = frame.assign(year=frame["period"] // 12)
        for rates in _rate_tables():
            keys = [name for name in rates if not name.endswith("rate")]
            frame = frame.merge(self.pd.DataFrame(rates), on=keys)
        frame = frame.assign(effect=frame["amount"] * (frame["class_rate"] + frame["activity_rate"]))
        return frame.groupby(["board", "year"], sort=False)["effect"].sum()

    def effects(self, result) -> np.ndarray:
        frame = result.reset_index()
        return _dense_effects({name: frame[name].to_numpy() for name in frame})


class Polars:
    """Polars: one lazy plan for all the groupings, all threads."""

    name = "polars"

    def __init__(self, made: Columns) -> None:
        import polars as pl

        self.pl = pl
        self.frame = pl.DataFrame(made).lazy()
        self.rates = [pl.DataFrame(rates).lazy() for rates in _rate_tables()]

    def collapse(self) -> object:
        frame = self.frame.with_columns(year=self.pl.col("period") // 12)
        total = self.pl.col("amount").sum()
        return self.pl.collect_all([frame.group_by(group).agg(total) for group in GROUPS])

    def tables(self, result) -> list[np.ndarray]:
        return [
            _dense(group, {name: frame[name].to_numpy() for name in frame.columns})
            for group, frame in zip(GROUPS, result, strict=True)
        ]

    def what_if(self) -> object:
        pl = self.pl
        frame = self.frame.filter(pl.col("version") == 0).with_columns(year=pl.col("period") // 12)
        frame = frame.join(self.rates[0], on=["price_class", "year"]).join(self.rates[1], on=["activity", "year"])
        effect = (pl.col("amount") * (pl.col("class_rate") + pl.col("activity_rate"))).sum().alias("effect")
        return frame.group_by("board", "year").agg(effect).collect()

    def effects(self, result) -> np.ndarray:
        return _dense_effects({name: result[name].to_numpy() for name in result.columns})


class DuckDB:
    """DuckDB: a table in memory, all threads."""

    name = "duckdb"

    def __init__(self, made: Columns) -> None:
        import duckdb

        self.connection = duckdb.connect()
        rates = _rate_tables()
        for name, columns in (("lines", made), ("class_rates", rates[0]), ("activity_rates", rates[1])):
            self.connection.register("given", columns)
            self.connection.execute(f"create table {name} as select * from given")
            self.connection.unregister("given")

    def collapse(self) -> object:
        source = "(select *, period // 12 as year from lines)"
        return [
            self.connection.execute(
                f"select {', '.join(group)}, sum(amount) as amount from {source} group by {', '.join(group)}"
            ).fetchnumpy()
            for group in GROUPS
        ]

    def tables(self, result) -> list[np.ndarray]:
        return [_dense(group, columns) for group, columns in zip(GROUPS, result, strict=True)]

    def what_if(self) -> object:
        return self.connection.execute(
            "select board, year, sum(amount * (class_rate + activity_rate)) as effect"
            " from (select *, period // 12 as year from lines where version = 0)"
            " join class_rates using (price_class, year) join activity_rates using (activity, year)"
            " group by board, year"
        ).fetchnumpy()

    def effects(self, result) -> np.ndarray:
        return _dense_effects(result)


PEERS: tuple[type[Peer], ...] = (Plain, Pandas, Polars, DuckDB)
