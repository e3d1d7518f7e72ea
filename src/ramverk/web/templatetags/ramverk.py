"""`{% load ramverk %}`: days, times, numbers and the small patterns of every page."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from zlib import crc32

from django import template
from django.forms import BaseForm, BoundField
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ramverk.apps.cycle.models import When
from ramverk.apps.cycle.wording import clock_text, distance_text, span_text
from ramverk.apps.trail import clock
from ramverk.core.findings import Finding
from ramverk.core.money import Ore, Unit, format_amount
from ramverk.formats.charts.declaration import Chart
from ramverk.formats.charts.layout import lay_out, lay_out_narrow
from ramverk.formats.charts.svg import for_web

register = template.Library()

THIN_SPACE = "\u2009"
NO_BREAK_SPACE, NARROW_NO_BREAK_SPACE = "\u00a0", "\u202f"
TRUE_MINUS = "\u2212"

STATUS_WORDS = {
    "planned": lazy("planerad"),
    "open": lazy("öppen"),
    "in_progress": lazy("pågår"),
    "waiting": lazy("väntar"),
    "late": lazy("försenad"),
    "done": lazy("klar"),
    "decided": lazy("beslutad"),
    "sealed": lazy("förseglad"),
    "cancelled": lazy("inställd"),
    "note": lazy("att se på"),
}
SHAPES = {"in_progress": "open"}
"""Codes that share another code's shape and colour."""


def as_day(value: date | datetime) -> date:
    """The Swedish day of a moment; a day is itself."""
    if isinstance(value, datetime):
        return timezone.localdate(value) if timezone.is_aware(value) else value.date()
    return value


@register.filter
def weekday_date(value: date | datetime | None) -> str:
    """Weekday, day and month: "tisdag 5 juni"; with the year when it is not this one."""
    if not value:
        return ""
    day = as_day(value)
    return date_format(day, "l j F" if day.year == clock.today().year else "l j F Y")


@register.filter
def short_date(value: date | datetime | None) -> str:
    """Day and month: "5 juni"; with the year when it is not this one."""
    if not value:
        return ""
    day = as_day(value)
    return date_format(day, "j F" if day.year == clock.today().year else "j F Y")


@register.filter
def full_date(value: date | datetime | None) -> str:
    """Day, month and year, always: "5 juni 2018"; for what is read long afterwards."""
    return date_format(as_day(value), "j F Y") if value else ""


@register.filter
def distance(value: date | datetime | None) -> str:
    """How far away a day is: "i dag", "om 6 dagar", "för 3 dagar sedan"; in months and years when it is far."""
    return distance_text(as_day(value), clock.today()) if value else ""


@register.filter
def clock_time(value: datetime | time | None) -> str:
    """The time of day as Swedish offices write it: "10.30"; with a colon in English."""
    if value is None:
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return clock_text(value.time() if isinstance(value, datetime) else value)


@register.filter
def day_and_time(value: datetime | None) -> str:
    """A moment in words: "tisdag 5 juni kl 10.30"."""
    if not value:
        return ""
    return _("%(day)s kl %(time)s") % {"day": weekday_date(value), "time": clock_time(value)}


@register.filter
def thousands(value: int | None) -> str:
    """A whole number with thin spaces and a true minus: "−1 234 567". Nothing for None: missing is not zero."""
    if value is None:
        return ""
    grouped = f"{abs(value):,}".replace(",", THIN_SPACE)
    return f"{TRUE_MINUS}{grouped}" if value < 0 else grouped


@register.filter
def tkr(ore: int | None) -> str:
    """Öre in whole thousand kronor: "−1 234". Nothing for None."""
    return format_amount(None if ore is None else Ore(ore), Unit.TKR)


@register.filter
def signed_tkr(ore: int | None) -> str:
    """Öre in whole thousand kronor with a plus before what is above zero: "+1 234"."""
    return format_amount(None if ore is None else Ore(ore), Unit.TKR, sign=True)


@register.filter
def unbroken(text: str) -> str:
    """Running text in which no line is broken inside an amount or before its unit."""
    tied = str(text).replace(THIN_SPACE, NARROW_NO_BREAK_SPACE)
    return tied.replace(" tkr", f"{NO_BREAK_SPACE}tkr").replace(" %", f"{NO_BREAK_SPACE}%")


@register.filter(is_safe=True)
def years_together(html: SafeString) -> SafeString:
    """A heading in which no line is broken inside "2019–2021"; for `{% filter %}`, so what comes is HTML already."""
    return SafeString(_YEARS.sub(_kept_together, html))


_YEARS = re.compile(r"<[^>]*>|\b\d{4}–\d{4}\b")


def _kept_together(found: re.Match[str]) -> str:
    """A tag as it is, with whatever years its attributes hold; years in the text as one unbroken piece."""
    text = found[0]
    return text if text.startswith("<") else f'<span class="nowrap">{text}</span>'


@register.filter
def said(finding: Finding | Mapping[str, str]) -> str:
    """A finding's sentence in the reader's language; a stored one is a mapping."""
    if isinstance(finding, Mapping):
        swedish, english = finding["message"], finding.get("message_en", "")
    else:
        swedish, english = finding.message, finding.message_en
    return english if english and get_language() == "en" else swedish


