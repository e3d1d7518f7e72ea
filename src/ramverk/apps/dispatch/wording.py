"""What the area's verbs and fields are called in a history."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "dispatch.compose": _("började skriva utskicket"),
    "dispatch.edit": _("ändrade utskicket"),
    "dispatch.attach": _("ändrade bilagorna"),
    "dispatch.approve": _("godkände utskicket"),
    "dispatch.set_hour": _("satte timmen då utskicket skickas"),
    "dispatch.send": _("skickade ut"),
    "dispatch.open_dispatch": _("öppnade utskicket"),
    "dispatch.acknowledge": _("kvitterade"),
    "dispatch.remind": _("påminde"),
    "dispatch.supersede": _("började på en ny utgåva"),
    "dispatch.discard": _("kastade utkastet"),
}
FIELDS = {
    "subject": _("ämne"),
    "text": _("text"),
    "legal_ground": _("rättslig grund"),
    "reply_by": _("svar senast"),
    "difference": _("skillnad"),
    "sends_at": _("skickas av sig självt"),
    "to": _("mottagare"),
    "opens": _("öppnar"),
    "files": _("bilagor"),
    "edition": _("utgåva"),
    "recipients": _("antal mottagare"),
    "opened_at": _("öppnat"),
    "acknowledged_at": _("kvitterat"),
    "supersedes": _("ersätter"),
}
