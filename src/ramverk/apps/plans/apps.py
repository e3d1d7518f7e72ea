"""Registers the area of activity plans with Django."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Activity plans, goals, measures and targets."""

    name = "ramverk.apps.plans"
    label = "plans"
    verbose_name = "Verksamhetsplaner"

    def ready(self) -> None:
        """Answer for submissions of plans, open a plan in each board's room, and name what the history shows."""
        from ramverk.apps.cycle.desks import register_duties, register_papers
        from ramverk.apps.cycle.submission_content import register_content, register_frozen, when_opened
        from ramverk.apps.frames.links import register_links
        from ramverk.apps.frames.referring import register_references
        from ramverk.apps.keyfigures.targets import register_targets
        from ramverk.apps.plans.actions.open_plan import open_where_written
        from ramverk.apps.plans.contents import PlanContent
        from ramverk.apps.plans.duties import duties_of
        from ramverk.apps.plans.key_figures import targets_of
        from ramverk.apps.plans.papers import papers_of
        from ramverk.apps.plans.recognising import is_written_here
        from ramverk.apps.plans.references import references_of
        from ramverk.apps.plans.revised import plan_links
        from ramverk.apps.plans.search import SHELVES
        from ramverk.apps.plans.wording import FIELDS, VERBS
        from ramverk.apps.trail.search import put_up
        from ramverk.apps.trail.wording import name_fields, name_verbs

        put_up(*SHELVES)
        register_content(is_written_here, PlanContent())
        register_frozen("activity_plan", "plans/_frozen.html")
        register_papers(papers_of)
        register_duties(duties_of)
        register_references(references_of)
        register_links(plan_links)
        register_targets(targets_of)
        when_opened(open_where_written)
        name_verbs(VERBS)
        name_fields(FIELDS)
