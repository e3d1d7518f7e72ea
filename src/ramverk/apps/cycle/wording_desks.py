"""What the verbs and fields of the plain desks are called in a history."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "cycle.open_submissions": _("öppnade inlämningen"),
    "cycle.save_submission": _("sparade utkastet"),
    "cycle.mark_ready": _("markerade underlaget som klart"),
    "cycle.put_on_agenda": _("tog upp underlaget på dagordningen"),
    "cycle.adopt": _("registrerade nämndens beslut"),
    "cycle.take_back": _("tog tillbaka underlaget till utkast"),
    "cycle.hand_in": _("lämnade in"),
    "cycle.check_submission": _("kontrollerade underlaget"),
    "cycle.accept": _("godtog underlaget"),
    "cycle.return_submission": _("återlämnade underlaget"),
    "cycle.remind_boards": _("påminde nämnder"),
    "cycle.adjust_minutes": _("noterade att protokollet är justerat"),
    "cycle.record_decision": _("registrerade beslutet"),
    "cycle.confirm_party_done": _("bekräftade för partiet"),
    "cycle.confirm_done": _("markerade som klar"),
}
FIELDS = {
    "state": _("läge"),
    "note": _("följebrev"),
    "files_added": _("tillagda filer"),
    "files_removed": _("borttagna filer"),
    "boards": _("nämnder"),
    "people": _("personer"),
    "agenda_on": _("sammanträde"),
    "adopted_on": _("antagen den"),
    "decided_on": _("beslutad den"),
    "paragraph": _("paragraf"),
    "minutes_state": _("protokoll"),
    "reservations": _("reservationer"),
    "document": _("fryst dokument"),
    "checksum": _("kontrollsumma"),
    "submitted_at": _("inlämnad"),
    "is_late": _("efter sista dag"),
    "return_comment": _("kommentar"),
    "body": _("organ"),
}
