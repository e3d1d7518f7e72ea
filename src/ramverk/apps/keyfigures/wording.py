"""What the area's verbs and fields are called in a history."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "keyfigures.import_figures": _("läste in nyckeltal"),
    "keyfigures.fetch_figures": _("hämtade nyckeltal"),
    "keyfigures.describe_indicator": _("bestämde riktning och enhet"),
    "keyfigures.add_indicator": _("lade upp nyckeltalet"),
    "keyfigures.type_values": _("skrev in värden"),
    "keyfigures.set_group": _("valde jämförelsegruppen"),
    "keyfigures.write_finding": _("skrev i analysen"),
    "keyfigures.remove_finding": _("tog bort ur analysen"),
    "keyfigures.sign_analysis": _("undertecknade analysen"),
    "keyfigures.reopen_analysis": _("öppnade analysen igen"),
    "keyfigures.answer_analysis": _("svarade på analysen"),
    "keyfigures.write_presentation": _("skrev nämndens presentation"),
}
FIELDS = {
    "indicators": _("nyckeltal"),
    "addresses": _("adresser"),
    "message": _("besked"),
    "members": _("medlemmar"),
    "heading": _("rubrik"),
    "text": _("text"),
    "indicator": _("nyckeltal"),
    "group": _("jämförelsegrupp"),
    "is_conclusion": _("slutsats"),
    "version": _("version"),
    "future": _("framtidsfrågor"),
    "activity": _("verksamhet"),
    "economy": _("ekonomi"),
    "quality": _("kvalitet"),
    "facts": _("tre nyckeltal"),
    "chart": _("diagram"),
    "is_ready": _("klar"),
    "wish": _("önskad riktning"),
    "counted_in": _("enhet"),
    "section": _("avsnitt"),
    "order": _("ordning"),
    "heads": _("räknas per"),
    "deviation": _("avvikelse i mnkr"),
    "body": _("nämnd"),
}