@register.filter
def days_in_words(text: str) -> str:
    """Running text with the days in it as people write them, never broken: "§ 71 den 4 september 2018"."""
    return _ISO_DAY.sub(_in_words, str(text))


_ISO_DAY = re.compile(r"\b[12]\d{3}-[01]\d-[0-3]\d\b")


def _in_words(found: re.Match[str]) -> str:
    try:
        day = date.fromisoformat(found[0])
    except ValueError:  # a number that only looks like a day
        return found[0]
    return date_format(day, "j F Y").replace(" ", NO_BREAK_SPACE)


@register.filter
def kr(ore: int | None) -> str:
    """Öre in whole kronor."""
    return format_amount(None if ore is None else Ore(ore), Unit.KR)


@register.filter
def at_place(values: Sequence[Any], place: int) -> Any:
    """The value at a place, counted from 0."""
    return values[place]


@register.filter
def broken_at_commas(text: str) -> str:
    """A few words in a narrow cell, broken where one takes breath: "58,6 %," above "nås inte"."""
    return _NOT_AFTER_COMMA.sub(NO_BREAK_SPACE, str(text))


_NOT_AFTER_COMMA = re.compile(r"(?<!,) ")


@register.filter
def split_words(value: str) -> list[str]:
    """The words of a string, for short loops in a template."""
    return value.split()


@register.simple_tag
def day(value: date | datetime | None, *, with_distance: bool = True) -> SafeString | str:
    """A day as `<time>`, with weekday and distance: "tisdag 5 juni, om 6 dagar"."""
    if not value:
        return ""
    iso = as_day(value).isoformat()
    if not with_distance:
        return format_html('<time datetime="{}">{}</time>', iso, weekday_date(value))
    return format_html(
        '<time datetime="{}">{}</time><span class="distance">, {}</span>', iso, weekday_date(value), distance(value)
    )


@register.filter
def last_day(step: When, form: str = "") -> str:
    """A step's last day: "tisdag 5 juni", with "short" "5 juni"; only the month where no day of it is known."""
    if step.is_window:
        return span_text(step.start, step.end, step.precision, clock.today().year)
    return short_date(step.end) if form == "short" else weekday_date(step.end)


@register.simple_tag
def due(step: When) -> SafeString | str:
    """A step's last day as `day` writes it; where no day is known the month, and that it is so."""
    if not step.is_window:
        return day(step.end)
    return format_html('{}<span class="soft">, {}</span>', last_day(step), _("dagen är inte bestämd"))


@register.simple_tag
def period(first: date, last: date | None) -> SafeString:
    """From one day to another, or until further notice: "15 oktober 2014 – 14 oktober 2018"; broken only between."""
    return format_html(
        '<time datetime="{}">{}</time> – {}',
        first.isoformat(),
        full_date(first),
        format_html('<time datetime="{}">{}</time>', last.isoformat(), full_date(last)) if last else _("tills vidare"),
    )


@register.simple_tag
def status(code: str, label: Any = None) -> SafeString:
    """A status: shape, colour and word. `code` is one of STATUS_WORDS; `label` replaces the word."""
    word = label or STATUS_WORDS.get(code, code)
    return format_html('<span class="status" data-status="{}">{}</span>', SHAPES.get(code, code), word)


@register.inclusion_tag("includes/who_can_see.html")
def who_can_see(who: Any, not_for: Any = "", opens: Any = "", url: str = "") -> dict[str, Any]:
    """The line under the heading: who may see this page, who may not, when that changes, and a link to the persons."""
    return {"who": who, "not_for": not_for, "opens": opens, "url": url}


@register.inclusion_tag("includes/field.html")
def field(bound: BoundField, label: Any = "") -> dict[str, Any]:
    """One form field: label above, help, error, control."""
    kind = bound.widget_type
    return {
        "field": bound,
        "label": label or bound.label,
        "is_group": bound.use_fieldset,
        "is_choice": kind == "checkbox",
        "is_hidden": bound.is_hidden,
    }


@register.inclusion_tag("includes/fields.html")
def fields(form: BaseForm) -> dict[str, Any]:
    """What went wrong, if anything, and then every field of the form in order."""
    return {"form": form}


@register.inclusion_tag("includes/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """What went wrong, gathered above the form; each line leads to its field."""
    rows = [(bound, error) for bound in form for error in bound.errors] if form.is_bound else []
    return {"form": form, "rows": rows, "others": form.non_field_errors() if form.is_bound else []}


@register.inclusion_tag("includes/chart.html")
def chart(declared: Chart, label: str) -> dict[str, Any]:
    """A chart from its declaration, in a frame of its own that scrolls; `label` names the frame.

    A kind that has a narrow layout stands in both: the stylesheet shows the one that fits, and hides the other wholly.
    """
    drawing, narrow = lay_out(declared), lay_out_narrow(declared)
    key = f"chart-{crc32(declared.title.encode()):08x}"
    svg = SafeString(for_web(declared, key, drawing))  # every text in it is escaped by the XML writer
    return {
        "svg": svg, "label": label, "caption": declared.caption, "floor": drawing.floor, "unit": declared.unit.value,
        "narrow": SafeString(for_web(declared, f"{key}-narrow", narrow)) if narrow else "",
    }  # fmt: skip
