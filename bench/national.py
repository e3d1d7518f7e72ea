"""A generated national set in the source's own form: 6,000 indicators, 310 areas, 20 years, three sexes."""

from functools import cache

import numpy as np

from ramverk.core.keyfigures.packing import Packed
from ramverk.formats.kolada.bulk import packed_answer

INDICATORS, AREAS, YEARS, GENDERS = 6_000, 310, 20, 3


@cache
def _frame() -> str:
    """An answer with room for its figures."""
    rows = []
    for area in range(AREAS):
        for year in range(2000, 2000 + YEARS):
            figures = ",".join(
                f'{{"gender":"{gender}","count":1,"status":"","value":%s,"isdeleted":false}}' for gender in "TKM"
            )
            rows.append(f'{{"kpi":"@","municipality":"{area:04d}","period":{year},"values":[{figures}]}}')
    return f'{{"values":[{",".join(rows)}],"count":{AREAS * YEARS},"next_url":null,"previous_url":null}}'


_VARIANTS = 12
"""Sets of figures that the indicators share in turn: making them is not what is measured."""


@cache
def _variant(number: int) -> bytes:
    chance = np.random.default_rng(number)
    numbers = np.round(chance.normal(100, 25, AREAS * YEARS * GENDERS), 1).tolist()
    for at in chance.integers(0, len(numbers), len(numbers) // 50):
        numbers[at] = "null"
    return (_frame() % tuple(numbers)).encode()


def answer(number: int) -> bytes:
    """All figures of one indicator; one in fifty is missing."""
    return _variant(number % _VARIANTS).replace(b'"@"', f'"M{number:05d}"'.encode())


def packed_answer_of(number: int) -> dict[str, Packed]:
    """What a process makes of one answer, the making of the answer included."""
    return packed_answer(answer(number))
