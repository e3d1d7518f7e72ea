"""What a dispatch holds: the very thing that is previewed, frozen and shown afterwards."""

from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from ramverk.apps.dispatch.models import Dispatch
from ramverk.apps.trail.actions.freeze import Frozen, NamedFile
from ramverk.apps.trail.models import FrozenDocument


def contents_of(dispatch: Dispatch) -> Frozen:
    """The draft as it would be frozen now."""
    drafts = list(dispatch.drafts.select_related("file", "addressed_to").order_by("pk"))
    files = tuple(NamedFile(row.file, row.name, row.media_type) for row in drafts)
    content = {
        "sender": dispatch.sender.name,
        "to": sorted(row.audience.label for row in dispatch.audiences.select_related("audience")),
        "text": dispatch.text,
        "legal_ground": dispatch.legal_ground,
        "reply_by": dispatch.reply_by.isoformat() if dispatch.reply_by else "",
        "opens": [activity.title for activity in dispatch.opens.order_by("order")],
        "edition": dispatch.edition,
        "difference": dispatch.difference,
    }
    if owners := {row.name: [row.addressed_to.pk, row.addressed_to.name] for row in drafts if row.addressed_to}:
        content["addressed"] = owners
    if dispatch.supersedes and dispatch.supersedes.document:
        content["changes"] = changes_since(dispatch.supersedes.document, dispatch.subject, content, files)
    return Frozen(dispatch.subject, content, files)


def changes_since(
    before: FrozenDocument, title: str, content: dict[str, Any], files: tuple[NamedFile, ...]
) -> list[str]:
    """What differs from the edition before, one sentence each; what people wrote about it stands beside."""
    old = {item.name: item.file.sha256 for item in before.attachments.select_related("file")}
    new = {named.name: named.file.sha256 for named in files}
    found = [_("Ny bilaga: %s") % name for name in new if name not in old]
    found += [_("Borttagen bilaga: %s") % name for name in old if name not in new]
    found += [_("Ändrad bilaga: %s") % name for name in new if name in old and old[name] != new[name]]
    if title != before.title:
        found.append(_("Ändrat ämne, tidigare: %s") % before.title)
    if content["text"] != before.content.get("text"):
        found.append(_("Ändrad text"))
    if content["reply_by"] != before.content.get("reply_by"):
        was = before.content.get("reply_by") or _("inget datum")
        found.append(_("Ändrat svarsdatum, tidigare: %s") % was)
    if content["to"] != before.content.get("to"):
        found.append(_("Ändrade mottagare, tidigare: %s") % ", ".join(before.content.get("to", [])))
    return found


def edition_words(dispatch: Dispatch) -> str:
    """ "utgåva 2, 7 februari 2018"."""
    day = formats.date_format(dispatch.sent_at, "j F Y") if dispatch.sent_at else _("utkast")
    return _("utgåva %(number)s, %(day)s") % {"number": dispatch.edition, "day": day}
