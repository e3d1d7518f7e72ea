"""Registers the cycle area with Django."""

from django.apps import AppConfig


class CycleConfig(AppConfig):
    """One Mål & Budget round: activities, date histories, phases, gates, my work."""

    name = "ramverk.apps.cycle"
    label = "cycle"
    verbose_name = "Årsomgång"

    def ready(self) -> None:
        """Put up the plain desks; later areas take over kinds with structured work of their own."""
        from ramverk.apps.cycle import wording_verbs
        from ramverk.apps.cycle.desk_decision import DecisionDesk
        from ramverk.apps.cycle.desk_generic import GenericDesk
        from ramverk.apps.cycle.desk_party import PartyDesk
        from ramverk.apps.cycle.desk_submission import SubmissionDesk
        from ramverk.apps.cycle.desks import register
        from ramverk.apps.cycle.on_bodies import takes_part
        from ramverk.apps.cycle.policy_desks import PARTY_SEALED, PLAIN
        from ramverk.apps.cycle.search import SHELVES
        from ramverk.apps.cycle.tellings import TELLINGS
        from ramverk.apps.cycle.told import register_telling
        from ramverk.apps.cycle.wording_desks import FIELDS, VERBS
        from ramverk.apps.organisation.hooks import tells_participation
        from ramverk.apps.trail.search import put_up
        from ramverk.apps.trail.wording import name_fields, name_verbs

        put_up(*SHELVES)
        tells_participation(takes_part)
        register(["submission", "revision"], SubmissionDesk())
        register(["decision"], DecisionDesk())
        register(PARTY_SEALED, PartyDesk())
        register(PLAIN, GenericDesk())
        register_telling(*TELLINGS)
        from ramverk.apps.cycle.models import MinutesState, SubmissionState
        from ramverk.apps.trail.wording import name_values

        name_values("cycle.submission", "state", {str(value): label for value, label in SubmissionState.choices})
        for kind in ("cycle.submission", "cycle.decisionrecord"):
            name_values(kind, "minutes_state", {str(value): label for value, label in MinutesState.choices})
        name_verbs({**wording_verbs.VERBS, **VERBS})
        name_fields({**wording_verbs.FIELDS, **FIELDS})
