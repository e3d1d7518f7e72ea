"""What the area's verbs and fields are called in a history."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "plans.open_plan": _("öppnade planen"),
    "plans.write_template": _("skrev planmallen"),
    "plans.save_section": _("skrev i avsnittet"),
    "plans.save_split": _("fördelade ramen"),
    "plans.save_requests": _("skrev önskemål utom ram"),
    "plans.save_goal": _("sparade ett mål"),
    "plans.remove_goal": _("tog bort ett mål"),
    "plans.explain_section": _("förklarade en ändring"),
    "plans.take_over": _("tog över avsnittet"),
    "plans.restore_section": _("återställde avsnittet"),
    "plans.comment": _("kommenterade"),
    "plans.answer_comment": _("besvarade en kommentar"),
    "plans.close_comment": _("avslutade en kommentar"),
    "plans.narrow_comment": _("gjorde en kommentar intern"),
    "plans.assess_goal": _("bedömde målet"),
    "plans.show_summary": _("visade planen i korthet vid en dialog"),
    "plans.load_workbook": _("läste in en arbetsbok"),
    "plans.attest": _("intygade det som står kvar"),
    "plans.reopen_section": _("öppnade ett avsnitt som stod kvar"),
    "plans.set_council_goal": _("lade in ett mål"),
    "plans.add_to_catalogue": _("lade in indikatorn i katalogen"),
    "plans.mark_section": _("ändrade klarmarkeringen"),
}
FIELDS = {
    "code": _("id"),
    "holder": _("skrev"),
    "number": _("version"),
    "section": _("avsnitt"),
    "is_public": _("följer med planen"),
    "status": _("bedömning"),
    "status_reason": _("skäl"),
    "activity": _("aktivitet"),
    "rows": _("rader"),
    "signs": _("tecken"),
    "board": _("nämnd"),
    "goal": _("mål"),
    "is_ready": _("klart"),
    "edition": _("utgåva"),
}
