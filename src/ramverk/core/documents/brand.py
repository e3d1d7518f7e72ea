"""What a municipality's documents look like: mark, colour, sender, and its own template for Word."""

from dataclasses import dataclass

from ramverk.core.documents.colours import CONTRAST, contrast, parse_colour
from ramverk.core.findings import Finding, Severity

__all__ = ["ACCENT", "PLAIN", "Brand", "check_accent"]

ACCENT = "#1f4e63"


@dataclass(frozen=True, slots=True)
class Brand:
    """`logo` is SVG or PNG bytes, `template` a Word document; None where the municipality has none of its own."""

    accent: str = ACCENT
    logo: bytes | None = None
    logo_type: str = ""
    logo_name: str = ""
    """What the mark shows, in words."""
    sender: str = ""
    """Lines under the name on front pages: address, telephone, web."""
    has_band: bool = True
    """Whether front pages have a broad field of the colour; without it they are white."""
    template: bytes | None = None


PLAIN = Brand()


def check_accent(accent: str) -> list[Finding]:
    """What hinders a colour from standing as text on white and as ground for white text; they are the same demand."""
    try:
        parse_colour(accent)
    except ValueError:
        return [
            Finding(
                "brand.no_colour", Severity.ERROR, blocks=True,
                message=f"Färgen ”{accent}” går inte att läsa. Skriv den som # och sex tecken, till exempel {ACCENT}.",
                message_en=f"The colour “{accent}” cannot be read. Write # and six signs, for example {ACCENT}.",
            )
        ]  # fmt: skip
    ratio = contrast(accent, "#ffffff")
    if ratio >= CONTRAST:
        return []
    shown = f"{ratio:.1f}".replace(".", ",")
    return [
        Finding(
            "brand.faint_colour", Severity.ERROR, blocks=True,
            message=f"Färgen {accent} syns för dåligt mot vitt: kontrasten är {shown}:1 och måste vara minst 4,5:1 "
            "(WCAG 2.2 AA). Välj en mörkare färg.",
            message_en=f"The colour {accent} is too faint on white: {ratio:.1f}:1, and at least 4.5:1 is needed (WCAG "
            "2.2 AA). Choose a darker one.",
        )
    ]  # fmt: skip
