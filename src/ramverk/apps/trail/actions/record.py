"""Leave a trail entry, chained to the one before it."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Model

from ramverk.apps.trail import clock
from ramverk.apps.trail.actors import Actor
from ramverk.apps.trail.models import TrailEntry, TrailHead


def fingerprint(previous_hash: str, content: dict[str, Any]) -> str:
    """SHA-256 over the previous entry's hash and the canonical JSON of this entry's content."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder)
    return hashlib.sha256(f"{previous_hash}\n{canonical}".encode()).hexdigest()


def content_of(entry: TrailEntry) -> dict[str, Any]:
    """The fields of an entry that its hash covers; time in UTC, so that any database gives it back alike."""
    return {
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(),
        "actor_id": entry.actor_id,
        "actor_name": entry.actor_name,
        "actor_role": entry.actor_role,
        "in_name_of": entry.in_name_of,
        "verb": entry.verb,
        "subject": [entry.subject_type, entry.subject_id, entry.subject_label],
        "before": entry.before,
        "after": entry.after,
        "reason": entry.reason,
    }


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """The values as JSON gives them back, so that the hash of the stored row is the hash of the written one."""
    plain: dict[str, Any] = json.loads(json.dumps(values, ensure_ascii=False, cls=DjangoJSONEncoder))
    return plain


@dataclass(frozen=True, slots=True)
class Deed:
    """One of several things done at once: to what, what it was and what it became."""

    subject: Model
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


def record(
    actor: Actor,
    verb: str,
    subject: Model,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
    role: str = "",
) -> TrailEntry:
    """Write one entry about `subject`. `verb` is area.verb ("cycle.move_activity").

    Called last in an action: it locks the end of the chain until the deed's transaction commits.
    """
    return record_all(actor, verb, [Deed(subject, before or {}, after or {})], reason=reason, role=role)[-1]


@transaction.atomic
def record_all(actor: Actor, verb: str, deeds: Sequence[Deed], *, reason: str = "", role: str = "") -> list[TrailEntry]:
    """Write one entry per deed, in their order, as `record` would one after the other."""
    head, _made = TrailHead.objects.select_for_update().get_or_create(pk=1)
    entries: list[TrailEntry] = []
    number, last = head.last_number, head.last_hash
    for deed in deeds:
        number += 1
        entry = TrailEntry(
            number=number,
            at=clock.now(),
            actor_id=actor.person_id,
            actor_name=actor.name,
            actor_role=(role or actor.role)[:200],
            in_name_of=actor.in_name_of,
            verb=verb,
            subject_type=deed.subject._meta.label_lower,
            subject_id=str(deed.subject.pk),
            subject_label=str(deed.subject)[:300],
            before=_plain(deed.before),
            after=_plain(deed.after),
            reason=reason,
            previous_hash=last,
        )
        entry.hash = last = fingerprint(last, content_of(entry))
        entries.append(entry)
    if len(entries) == 1:
        entries[0].save()
    else:
        TrailEntry.objects.bulk_create(entries)
    TrailHead.objects.filter(pk=1).update(last_number=number, last_hash=last)
    return entries
