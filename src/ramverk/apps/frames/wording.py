"""What the area's verbs and fields are called in a history."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "frames.import_budget": _("läste in den ingående budgeten"),
    "frames.start_edition": _("började utgåvan"),
    "frames.add_assumptions": _("lade in antagandet"),
    "frames.choose_assumptions": _("bytte antagande"),
    "frames.save_changes": _("sparade ändringar"),
    "frames.undo_save": _("ångrade sin senaste ändring"),
    "frames.freeze_edition": _("frös utgåvan"),
    "frames.dispatch_frames": _("började skriva utskicket av ramarna"),
    "frames.set_goal": _("lade in det finansiella målet"),
    "frames.remove_goal": _("tog bort det finansiella målet"),
    "frames.write_directive": _("skrev i ramdirektivet"),
    "frames.decide_edition": _("knöt beslutet till utgåvan"),
}
FIELDS = {
    "kind": _("slag"),
    "parent": _("bygger på"),
    "file": _("fil"),
    "sha256": _("kontrollsumma"),
    "checksum": _("kontrollsumma"),
    "sections": _("avsnitt"),
    "assignments": _("uppdrag"),
    "boards_hand_in_by": _("nämndernas förslag senast"),
    "threshold": _("gräns"),
    "rows": _("rader"),
    "dated": _("daterad"),
    "source": _("källa"),
    "decision": _("beslut"),
    "forecast": _("skatteprognos"),
    "price_index": _("prisindex"),
    "pay": _("lönerevision"),
}
