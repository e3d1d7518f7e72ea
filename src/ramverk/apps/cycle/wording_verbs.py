"""What the verbs and fields of the year are called in a history."""

from django.utils.translation import gettext_lazy as _

from ramverk.apps.trail.verdicts import Sentence

VERBS: dict[str, Sentence] = {
    "cycle.import_timetable": _("läste in tidplanen"),
    "cycle.answer_import": _("svarade på frågor om tidplanen"),
    "cycle.discard_import": _("kastade utkastet"),
    "cycle.start_round": _("startade årsomgången"),
    "cycle.add_activity": _("lade till aktiviteten"),
    "cycle.edit_activity": _("ändrade aktiviteten"),
    "cycle.split_activity": _("delade raden"),
    "cycle.merge_activities": _("slog ihop aktiviteter"),
    "cycle.move_activity": _("flyttade datumet"),
    "cycle.fix_day": _("bestämde dagen"),
    "cycle.cancel_activity": _("ställde in aktiviteten"),
    "cycle.open_activity": _("öppnade aktiviteten"),
    "cycle.complete_activity": _("markerade aktiviteten som klar"),
    "cycle.reopen_activity": _("öppnade aktiviteten igen"),
    "cycle.reassign_activity": _("ändrade ansvaret"),
    "cycle.change_phase": _("ändrade fasen"),
    "cycle.change_need": _("ändrade vad aktiviteten väntar på"),
    "cycle.change_round": _("ändrade omgångens inställningar"),
    "cycle.close_round": _("avslutade årsomgången"),
    "cycle.reopen_round": _("öppnade årsomgången igen"),
}
FIELDS: dict[str, Sentence] = {
    "date": _("datum"),
    "title": _("rubrik"),
    "kind": _("slag"),
    "place": _("plats"),
    "lane": _("spår"),
    "yields": _("ger"),
    "row": _("rad"),
    "rows": _("rader"),
    "activities": _("aktiviteter"),
    "participants": _("deltagare"),
    "owner": _("organ som ansvarar"),
    "responsible": _("ansvarig person"),
    "needs": _("väntar på"),
    "is_gate": _("grind"),
    "merged": _("sammanslagen med"),
    "new": _("ny aktivitet"),
    "remind_before": _("påminn dagar före"),
    "remind_after": _("påminn dagar efter"),
    "answers": _("svar"),
    "year": _("första radens år"),
    "file": _("fil"),
    "start": _("från"),
    "end": _("till"),
}
