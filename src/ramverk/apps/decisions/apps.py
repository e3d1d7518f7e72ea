"""Registers the area of decisions with Django."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """Matters, clauses, votes, minutes and the confirming gate."""

    name = "ramverk.apps.decisions"
    label = "decisions"
    verbose_name = "Beslut"

    def ready(self) -> None:
        """Take over the desk of decisions, answer the areas below, and name what the history shows."""
        from ramverk.apps.cycle.desks import register, register_papers
        from ramverk.apps.cycle.policy_desks import register_dealt_with
        from ramverk.apps.cycle.told import register_telling
        from ramverk.apps.decisions.desk import MatterDesk
        from ramverk.apps.decisions.queries.drafting import papers_of
        from ramverk.apps.decisions.queries.fates import fates_of_handed, fates_of_tabled
        from ramverk.apps.decisions.queries.gate import gate_beside, gates_at
        from ramverk.apps.decisions.queries.invested import decided_projects
        from ramverk.apps.decisions.queries.next_step import plain_recording
        from ramverk.apps.decisions.queries.projects import RULE, agreed_projects, agreements_of, loan_rows
        from ramverk.apps.decisions.queries.rates import rate_behind_forecasts
        from ramverk.apps.decisions.queries.revised import SPLIT, plans_read
        from ramverk.apps.decisions.search import SHELVES
        from ramverk.apps.decisions.tellings import TELLINGS
        from ramverk.apps.frames import generation
        from ramverk.apps.frames.beside import register_pages_beside
        from ramverk.apps.frames.decided_rate import register_decided_rate, register_rate_before
        from ramverk.apps.frames.fates import register_fates
        from ramverk.apps.frames.sources import register_addresses
        from ramverk.apps.investments.frame_rows import register_agreements, register_overlay
        from ramverk.apps.proposals.terms import terms_of
        from ramverk.apps.trail.search import put_up

        put_up(*SHELVES)
        register(["decision"], MatterDesk())
        register_dealt_with(plain_recording)
        register_papers(papers_of)
        register_telling(*TELLINGS)
        register_papers(gates_at)
        register_pages_beside(gate_beside)
        register_overlay(agreed_projects)
        register_overlay(decided_projects)
        register_agreements(agreements_of)
        generation.register(loan_rows, RULE)
        register_decided_rate(rate_behind_forecasts)
        register_rate_before(lambda edition: terms_of(edition.round).tax_rate)
        register_fates(fates_of_handed)
        register_fates(fates_of_tabled)
        register_addresses(SPLIT, plans_read)
        _consult_the_unions()
        _name_the_history()


def _name_the_history() -> None:
    from ramverk.apps.decisions.models import Choice, MatterKind, MatterState, PostponementKind, SittingState
    from ramverk.apps.decisions.wording import FIELDS, VERBS
    from ramverk.apps.trail.wording import name_fields, name_values, name_verbs

    name_verbs(VERBS)
    name_fields(FIELDS)
    name_values("decisions.matter", "kind", {str(value): label for value, label in MatterKind.choices})
    name_values("decisions.matter", "state", {str(value): label for value, label in MatterState.choices})
    name_values("decisions.sitting", "state", {str(value): label for value, label in SittingState.choices})
    name_values("decisions.sitting", "kind", {str(value): label for value, label in PostponementKind.choices})
    name_values("decisions.proposition", "choice", {str(value): label for value, label in Choice.choices})


def _consult_the_unions() -> None:
    """Offer the year's editions to the unions, and let those who are asked read what they are asked about."""
    from ramverk.apps.decisions.queries.consulted import (
        editions_consulted_on,
        editions_read,
        editions_to_give,
        on_the_tables,
    )
    from ramverk.apps.frames.policy import register_opening
    from ramverk.apps.meetings.materials import register_materials

    register_materials(editions_to_give, on_the_tables, editions_read)
    register_opening(editions_consulted_on)
