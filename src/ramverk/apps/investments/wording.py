"""What the area's verbs and fields are called in a history."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "investments.write_prerequisites": _("skrev investeringsförutsättningarna"),
    "investments.dispatch_prerequisites": _("började skriva utskicket av förutsättningarna"),
    "investments.start_sheets": _("lade upp projektblad"),
    "investments.save_project": _("sparade projektbladet"),
    "investments.remove_project": _("tog bort projektbladet"),
    "investments.rank_projects": _("ändrade ordningen"),
    "investments.freeze_list": _("frös investeringslistan"),
    "investments.choose_list": _("valde investeringslista"),
}
FIELDS = {
    "name": _("namn"),
    "funding": _("typ"),
    "category": _("kategori"),
    "priority": _("prioritet"),
    "outlay": _("utgift"),
    "contributions": _("bidrag"),
    "components": _("komponenter"),
    "effects": _("driftkonsekvenser"),
    "texts": _("ifyllda texter"),
    "secrecy": _("sekretess"),
    "order": _("ordning"),
    "projects": _("projekt"),
    "missing": _("saknas"),
    "list": _("lista"),
    "left_out": _("utanför"),
    "ceiling": _("tak"),
    "internal_interest_pct": _("internränta"),
    "self_financing_pct": _("självfinansiering"),
    "threshold": _("gräns för aktivering"),
    "min_life_years": _("kortaste livslängd"),
    "lives": _("livslängder"),
    "priorities": _("prioritetsklasser"),
    "carry_over_rules": _("regler för överföring"),
    "report_within_months": _("slutredovisas inom"),
    "text": _("text"),
}
