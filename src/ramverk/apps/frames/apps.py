"""Registers the area of frames with Django."""

from django.apps import AppConfig


class FramesConfig(AppConfig):
    """Editions of the budget, their changes and assumptions."""

    name = "ramverk.apps.frames"
    label = "frames"
    verbose_name = "Ramar"

    def ready(self) -> None:
        """Show editions at their activities, and name what the history shows."""
        from ramverk.apps.cycle.desks import register_papers
        from ramverk.apps.cycle.first_lines import register_first_line
        from ramverk.apps.cycle.told import register_telling
        from ramverk.apps.dispatch.materials import register_material
        from ramverk.apps.frames.first_screen import balance_line
        from ramverk.apps.frames.key_figures import frames_of
        from ramverk.apps.frames.materials import frames_to_send
        from ramverk.apps.frames.models import EditionKind, EditionState
        from ramverk.apps.frames.queries.editions import papers_of
        from ramverk.apps.frames.search import SHELVES
        from ramverk.apps.frames.tellings import TELLINGS
        from ramverk.apps.frames.wording import FIELDS, VERBS
        from ramverk.apps.keyfigures.frames_beside import register_frames
        from ramverk.apps.trail.search import put_up
        from ramverk.apps.trail.wording import name_fields, name_values, name_verbs

        put_up(*SHELVES)
        register_papers(papers_of)
        register_material(frames_to_send)
        register_first_line(balance_line)
        register_telling(*TELLINGS)
        register_frames(frames_of)
        name_verbs(VERBS)
        name_values("frames.edition", "state", {str(value): label for value, label in EditionState.choices})
        name_values("frames.edition", "kind", {str(value): label for value, label in EditionKind.choices})
        name_fields(FIELDS)
