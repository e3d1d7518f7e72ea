"""Registers the area of investments with Django."""

from django.apps import AppConfig


class InvestmentsConfig(AppConfig):
    """Project sheets, capital cost and priority."""

    name = "ramverk.apps.investments"
    label = "investments"
    verbose_name = "Investeringar"

    def ready(self) -> None:
        """Answer for the boards' sheets and their revision, give editions their rows, name what the history shows."""
        from ramverk.apps.cycle.desks import register_duties, register_papers
        from ramverk.apps.cycle.submission_content import register_content, register_frozen, when_opened
        from ramverk.apps.cycle.told import register_telling
        from ramverk.apps.frames import generation, investment_totals
        from ramverk.apps.frames.sources import register_addresses
        from ramverk.apps.investments.actions.open_sheets import open_where_revised
        from ramverk.apps.investments.addresses import addresses_of
        from ramverk.apps.investments.content import PROJECT_SHEETS, REVISED_SHEETS
        from ramverk.apps.investments.duties import duties_of
        from ramverk.apps.investments.frame_rows import RULE, investment_rows, totals_of
        from ramverk.apps.investments.models import Category, Funding, ProjectPhase
        from ramverk.apps.investments.papers import papers_of
        from ramverk.apps.investments.policy import is_investment_submission, is_sheet_revision
        from ramverk.apps.investments.search import SHELVES
        from ramverk.apps.investments.slides import slides_of
        from ramverk.apps.investments.tellings import TELLINGS
        from ramverk.apps.investments.wording import FIELDS, VERBS
        from ramverk.apps.meetings.slides import register_slides
        from ramverk.apps.trail.search import put_up
        from ramverk.apps.trail.wording import name_fields, name_values, name_verbs

        put_up(*SHELVES)
        register_content(is_investment_submission, PROJECT_SHEETS)
        register_content(is_sheet_revision, REVISED_SHEETS)
        register_frozen("sheet_revision", "investments/revised_frozen.html")
        when_opened(open_where_revised)
        register_papers(papers_of)
        register_telling(*TELLINGS)
        register_duties(duties_of)
        register_slides(slides_of)
        generation.register(investment_rows, RULE)
        register_addresses("investment_list", addresses_of)
        investment_totals.register(totals_of)
        name_verbs(VERBS)
        name_values("investments.project", "funding", {str(value): label for value, label in Funding.choices})
        name_values("investments.project", "category", {str(value): label for value, label in Category.choices})
        name_values("investments.project", "phase", {str(value): label for value, label in ProjectPhase.choices})
        name_fields(FIELDS)
