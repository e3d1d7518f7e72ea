"""What the part of documents tells the areas below and the history."""

from django.utils.translation import gettext_lazy as _

from ramverk.apps.frames.directive import tells_directive
from ramverk.apps.publishing.contents.directive import why_the_frames
from ramverk.apps.trail.wording import name_fields, name_verbs

VERBS = {
    "publishing.write_part": _("skrev i dokumentet"),
    "publishing.mark_part": _("markerade en del av dokumentet"),
    "publishing.take_over_part": _("tog över en del av dokumentet"),
    "publishing.keep_picture": _("ändrade bilderna i dokumentet"),
    "publishing.arrange": _("ändrade dokumentets disposition"),
}
FIELDS = {
    "heading": _("rubrik"),
    "is_left_out": _("utelämnas"),
    "writer": _("skrivs av"),
    "since": _("jämförs med"),
    "description": _("alternativ text"),
    "caption": _("bildtext"),
    "signs": _("tecken"),
    "part": _("del"),
    "holder": _("skrev där"),
}


def register_documents() -> None:
    """Chapters of the directive that need drawings; what the verbs and fields are called."""
    tells_directive(why_the_frames)
    name_verbs(VERBS)
    name_fields(FIELDS)
