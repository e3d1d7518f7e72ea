"""Registers the meetings area with Django and its desk with the cycle."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Dialogues, information meetings and union consultation."""

    name = "ramverk.apps.meetings"
    label = "meetings"
    verbose_name = "Möten"

    def ready(self) -> None:
        """Take over the kinds of activity that are held as meetings."""
        from ramverk.apps.cycle.desks import register, register_papers
        from ramverk.apps.cycle.told import register_telling
        from ramverk.apps.meetings.desk import KINDS, MeetingDesk
        from ramverk.apps.meetings.queries import left_open
        from ramverk.apps.meetings.search import SHELVES
        from ramverk.apps.meetings.tellings import TELLINGS
        from ramverk.apps.meetings.wording import FIELDS, VERBS
        from ramverk.apps.trail.search import put_up
        from ramverk.apps.trail.wording import name_fields, name_verbs

        put_up(*SHELVES)
        register(KINDS, MeetingDesk())
        register_papers(left_open)
        register_telling(*TELLINGS)
        name_verbs(VERBS)
        name_fields(FIELDS)
