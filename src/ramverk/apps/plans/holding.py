"""Holding a section while writing in it (`organisation.holding`), and saving it against the version that was seen.

Every write locks the submission, then the section, so that nothing is adopted while something else is being saved.
"""

from collections.abc import Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.advance import advance
from ramverk.apps.cycle.actions.take_step import take_step
from ramverk.apps.cycle.models import ActivityState, Submission, SubmissionState
from ramverk.apps.organisation import holding
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.holding import LEASE
from ramverk.apps.plans.models import ActivityPlan, KeptText, Lease, Section, SectionVersion
from ramverk.apps.plans.policy import may_write, may_write_section
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.verdicts import Refused, Stale, require


class Clash(Stale):
    """Somebody else saved, or holds the section. `kept` is what the person had written; `theirs` what stands now."""

    def __init__(self, refusal: Refused, kept: KeptText, section: Section) -> None:
        super().__init__(refusal.sentence)
        self.status = refusal.status
        self.kept, self.section = kept, section


def holder_of(section: Section) -> Lease | None:
    """Who is writing there now."""
    return holding.holder(Lease, section=section)


def lock_plan(actor: Actor, plan: ActivityPlan) -> ActivityPlan:
    """The plan with its submission locked; the first word in it makes the submission a draft."""
    rows = Submission.objects.select_for_update(of=("self",))
    submission = rows.select_related("activity", "body", "plan__edition", "plan__revises").get(plan=plan.pk)
    row: ActivityPlan = submission.plan
    require(may_write(actor, row))
    if submission.state in {SubmissionState.NOT_STARTED, SubmissionState.RETURNED}:
        take_step(actor, "cycle.save_submission", submission)
        advance(actor, submission.activity, ActivityState.IN_PROGRESS)
    return row


def lock_section(actor: Actor, section: Section, version: int) -> Section:
    """The section as it stands, locked, held by the actor and still at the version they saw; else a refusal."""
    plan = lock_plan(actor, section.plan)
    row = Section.objects.select_for_update(of=("self",)).get(pk=section.pk)
    row.plan = plan
    require(may_write_section(actor, row))
    renew(actor, row)
    if row.version != version:
        if row.saved_by == actor.name:
            raise Stale(
                _(
                    "Du har sparat avsnittet på ett annat ställe, till exempel i en annan flik, sedan sidan öppnades. "
                    "Inget är överskrivet: båda texterna finns kvar."
                )
            )
        raise Stale(
            _("%(who)s har sparat avsnittet medan du skrev. Inget är överskrivet: båda texterna finns kvar.")
            % {"who": row.saved_by or _("Någon annan")}
        )
    return row


def renew(actor: Actor, section: Section) -> Lease:
    """Take or prolong the lease; refused while somebody else holds it."""
    return holding.renew(actor, Lease, section=section)


def leave_to(actor: Actor, lease: Lease) -> Lease:
    """Hand a lease on to the actor, for a whole spell."""
    return holding.hand_on(actor, lease)


def leave(actor: Actor, section: Section) -> None:
    """Give the section free, if the actor holds it."""
    holding.give_free(actor, Lease, section=section)


def kept_of(actor: Actor, section: Section) -> QuerySet[KeptText]:
    """What the actor wrote in the section that could not be saved, and has not dealt with."""
    return holding.kept(actor, KeptText, section=section)


def saved(actor: Actor, section: Section, version: int, **fields: object) -> Section:
    """Write fields of a locked section: when and by whom, and it is no longer marked as ready."""
    change(section, version, saved_at=clock.now(), saved_by=actor.name, is_ready=False, **fields)
    return section


def remember(actor: Actor, section: Section, content: dict[str, object], *, is_autosave: bool = False) -> bool:
    """Keep how the section stands; autosaves of one spell are one version. Says whether a new one was begun."""
    now, latest = clock.now(), section.versions.defer("content").first()
    if is_autosave and latest and latest.by_id == actor.person_id and latest.begun_at > now - LEASE:
        section.versions.filter(pk=latest.pk).update(content=content, at=now)
        return False
    if latest is not None and _written(latest.content) == _written(content):
        return False
    SectionVersion.objects.create(
        section=section, number=latest.number + 1 if latest else 1, begun_at=now, at=now,
        by_id=actor.person_id, by=actor.name, content=content,
    )  # fmt: skip
    return True


def _written(content: Mapping[str, object]) -> tuple[object, object]:
    """What stands in the section, whatever is said of how it came there."""
    return content.get("text"), content.get("rows")


def keep(actor: Actor, section: Section, version: int, text: str) -> KeptText:
    """Keep what could not be saved; more of the same spell of writing replaces what was kept of it."""
    return holding.keep_text(actor, KeptText, version, text, section=section)
