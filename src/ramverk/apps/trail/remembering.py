"""What a worker remembers of pages between two deeds: they are the same for everyone who may see the same.

Keys name the last deed by its hash, so nothing is ever emptied; nothing is remembered inside a transaction, which may
be taken back.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection
from django.utils.translation import get_language

from ramverk.apps.trail import clock
from ramverk.apps.trail.models import TrailHead

T = TypeVar("T")
_MOST = 96
_kept: OrderedDict[Hashable, tuple[float, Any]] = OrderedDict()


def remembered(work: Callable[[], T], *key: Hashable) -> T:
    """What `work` gave under this key since the last deed, today and in this language; else what it gives now."""
    if connection.in_atomic_block or settings.YEAR_REMEMBERED_SECONDS <= 0:
        return work()
    last = TrailHead.objects.values_list("last_hash", flat=True).first()
    whole = (last, clock.today(), get_language(), *key)
    entry = _kept.get(whole)
    if entry and time.monotonic() - entry[0] < settings.YEAR_REMEMBERED_SECONDS:
        found: T = entry[1]
        return found
    value = work()
    _kept[whole] = time.monotonic(), value
    while len(_kept) > _MOST:
        _kept.popitem(last=False)
    return value
