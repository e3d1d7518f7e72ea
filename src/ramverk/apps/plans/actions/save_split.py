"""Save how the board parts its frame, against the edition it is written for."""

import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.frames.models import Edition, Operation
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.frame import newest_frames
from ramverk.apps.plans.holding import lock_section, remember, saved
from ramverk.apps.plans.models import Section, SplitRow
from ramverk.apps.plans.queries.stored import rows_of_split
from ramverk.apps.plans.rows import SplitLine
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Stale


@transaction.atomic
def save_split(
    actor: Actor, section: Section, version: int, edition: Edition | None, lines: Sequence[SplitLine]
) -> Section:
    """Replace the rows. `edition` is the one whose frame the person saw; a later decided one is a refusal."""
    row = lock_section(actor, section, version)
    put_split(actor, row, version, edition, lines)
    after = {"board": row.plan.submission.body.name, "rows": len(lines)}
    record(actor, "plans.save_split", row, after=after)
    return row


def put_split(
    actor: Actor, row: Section, version: int, edition: Edition | None, lines: Sequence[SplitLine], **also: object
) -> None:
    """Write the rows of a locked section. `also` is kept with the version and says what was done."""
    plan = row.plan
    newest = newest_frames(plan.submission.activity.round)
    if newest is not None and newest != edition:
        raise Stale(
            _("Ramarna är beslutade på nytt i ”%s” sedan du öppnade sidan. Läs in den igen och fördela den nya ramen.")
            % newest
        )
    known = set(Operation.objects.filter(pk__in=[line.operation_id for line in lines]).values_list("pk", flat=True))
    if any(line.operation_id not in known for line in lines):
        raise Invalid(_("Välj en verksamhet på varje rad med belopp."))
    before = {str(one.key) for one in row.split_rows.all()}
    row.split_rows.all().delete()
    SplitRow.objects.bulk_create(
        SplitRow(
            section=row, key=line.key if line.key in before else uuid.uuid4(), order=order,
            operation_id=line.operation_id, unit=line.unit.strip()[:80], account=line.account.strip()[:40],
            amounts={year: amount for year, amount in line.amounts.items() if amount},
        )
        for order, line in enumerate(lines)
    )  # fmt: skip
    if plan.edition_id != (edition.pk if edition else None):
        change(plan, plan.version, edition=edition)
    saved(actor, row, version)
    remember(actor, row, {"rows": rows_of_split(row), **also})
