"""`{% load trail %}`: entries in words."""

from collections.abc import Iterable

from django import template

from ramverk.apps.trail import wording
from ramverk.apps.trail.models import TrailEntry

register = template.Library()


@register.filter
def in_words(entries: Iterable[TrailEntry]) -> list[wording.Shown]:
    """The entries with verbs and fields worded."""
    return wording.in_words(entries)
