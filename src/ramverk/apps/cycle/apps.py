"""Registers the cycle area with Django."""

from django.apps import AppConfig


class CycleConfig(AppConfig):
    """One Mål & Budget round: activities, date histories, phases, gates, my work."""

    name = "ramverk.apps.cycle"
    label = "cycle"
    verbose_name = "Årsomgång"

    def ready(self) -> None:
        """Put up the plain desks; later areas take over kinds with structured work of their own."""
        from ramverk.apps.cycle.desk_decision import DecisionDesk
        from ramverk.apps.cycle.desk_generic import GenericDesk
        from ramverk.apps.cycle.desk_party import PartyDesk
        from ramverk.apps.cycle.desk_submission import SubmissionDesk
        from ramverk.apps.cycle.desks import register
        from ramverk.apps.cycle.policy_desks import PARTY_SEALED, PLAIN
        from ramverk.apps.cycle.wording_desks import FIELDS, VERBS
        from ramverk.apps.trail.wording import name_fields, name_verbs

        register(["submission", "revision"], SubmissionDesk())
        register(["decision"], DecisionDesk())
        register(PARTY_SEALED, PartyDesk())
        register(PLAIN, GenericDesk())
        name_verbs(VERBS)
        name_fields(FIELDS)
