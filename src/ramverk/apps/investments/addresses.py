"""Where the area's own things are read, for figures of the frames that name them as their source."""

from collections.abc import Collection, Mapping

from django.urls import reverse

from ramverk.apps.frames.models import Edition
from ramverk.apps.frames.sources import seen
from ramverk.apps.investments.policy import LISTS
from ramverk.apps.organisation.actor import Actor


def addresses_of(lists: Collection[int], _edition: Edition, actor: Actor) -> Mapping[int, str]:
    """The frozen lists that the actor may open."""
    return seen(lists, LISTS, actor, lambda pk: reverse("investments:list", args=[pk]))
