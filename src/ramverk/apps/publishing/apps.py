"""Registers the area of publishing with Django."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Documents, the public site, embargo and open data."""

    name = "ramverk.apps.publishing"
    label = "publishing"
    verbose_name = "Publicering"

    def import_models(self) -> None:
        """The models lie in two files: what is published, and what is on its way."""
        super().import_models()
        import ramverk.apps.publishing.models_workspace  # noqa: F401 - importing registers them

    def ready(self) -> None:
        """Show publications at their activities, and name what the history shows."""
        from ramverk.apps.cycle.desks import register_papers
        from ramverk.apps.cycle.told import register_telling
        from ramverk.apps.frames.policy import register_opening
        from ramverk.apps.proposals.queries.rooms import register_room_papers
        from ramverk.apps.publishing.models import PackageState, PublicationState, PublicQuestionState
        from ramverk.apps.publishing.policy import editions_published
        from ramverk.apps.publishing.queries.publications import papers_for_rooms, papers_of
        from ramverk.apps.publishing.registration import register_documents
        from ramverk.apps.publishing.search import SHELVES
        from ramverk.apps.publishing.tellings import TELLINGS
        from ramverk.apps.publishing.wording import FIELDS, VERBS
        from ramverk.apps.trail.search import put_up
        from ramverk.apps.trail.wording import name_fields, name_values, name_verbs

        put_up(*SHELVES)
        register_documents()
        register_opening(editions_published)
        register_papers(papers_of)
        register_telling(*TELLINGS)
        register_room_papers(papers_for_rooms)
        name_verbs(VERBS)
        name_values("publishing.publication", "state", {str(value): label for value, label in PublicationState.choices})
        question_states = {str(value): label for value, label in PublicQuestionState.choices}
        name_values("publishing.publicquestion", "state", question_states)
        package_states = {str(value): label for value, label in PackageState.choices}
        name_values("publishing.archivepackage", "state", package_states)
        name_fields(FIELDS)
