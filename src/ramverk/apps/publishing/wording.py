"""How the history tells what happened to publications."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "publishing.prepare": _("tog fram publiceringen"),
    "publishing.schedule": _("frös publiceringen och satte tiden då den öppnas"),
    "publishing.withdraw": _("återkallade publiceringen"),
}
FIELDS = {
    "opens_at": _("öppnas"),
    "introduction": _("inledning"),
    "replaces": _("ersätter"),
}
