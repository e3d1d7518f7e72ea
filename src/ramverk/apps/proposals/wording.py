"""What the area's verbs and fields are called in a history."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "proposals.open_room": _("öppnade partiets rum"),
    "proposals.open_joint_room": _("öppnade ett gemensamt rum"),
    "proposals.answer_invitation": _("svarade på inbjudan till rummet"),
    "proposals.keep_note": _("sparade en anteckning"),
    "proposals.keep_file": _("lade in en fil"),
    "proposals.remove_item": _("tog bort något ur rummet"),
    "proposals.start_draft": _("började ett förslag"),
    "proposals.save_draft": _("sparade ett förslag"),
    "proposals.share_draft": _("delade ett förslag"),
    "proposals.copy_draft": _("kopierade ett förslag"),
    "proposals.complete_draft": _("markerade ett förslag som klart"),
    "proposals.reopen_draft": _("öppnade ett förslag igen"),
    "proposals.approve_draft": _("godkände ett förslag"),
    "proposals.new_version": _("började en ny version"),
    "proposals.hand_over": _("överlämnade förslaget"),
    "proposals.set_hour": _("bestämde när förslaget överlämnas"),
    "proposals.table_proposal": _("lade fram förslaget för alla"),
    "proposals.withdraw": _("drog tillbaka förslaget"),
    "proposals.empty_room": _("raderade allt i rummet"),
    "proposals.rebase_draft": _("flyttade ett förslag till nytt underlag"),
    "proposals.ask_question": _("ställde en fråga till tjänstemännen"),
    "proposals.assign_question": _("fördelade frågan"),
    "proposals.answer_question": _("skrev ett svar"),
    "proposals.approve_answer": _("godkände svaret"),
    "proposals.publish_fact": _("publicerade svaret för alla"),
    "proposals.take_back_question": _("tog tillbaka frågan"),
    "proposals.share_with_leadership": _("visade ett utkast för ledningsgruppen"),
    "proposals.end_share": _("avslutade visningen för ledningsgruppen"),
    "proposals.comment_share": _("lämnade en kommentar till utkastet"),
    "proposals.set_terms": _("bestämde villkoren för partiernas förslag"),
}
FIELDS = {
    "tax_rate": _("skattesats, öre per 100 kronor"),
    "median_income": _("medianinkomst"),
    "open_lines": _("öppna rader"),
    "closed_boards": _("stängda ramar"),
    "closed_projects": _("stängda projekt"),
    "accepted": _("tackade ja"),
}
