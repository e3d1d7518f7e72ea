"""Put a section back as it stood in an earlier version. What it replaces stays in the history."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.frames.models import Operation
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.actions.save_goal import put_indicators
from ramverk.apps.plans.holding import lock_section, remember, saved
from ramverk.apps.plans.models import CatalogueIndicator, FrameRequest, Goal, Section, SectionKind, SplitRow
from ramverk.apps.plans.queries.stored import content_of_section
from ramverk.apps.plans.rows import IndicatorValues
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid


@transaction.atomic
def restore_section(actor: Actor, section: Section, version: int, number: int) -> Section:
    """`number` is the version to go back to. Links of a goal that was removed are not remembered."""
    row = lock_section(actor, section, version)
    wanted = row.versions.filter(number=number).first()
    if wanted is None:
        raise Invalid(_("Den versionen finns inte."))
    remember(actor, row, content_of_section(row))
    if row.is_text:
        saved(actor, row, version, text=wanted.content["text"])
    else:
        _ROWS[SectionKind(row.kind)](row, wanted.content["rows"])
        saved(actor, row, version)
    remember(actor, row, content_of_section(row))
    record(actor, "plans.restore_section", row, after={"number": number})
    return row


def _split(section: Section, rows: list[dict[str, Any]]) -> None:
    operations = {one.code: one.pk for one in Operation.objects.filter(code__in=[row["operation"] for row in rows])}
    section.split_rows.all().delete()
    SplitRow.objects.bulk_create(
        SplitRow(
            section=section, key=row["key"], order=order, operation_id=operations[row["operation"]], unit=row["unit"],
            account=row["account"], amounts=row["amounts"],
        )
        for order, row in enumerate(rows)
        if row["operation"] in operations
    )  # fmt: skip


def _requests(section: Section, rows: list[dict[str, Any]]) -> None:
    section.requests.all().delete()
    FrameRequest.objects.bulk_create(
        FrameRequest(
            section=section, key=row["key"], rank=row["rank"], title=row["title"], motive=row["motive"],
            consequence=row["consequence"], goal_text=row["goal"], is_one_off=row["is_one_off"],
            amounts=row["amounts"],
        )
        for row in rows
    )  # fmt: skip


def _goals(section: Section, rows: list[dict[str, Any]]) -> None:
    keys = [row["key"] for row in rows]
    section.goals.exclude(key__in=keys).filter(level="unit").delete()
    section.goals.exclude(key__in=keys).delete()
    in_round = section.plan.submission.activity.round
    for order, row in enumerate(sorted(rows, key=lambda one: one["level"]), 1):
        known = Goal.objects.filter(round=in_round)
        parent = known.filter(key=row["parent_key"]) if row["parent_key"] else known.none()
        own = parent.filter(section=section).first()
        names = ("level", "text", "reason", "unit", "is_financial", "is_good_economy", "responsible", "period")
        fields = {name: row[name] for name in names}
        goal, _is_new = Goal.objects.update_or_create(
            section=section, key=row["key"],
            defaults=fields | {"order": order, "round": in_round, "parent": own or parent.filter(section=None).first()},
        )  # fmt: skip
        put_indicators(goal, tuple(_indicator(one) for one in row["indicators"]), keep_keys=True)


def _indicator(row: dict[str, Any]) -> IndicatorValues:

    known = CatalogueIndicator.objects.filter(code=row["code"]).first() if row["code"] else None
    until = row["missing_until"]
    plain = {name: value for name, value in row.items() if name not in {"code", "missing_until"}}
    return IndicatorValues(
        **plain, missing_until=date.fromisoformat(until) if until else None, catalogue_id=known.pk if known else None
    )


_ROWS = {SectionKind.SPLIT: _split, SectionKind.REQUESTS: _requests, SectionKind.GOALS: _goals}
