"""Registers the area of proposals with Django."""

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    """Party rooms, proposals, handover and questions to officials."""

    name = "ramverk.apps.proposals"
    label = "proposals"
    verbose_name = "Budgetförslag"

    def ready(self) -> None:
        """Take over the parties' desk, open what is tabled, and name what histories show."""
        from ramverk.apps.cycle.desks import register, register_duties
        from ramverk.apps.cycle.policy_desks import PARTY_SEALED
        from ramverk.apps.frames.investment_totals import register_beside
        from ramverk.apps.frames.policy import register_opening
        from ramverk.apps.investments.frame_rows import register_overlay
        from ramverk.apps.proposals.desk import RoomDesk
        from ramverk.apps.proposals.policy import editions_opened
        from ramverk.apps.proposals.projects import flows_beside, overlay
        from ramverk.apps.proposals.queries.hand_overs import reading_duties
        from ramverk.apps.proposals.search import SHELVES
        from ramverk.apps.proposals.wording import FIELDS, VERBS
        from ramverk.apps.trail.search import put_up
        from ramverk.apps.trail.wording import name_fields, name_verbs

        put_up(*SHELVES)
        register(PARTY_SEALED, RoomDesk())
        register_duties(reading_duties)
        register_opening(editions_opened)
        register_overlay(overlay)
        register_beside(flows_beside)
        name_verbs(VERBS)
        name_fields(FIELDS)
