"""The municipality's look, as those who write documents ask for it."""

from ramverk.apps.organisation.models import Appearance
from ramverk.core.documents.brand import PLAIN, Brand


def current_appearance() -> Appearance | None:
    """The one there is, with its files."""
    return Appearance.objects.select_related("logo", "template").order_by("pk").first()


def brand() -> Brand:
    """What documents are made with: the municipality's own, or the plain one."""
    found = current_appearance()
    if found is None:
        return PLAIN
    return Brand(
        accent=found.accent,
        logo=bytes(found.logo.content) if found.logo else None,
        logo_type=found.logo_type,
        logo_name=found.logo_name,
        sender=found.sender,
        has_band=found.has_band,
        template=bytes(found.template.content) if found.template else None,
    )
