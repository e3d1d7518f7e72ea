"""The outline a Mål & Budget begins with: what is written, what is made of the edition, and where that lives."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ramverk.apps.trail.verdicts import Sentence


@dataclass(frozen=True, slots=True)
class Planned:
    """One part of the outline. `source` names the page where an automatic part's figures live, by the edition."""

    key: str
    heading: Sentence
    instruction: Sentence = ""
    is_automatic: bool = False
    source: str = ""


OUTLINE = (
    Planned(
        "ordet", _("Kommunstyrelsens ordförande har ordet"),
        _("En halv till en sida. Vad vill budgeten? Vad är svårast? Skriv så att en sextonåring förstår."),
    ),
    Planned(
        "kort", _("Kort om budgeten"),
        _("Inledningen ovanför siffrorna: det viktigaste i tre meningar."), is_automatic=True, source="frames:edition",
    ),
    Planned(
        "beslut", _("Beslutet"), _("Att-satserna som vann görs ur protokollet för det organ som beslutade."),
        is_automatic=True, source="frames:edition",
    ),
    Planned(
        "omvarld", _("Förutsättningar och omvärld"),
        _("Befolkning, konjunktur och statliga beslut som styr de kommande åren. Hänvisa till källor."),
    ),
    Planned(
        "befolkning", _("Så många blir vi"), _("Diagrammet görs ur den befolkningsprognos som utgåvan vilar på."),
        is_automatic=True, source="frames:edition",
    ),
    Planned(
        "mal", _("Mål för verksamheten"),
        _("Fullmäktiges mål, och nämndernas mål ur de planer som är inlämnade. Skriv vad som är viktigast."),
        is_automatic=True, source="frames:edition",
    ),
    Planned(
        "varfor", _("Varför ramarna ändras"),
        _("Diagrammet och tabellen görs ur utgåvan. Skriv det som behövs för att förstå de största stegen."),
        is_automatic=True, source="frames:edition",
    ),
    Planned(
        "ramar", _("Nämndernas ramar"), _("Varje nämnds väg till sin ram görs ur utgåvan."), is_automatic=True,
        source="frames:edition",
    ),
    Planned(
        "ekonomi", _("Ekonomin i sin helhet"), _("Resultat, balans, kassaflöde och finansiella mål görs ur utgåvan."),
        is_automatic=True, source="frames:statements",
    ),
    Planned(
        "investeringar", _("Investeringar"),
        _("Tabell och diagram görs ur utgåvans investeringslista. Berätta om de största projekten."), is_automatic=True,
        source="investments:edition",
    ),
    Planned(
        "inriktning", _("Inriktning och uppdrag"),
        _("Ramdirektivets ord när utgåvan är direktivets egen, annars uppdragen ur det."), is_automatic=True,
        source="frames:directive",
    ),
    Planned(
        "siffrorna", _("Så har siffrorna tagits fram"), _("Utgåvan och dess antaganden."), is_automatic=True,
        source="frames:edition",
    ),
    Planned(
        "bilaga", _("Bilaga: alla ändringar"), _("Varje ändring av ramarna med sin orsak."), is_automatic=True,
        source="frames:edition",
    ),
)  # fmt: skip
BY_KEY: Mapping[str, Planned] = {one.key: one for one in OUTLINE}
