"""Who may see and do what in a round. Declared once, read as list filter and as check of one object."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.models import Activity, ActivityKind, Notice, Round, TimetableImport
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Role
from ramverk.apps.trail.verdicts import Allowed, Denied, Verdict
from ramverk.apps.trail.visibility import Circle, Visibility

RUNS_A_BODY = (Role.CHAIR, Role.FIRST_VICE_CHAIR, Role.SECRETARY, Role.HEAD, Role.OFFICIAL, Role.GROUP_LEADER)
"""Those who may say that their body's own step has begun or is done."""


def _everyone_signed_in(actor: Actor) -> Q | None:
    return Q() if actor.is_signed_in else None


ROUNDS = Visibility(
    Round,
    (Circle(_("alla som är inloggade"), _everyone_signed_in),),
    _("Året visas för den som har loggat in."),
)
ACTIVITIES = Visibility(
    Activity,
    (Circle(_("alla som är inloggade"), _everyone_signed_in),),
    _("Året visas för den som har loggat in."),
)
IMPORTS = Visibility(
    TimetableImport,
    (Circle(_("ekonomiavdelningen"), lambda actor: Q() if actor.owns_the_process else None),),
    _("En inläst tidplan är ett utkast och syns bara för ekonomiavdelningen tills årsomgången har startat."),
)
NOTICES = Visibility(
    Notice,
    (Circle(_("bara dig"), lambda actor: Q(person_id=actor.person_id) if actor.person_id else None),),
    _("Meddelandet är till någon annan."),
)


def sees_whole_year(actor: Actor) -> bool:
    """Whether some circle gives the actor every activity, so that what others were shown may be shown again."""
    return any(circle.rows(actor) == Q() for circle in ACTIVITIES.circles)


PROCESS_OWNER_VERBS = {
    "cycle.import_timetable": _("Bara ekonomiavdelningen läser in tidplaner."),
    "cycle.answer_import": _("Bara ekonomiavdelningen läser in tidplaner."),
    "cycle.discard_import": _("Bara ekonomiavdelningen läser in tidplaner."),
    "cycle.start_round": _("Bara ekonomiavdelningen startar årsomgången."),
    "cycle.add_activity": _("Bara ekonomiavdelningen lägger till aktiviteter. Be dem om raden du saknar."),
    "cycle.edit_activity": _("Bara ekonomiavdelningen ändrar i tidplanen."),
    "cycle.split_activity": _("Bara ekonomiavdelningen delar rader."),
    "cycle.merge_activities": _("Bara ekonomiavdelningen slår ihop rader."),
    "cycle.move_activity": _("Bara ekonomiavdelningen flyttar datum. Be dem om ett nytt datum."),
    "cycle.cancel_activity": _("Bara ekonomiavdelningen ställer in aktiviteter."),
    "cycle.reassign_activity": _("Bara ekonomiavdelningen utser ansvariga."),
    "cycle.change_phase": _("Bara ekonomiavdelningen ändrar faser."),
    "cycle.change_need": _("Bara ekonomiavdelningen ändrar grindar."),
    "cycle.change_round": _("Bara ekonomiavdelningen ändrar omgångens inställningar."),
    "cycle.close_round": _("Bara ekonomiavdelningen avslutar årsomgången."),
    "cycle.reopen_round": _("Bara ekonomiavdelningen öppnar årsomgången igen."),
}
OWNER_VERBS = {
    "cycle.open_activity": _("Bara den som ansvarar för aktiviteten, eller ekonomiavdelningen, öppnar den."),
    "cycle.complete_activity": _(
        "Bara den som ansvarar för aktiviteten, eller ekonomiavdelningen, markerar den som klar."
    ),
    "cycle.reopen_activity": _("Bara den som ansvarar för aktiviteten, eller ekonomiavdelningen, öppnar den igen."),
    "cycle.fix_day": _("Bara den som ansvarar för aktiviteten, eller ekonomiavdelningen, bestämmer dagen."),
}


def may(actor: Actor, verb: str, activity: Activity | None = None) -> Verdict:
    """Whether the actor may use a verb of this area, on this activity where it concerns one."""
    if actor.owns_the_process and (verb in PROCESS_OWNER_VERBS or verb in OWNER_VERBS):
        return Allowed(_("ekonomiavdelningen"))
    if verb in OWNER_VERBS and activity is not None:
        return Allowed(_("den som ansvarar")) if answers_for(actor, activity) else Denied(OWNER_VERBS[verb])
    return Denied(PROCESS_OWNER_VERBS[verb])


def may_follow(actor: Actor) -> Verdict:
    """Whether the actor is told what others do in the round."""
    if actor.owns_the_process:
        return Allowed(_("ekonomiavdelningen"))
    return Denied(
        _(
            "Händelserna samlas för ekonomiavdelningen, som driver omgången. Vad som har hänt med en sak står i "
            "historiken på dess egen sida."
        )
    )


def answers_for(actor: Actor, activity: Activity) -> bool:
    """Whether the step is the actor's own: as responsible, as stand-in, or as a leader of the owning body."""
    if activity.responsible_id is not None and activity.responsible_id in _persons(actor):
        return True
    if activity.owner_id is None:
        return activity.kind == ActivityKind.HANDOVER and actor.holds((Role.CHAIR, Role.GROUP_LEADER))
    leads = actor.holds(RUNS_A_BODY, body_id=activity.owner_id)
    return leads or any(held.parent_id == activity.owner_id for held in actor.held((Role.HEAD, Role.OFFICIAL)))


def _persons(actor: Actor) -> set[int | None]:
    return {actor.person_id} | {held.for_id for held in actor.mandates if held.for_id}
