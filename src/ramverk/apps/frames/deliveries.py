"""What a delivery to the ledger would hold, before it is made."""

import json
from dataclasses import dataclass

from ramverk.apps.frames.code_strings import Missing, code_posts, names_of
from ramverk.apps.frames.ledger import Line, line_of
from ramverk.apps.frames.models import Edition, ExportDelivery, ExportProfile
from ramverk.apps.frames.remembering import remembered
from ramverk.core.money import Ore
from ramverk.formats.codestring import CodeRow, code_rows, control_totals, difference, profile_from_json


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a delivery would hold; with codes missing it cannot be made."""

    rows: list[CodeRow]
    whole: list[CodeRow]
    missing: list[Missing]
    names: dict[str, dict[str, str]]
    since: ExportDelivery | None


def last_delivery(profile: ExportProfile, year: int) -> ExportDelivery | None:
    """The delivery that a difference is counted from."""
    rows = ExportDelivery.objects.filter(profile=profile, year=year).select_related("state", "edition")
    return rows.order_by("-pk").first()


def prepared(edition: Edition, profile: ExportProfile, year: int, *, only_difference: bool = False) -> Prepared:
    """The rows as they would be written."""
    settings = profile_from_json(profile.settings)
    posts = code_posts(edition, year, settings, profile.codes)
    whole = code_rows(posts.posts, settings)
    since = last_delivery(profile, year) if only_difference else None
    rows = difference(whole, _state(since)) if since else whole
    return Prepared(rows, whole, posts.missing, names_of(posts.posts), since)


def _state(delivery: ExportDelivery) -> dict[tuple[str, tuple[str, ...], str], int]:
    rows = json.loads(bytes(delivery.state.content))
    return {(board, tuple(codes), period): amount for board, codes, period, amount in rows}


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page shows of a delivery that could be made. Amounts are öre."""

    count: int
    first: tuple[CodeRow, ...]
    totals: tuple[tuple[str, str, int], ...]
    """Board, account class, amount."""
    total: int
    missing: tuple[Missing, ...]


def seen(edition: Edition, profile: ExportProfile, year: int, *, only_difference: bool) -> Seen:
    """Remembered while the edition, what it rests on, the profile and the last delivery stand as they are."""
    since = last_delivery(profile, year) if only_difference else None
    return _seen(line_of(edition), profile.pk, profile.version, year, since.pk if since else 0)


@remembered
def _seen(line: Line, profile: int, version: int, year: int, since: int) -> Seen:
    del version
    edition, stored = Edition.objects.get(uid=line[-1].uid), ExportProfile.objects.get(pk=profile)
    ready = prepared(edition, stored, year, only_difference=bool(since))
    totals = control_totals(ready.rows)
    return Seen(
        len(ready.rows), tuple(ready.rows[:_FIRST]),
        tuple((board, kind, int(amount)) for (board, _year, kind), amount in totals.items()),
        int(sum(totals.values(), Ore(0))), tuple(ready.missing),
    )  # fmt: skip


_FIRST = 12
