"""What is worked out from editions is remembered while they stand unchanged, by each process for itself."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from django.db import connection

P = ParamSpec("P")
R = TypeVar("R")


def remembered(work: Callable[P, R]) -> Callable[P, R]:
    """Remember answers by their arguments, which name versions; never inside a transaction.

    A transaction that is taken back has used version numbers that the next one uses again, with other rows behind them.
    """
    kept = lru_cache(maxsize=256)(work)

    @wraps(work)
    def answer(*args: P.args, **kwargs: P.kwargs) -> R:
        if connection.in_atomic_block:
            return work(*args, **kwargs)
        return kept(*args, **kwargs)  # type: ignore[arg-type]

    return answer
