"""Numbers as people write them in assumptions, and as pages show them again."""

from fractions import Fraction

from django.utils.translation import gettext as _

from ramverk.apps.trail.verdicts import Invalid
from ramverk.core.money import NotAnAmount, Ore, Unit, parse_amount

_BLANKS = str.maketrans("", "", " \u00a0\u2009\u202f\t")
_DIGITS = 9


def percent(text: str, *, largest: int = 50, refusal: str = "") -> Fraction:
    """A percentage as people write it: "2,1". Raises `Invalid`, also where it is larger than can be meant.

    `refusal` is what is said of a text that is no number, with a place for it, where the number is no percentage.
    """
    tidy = text.strip().replace("\u2212", "-").replace(",", ".").rstrip("%").strip()
    try:
        value = Fraction(tidy)
    except (ValueError, ZeroDivisionError):
        told = refusal or _("”%s” är inte en procentsats. Skriv till exempel 2,1.")
        raise Invalid(told % text) from None
    if not -largest <= value <= largest:
        raise Invalid(refusal % text if refusal else _("%s procent är orimligt. Skriv till exempel 2,1.") % text)
    return value


def rate(text: str) -> Fraction:
    """A share in per cent that is never negative and may be whole: "38,33". Raises `Invalid`."""
    value = percent(text, largest=100)
    if value < 0:
        raise Invalid(_("”%s” kan inte vara mindre än noll.") % text)
    return value


def count(text: str) -> int:
    """A number of people: "2 104". Raises `Invalid`."""
    tidy = text.strip().translate(_BLANKS).removesuffix(".0")
    if not tidy.isdecimal() or len(tidy) > _DIGITS:
        raise Invalid(_("”%s” är inte ett antal personer. Skriv hela personer, till exempel 2 104.") % text)
    return int(tidy)


def tkr(text: str) -> Ore | None:
    """An amount in tkr, None where nothing is written. Raises `Invalid`."""
    try:
        return parse_amount(text, Unit.TKR)
    except NotAnAmount as error:
        raise Invalid(error.sentence_sv) from None


def decimal(value: Fraction, digits: int = 2) -> str:
    """A percentage with a decimal comma and a true minus; zeros at the end are left out."""
    return f"{float(value):.{digits}f}".rstrip("0").rstrip(".").replace(".", ",").replace("-", "\u2212")
