"""Save what the board asks for outside its frame, in order of urgency."""

import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.holding import lock_section, remember, saved
from ramverk.apps.plans.models import FrameRequest, Section
from ramverk.apps.plans.queries.stored import rows_of_requests
from ramverk.apps.plans.rows import RequestLine
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid


@transaction.atomic
def save_requests(actor: Actor, section: Section, version: int, lines: Sequence[RequestLine]) -> Section:
    """Replace the requests; the first is the most urgent."""
    row = lock_section(actor, section, version)
    if any(not line.title.strip() for line in lines):
        raise Invalid(_("Skriv vad varje önskemål gäller."))
    before = {str(one.key) for one in row.requests.all()}
    row.requests.all().delete()
    FrameRequest.objects.bulk_create(
        FrameRequest(
            section=row, key=line.key if line.key in before else uuid.uuid4(), rank=rank,
            title=line.title.strip()[:200],
            motive=line.motive.strip(), consequence=line.consequence.strip(), goal_text=line.goal_text.strip()[:300],
            is_one_off=line.is_one_off, amounts={year: amount for year, amount in line.amounts.items() if amount},
        )
        for rank, line in enumerate(lines, 1)
    )  # fmt: skip
    saved(actor, row, version)
    remember(actor, row, {"rows": rows_of_requests(row)})
    record(actor, "plans.save_requests", row, after={"board": row.plan.submission.body.name, "rows": len(lines)})
    return row
