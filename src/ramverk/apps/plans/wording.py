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
    "plans.attest": _("intygade det som står kvar"),
    "plans.reopen_section": _("öppnade ett avsnitt som stod kvar"),
    "plans.set_council_goal": _("lade in ett mål"),
    "plans.add_to_catalogue": _("lade in indikatorn i katalogen"),
    "plans.mark_section": _("ändrade klarmarkeringen"),
}
FIELDS = {
    "code": _("id"),
    "signs": _("tecken"),
    "board": _("nämnd"),
    "goal": _("mål"),
    "is_ready": _("klart"),
    "edition": _("utgåva"),
}
