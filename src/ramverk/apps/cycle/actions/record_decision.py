"""Record what a body decided: frozen with checksum, and the activity is done."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import formats
from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.adopt import Proof
from ramverk.apps.cycle.actions.advance import advance
from ramverk.apps.cycle.models import Activity, ActivityState, DecisionRecord
from ramverk.apps.cycle.policy_desks import may_record_decision, may_record_plainly
from ramverk.apps.cycle.queries_decision import decision_findings, earliest_day, needs_reason
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail.actions.freeze import NamedFile, checksum, freeze
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Stale, require


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be recorded."""

    body: Body
    proof: Proof
    text: str
    files: tuple[NamedFile, ...] = field(default=())
    reason: str = ""
    """Why it was decided although a step before it was missing."""

    def title(self, activity: Activity) -> str:
        """ "Kommunstyrelsen 6 februari 2018 § 24: Beslut om ramdirektiv"."""
        day = formats.date_format(self.proof.decided_on, "j F Y")
        return f"{self.body.name} {day} § {self.proof.paragraph}: {activity.title}"[:300]

    def content(self, activity: Activity) -> dict[str, Any]:
        """What is frozen beside the files."""
        return {
            "body": self.body.name,
            "decided_on": self.proof.decided_on.isoformat(),
            "paragraph": self.proof.paragraph,
            "activity": activity.title,
            "text": self.text,
            "reason": self.reason,
        }

    def checksum(self, activity: Activity) -> str:
        """The checksum the frozen decision gets."""
        return checksum(self.title(activity), self.content(activity), self.files)


def checked(actor: Actor, activity: Activity, decision: Decision, *, by_matter: bool = False) -> Decision:
    """The decision in the form it will be frozen, or a refusal that says what does not hold."""
    may = may_record_decision if by_matter else may_record_plainly
    require(may(actor, activity, decision.body))
    proof = decision.proof.checked()
    if not decision.text.strip():
        raise Invalid(_("Skriv beslutets lydelse, att-sats för att-sats."))
    before = earliest_day(activity)
    if before and proof.decided_on < before[0]:
        words = {"day": formats.date_format(proof.decided_on, "j F Y"), "step": before[1]}
        raise Invalid(
            _("Beslutet kan inte vara daterat %(day)s: det bygger på ett senare steg, %(step)s. Rätta datumet.") % words
        )
    findings = decision_findings(activity, decision.body, proof.decided_on, proof.minutes_state)
    if needs_reason(findings) and not decision.reason.strip():
        open_steps = " ".join(finding.message for finding in findings if needs_reason([finding]))
        raise Invalid(_("%s Skriv skälet till att beslutet fattades ändå; det följer med beslutet.") % open_steps)
    return Decision(decision.body, proof, decision.text.strip(), tuple(decision.files), decision.reason.strip())


@transaction.atomic
def record_decision(
    actor: Actor,
    activity: Activity,
    version: int,
    decision: Decision,
    seen: str | None = None,
    *,
    by_matter: bool = False,
) -> DecisionRecord:
    """Freeze and record. `seen` is the checksum of the preview; `version` that of the activity on the page.

    `by_matter`: the decision comes out of a matter's handling, which is where it is recorded while there is one.
    """
    row = Activity.objects.select_for_update(of=("self",)).select_related("round").get(pk=activity.pk)
    if row.version != version:
        raise Stale(_("Aktiviteten har ändrats medan du skrev. Inget har sparats; läs in sidan igen."))
    decision = checked(actor, row, decision, by_matter=by_matter)
    if seen is not None and seen != decision.checksum(row):
        raise Stale(_("Det du granskade är inte längre det som skulle frysas. Granska en gång till."))
    document = freeze(actor, "decision", decision.title(row), decision.content(row), decision.files)
    made = DecisionRecord.objects.create(
        activity=row, body=decision.body, decided_on=decision.proof.decided_on, paragraph=decision.proof.paragraph,
        text=decision.text, minutes_state=decision.proof.minutes_state, document=document,
    )  # fmt: skip
    advance(actor, row, ActivityState.DONE, _("Beslutet är registrerat."))
    after = {
        "body": decision.body.name,
        "decided_on": decision.proof.decided_on,
        "paragraph": decision.proof.paragraph,
        "checksum": document.checksum,
    }
    record(actor, "cycle.record_decision", row, after=after, reason=decision.reason)
    return made


def with_files(decision: Decision, files: Sequence[NamedFile]) -> Decision:
    """The same decision with more files."""
    return Decision(decision.body, decision.proof, decision.text, (*decision.files, *files), decision.reason)
