"""Bring a project to another phase on a decision; what it was to cost then stands beside it."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.investments.models import GatePassage, Project, ProjectPhase
from ramverk.apps.investments.phases import GATES
from ramverk.apps.investments.policy import may_follow
from ramverk.apps.investments.queries.projects import submission_for
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@dataclass(frozen=True, slots=True)
class Gate:
    """The decision that opens it."""

    to_phase: str
    decided_on: date
    decision: str
    note: str = ""


@transaction.atomic
def pass_gate(actor: Actor, project: Project, version: int, gate: Gate) -> GatePassage:
    """Execution needs a decided total and components: what is built must be known before it is."""
    row = Project.objects.select_for_update(of=("self",)).select_related("round", "body").get(pk=project.pk)
    require(may_follow(actor, row, submission_for(row.round, row.body_id)))
    _check(row, gate)
    from_phase = row.phase
    change(row, version, phase=gate.to_phase)
    flip(actor, row, from_phase, gate.to_phase, gate.note)
    made = GatePassage.objects.create(
        project=row, from_phase=from_phase, to_phase=gate.to_phase, decided_on=gate.decided_on,
        decision=gate.decision.strip()[:200], total=row.total, note=gate.note.strip(), at=clock.now(), by=actor.name,
    )  # fmt: skip
    record(
        actor, "investments.pass_gate", row,
        before={"phase": from_phase}, after={"phase": gate.to_phase, "decision": made.decision}, reason=gate.note,
    )  # fmt: skip
    return made


def _check(project: Project, gate: Gate) -> None:
    if gate.to_phase not in GATES[project.phase]:
        words = {
            "from": project.get_phase_display(),
            "to": dict(ProjectPhase.choices).get(gate.to_phase, gate.to_phase),
        }
        raise Invalid(_("Ett projekt i skedet %(from)s kan inte gå till %(to)s. Ta ett skede i taget.") % words)
    if gate.decided_on > clock.today():
        raise Invalid(_("Beslutet kan inte vara daterat i framtiden. Ange dagen då det fattades."))
    if not any(char.isdigit() for char in gate.decision):
        raise Invalid(_("Ange vem som beslutade och paragrafen, till exempel Tekniska nämnden § 31."))
    if gate.to_phase == ProjectPhase.EXECUTION and (project.total is None or not project.components.exists()):
        raise Invalid(
            _("Till genomförande krävs en beslutad total utgift och komponenter. Fyll i dem i projektbladet.")
        )
    if gate.to_phase == ProjectPhase.STOPPED and not gate.note.strip():
        raise Invalid(_("Skriv varför projektet stoppas; det läses när frågan kommer upp igen."))
