"""Report a finished project: outcome, time and effects against what was decided (slutredovisning)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.frames.ledger import board_key
from ramverk.apps.investments.models import FinalReport, Project, ProjectPhase
from ramverk.apps.investments.policy import may_follow
from ramverk.apps.investments.queries.projects import submission_for
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.freeze import freeze
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require
from ramverk.core.money import Ore, Unit, format_amount


@dataclass(frozen=True, slots=True)
class Outcome:
    """What it came to; `amount` is gross outlay in öre."""

    amount: int
    finished_on: date
    effects: str
    deviation: str = ""


TOLERANCE_PCT = 5
"""A deviation larger than this needs its explanation."""


@transaction.atomic
def report_final(actor: Actor, project: Project, version: int, outcome: Outcome) -> FinalReport:
    """Frozen with its checksum; the project is over."""
    row = Project.objects.select_for_update(of=("self",)).select_related("round", "body").get(pk=project.pk)
    require(may_follow(actor, row, submission_for(row.round, row.body_id)))
    _check(row, outcome)
    content = {
        "project": row.name, "key": str(row.key), "board": board_key(row.body), "decided": row.total,
        "outcome": outcome.amount, "finished_on": outcome.finished_on.isoformat(),
        "planned": [row.activated_year, row.activated_month], "deviation": outcome.deviation.strip(),
        "effects": outcome.effects.strip(),
    }  # fmt: skip
    document = freeze(actor, "final_report", _("Slutredovisning: %s") % row.name, content)
    change(row, version, phase=ProjectPhase.FINAL_REPORT)
    flip(actor, row, ProjectPhase.EXECUTION, ProjectPhase.FINAL_REPORT)
    made = FinalReport.objects.create(
        project=row, outcome=outcome.amount, decided=row.total, finished_on=outcome.finished_on,
        deviation=outcome.deviation.strip(), effects=outcome.effects.strip(), document=document, at=clock.now(),
        by=actor.name,
    )  # fmt: skip
    after = {"outcome": f"{format_amount(Ore(outcome.amount), Unit.KR)} kr", "checksum": document.checksum}
    record(actor, "investments.report_final", row, before={"phase": ProjectPhase.EXECUTION}, after=after)
    return made


def _check(project: Project, outcome: Outcome) -> None:
    if project.phase != ProjectPhase.EXECUTION:
        raise Invalid(_("Bara ett projekt i genomförande kan slutredovisas. Projektet är i skedet %s.")
                      % project.get_phase_display())  # fmt: skip
    if outcome.finished_on > clock.today():
        raise Invalid(_("Projektet kan inte vara klart i framtiden. Slutredovisa när det är klart."))
    if outcome.amount < 0:
        raise Invalid(_("Utfallet skrivs utan minus."))
    if not outcome.effects.strip():
        raise Invalid(_("Skriv vilka effekter projektet fick mot de väntade."))
    decided = project.total or 0
    if abs(outcome.amount - decided) * 100 > TOLERANCE_PCT * decided and not outcome.deviation.strip():
        raise Invalid(_("Utfallet skiljer mer än fem procent från beslutet. Skriv vad avvikelsen beror på."))
