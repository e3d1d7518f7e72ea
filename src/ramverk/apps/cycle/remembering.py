"""What a worker remembers of the year between two deeds. Keys name the last deed, so nothing is ever emptied."""

import time
from collections import OrderedDict
from collections.abc import Hashable
from typing import Any

from django.conf import settings

MOST = 64
_kept: OrderedDict[Hashable, tuple[float, Any]] = OrderedDict()


def remembered(key: Hashable) -> Any:
    """What was remembered under this key, if it is not too old; else None."""
    entry = _kept.get(key)
    return entry[1] if entry and time.monotonic() - entry[0] < settings.YEAR_REMEMBERED_SECONDS else None


def remember(key: Hashable, value: Any) -> None:
    """Remember it, and forget the oldest when there is too much."""
    if settings.YEAR_REMEMBERED_SECONDS <= 0:
        return
    _kept[key] = time.monotonic(), value
    _kept.move_to_end(key)
    while len(_kept) > MOST:
        _kept.popitem(last=False)
