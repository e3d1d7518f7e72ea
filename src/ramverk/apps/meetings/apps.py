"""Registers the meetings area with Django."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Dialogues, information meetings and union consultation: agenda, notes, questions, assignments."""

    name = "ramverk.apps.meetings"
    label = "meetings"
    verbose_name = "Möten"
