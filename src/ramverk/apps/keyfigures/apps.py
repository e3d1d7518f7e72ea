"""Registers the area of key figures with Django."""

from django.apps import AppConfig


class KeyfiguresConfig(AppConfig):
    """Indicators, comparison groups, analysis and conclusions."""

    name = "ramverk.apps.keyfigures"
    label = "keyfigures"
    verbose_name = "Nyckeltal"

    def ready(self) -> None:
        """Draw the January dialogue's pages, show the analysis at its steps, name duties and what the history shows."""
        from ramverk.apps.cycle.desks import register_duties, register_papers
        from ramverk.apps.keyfigures.duties import duties_of
        from ramverk.apps.keyfigures.models import AnalysisState
        from ramverk.apps.keyfigures.queries.analysing import papers_of
        from ramverk.apps.keyfigures.search import SHELVES
        from ramverk.apps.keyfigures.slides import slides_of
        from ramverk.apps.keyfigures.wording import FIELDS, VERBS
        from ramverk.apps.meetings.slides import register_slides
        from ramverk.apps.trail.search import put_up
        from ramverk.apps.trail.wording import name_fields, name_values, name_verbs

        put_up(*SHELVES)
        register_slides(slides_of)
        register_papers(papers_of)
        register_duties(duties_of)
        name_values("keyfigures.analysis", "state", {str(value): label for value, label in AnalysisState.choices})
        name_verbs(VERBS)
        name_fields(FIELDS)
