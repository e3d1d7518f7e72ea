"""Write the plan template of a round: from then on the boards' plans are written in Ramverk."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Round, Submission
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.actions.open_plan import open_plan, take_up_template
from ramverk.apps.plans.frame import WRITTEN
from ramverk.apps.plans.models import ActivityPlan, SectionKind, TemplateSection
from ramverk.apps.plans.policy import may_govern
from ramverk.apps.plans.recognising import is_plan_activity
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require

STANDARD = Path(__file__).parents[1] / "data" / "template.csv"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A section as the template is to have it."""

    key: str
    heading: str
    instruction: str = ""
    kind: str = SectionKind.TEXT
    is_required: bool = False
    follows_frame: bool = False


def standard_template() -> Iterator[Wanted]:
    """The sections most municipalities ask for; a beginning to change."""
    with STANDARD.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            yield Wanted(
                row["key"], row["heading"], row["instruction"], row["kind"],
                row["required"] == "ja", row["follows_frame"] == "ja",
            )  # fmt: skip


@transaction.atomic
def write_template(actor: Actor, in_round: Round, sections: Sequence[Wanted]) -> int:
    """Put the sections in this order. Plans still being written get new sections and instructions; no text is lost."""
    require(may_govern(actor, "plans.write_template"))
    locked = Round.objects.select_for_update().get(pk=in_round.pk)
    if not sections or any(not one.heading.strip() for one in sections):
        raise Invalid(_("Varje avsnitt behöver en rubrik."))
    keys = [one.key for one in sections]
    if len(set(keys)) < len(keys):
        raise Invalid(_("Två avsnitt har samma nyckel."))
    TemplateSection.objects.filter(round=locked).exclude(key__in=keys).delete()
    for order, one in enumerate(sections, 1):
        TemplateSection.objects.update_or_create(
            round=locked, key=one.key,
            defaults={
                "order": order, "heading": one.heading.strip()[:160], "instruction": one.instruction.strip(),
                "kind": one.kind, "is_required": one.is_required, "follows_frame": one.follows_frame,
            },
        )  # fmt: skip
    for plan in ActivityPlan.objects.filter(submission__activity__round=locked, submission__state__in=WRITTEN):
        take_up_template(plan, locked)
    waiting = Submission.objects.filter(activity__round=locked, plan=None, state__in=WRITTEN)
    for submission in waiting.select_related("activity__round", "body"):
        if is_plan_activity(submission.activity):
            open_plan(actor, submission)
    record(actor, "plans.write_template", locked, after={"sections": [one.heading for one in sections]})
    return len(sections)
