"""Dates and distances in words, made in Python because a year page asks for them hundreds of times."""

from datetime import date, time

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

DAYS_SAID = 60
"""A distance longer than this is said in months: nobody pictures 79 days."""
DAYS_A_MONTH = 30.44
MONTHS_SAID = 24
"""A distance longer than this is said in years."""
MONTHS_A_YEAR = 12


def day_text(day: date | None, *, weekday: bool = True, year: int | None = None) -> str:
    """ "tisdag 5 juni"; with the year where it is another than `year`."""
    if day is None:
        return _("utan datum")
    text = f"{day.day} {MONTHS[day.month]}"
    if weekday:
        text = f"{WEEKDAYS[day.weekday()]} {text}"
    return text if year is None or day.year == year else f"{text} {day.year}"


def time_text(starts_at: time | None, ends_at: time | None) -> str:
    """ "kl 09.30" or "kl 09.00–16.00"; empty where no time is known."""
    if starts_at is None:
        return ""
    text = _("kl %s") % clock_text(starts_at)
    return f"{text}–{clock_text(ends_at)}" if ends_at else text


def clock_text(value: time) -> str:
    """The time of day as Swedish offices write it: "10.30"; with a colon in English."""
    return f"{value:%H.%M}" if (get_language() or "sv").startswith("sv") else f"{value:%H:%M}"


def span_text(start: date | None, end: date | None, precision: str, year: int | None = None) -> str:
    """A date in force: a day with its weekday, days, a month, months; vague dates stay vague."""
    if start is None:
        return _("utan datum") if end is None else _("senast %s") % day_text(end, year=year)
    if precision == "month":
        return month_text(start, year)
    if precision == "months" and end is not None:
        return f"{month_text(start, start.year)}–{month_text(end, year)}"
    if end is None or end == start:
        return day_text(start, year=year)
    if (start.month, start.year) == (end.month, end.year):
        return f"{start.day}–{day_text(end, weekday=False, year=year)}"
    return f"{day_text(start, weekday=False)}–{day_text(end, weekday=False, year=year)}"


def month_text(day: date, year: int | None = None) -> str:
    """ "maj", or "december 2017" where it is another year than `year`."""
    text = str(MONTHS[day.month])
    return text if year is None or day.year == year else f"{text} {day.year}"


def written_date(start: date | None, end: date | None, precision: str, times: str = "") -> str:
    """The date as a timetable writes it: "5 juni, kl 09.30", "2–3 maj", "Maj"."""
    text = span_text(start, end, precision)
    if start is not None and precision in {"day", "week"} and start == end:
        text = day_text(start, weekday=False)
    if precision in {"month", "months"}:
        text = text[:1].upper() + text[1:]
    return f"{text}, {times}" if times else text


def distance_text(day: date, today: date) -> str:
    """ "om 6 dagar", "i dag", "för 2 dagar sedan"; in months beyond two months, in years beyond two years."""
    days = (day - today).days
    if abs(days) <= 1:
        return {0: _("i dag"), 1: _("i morgon"), -1: _("i går")}[days]
    if abs(days) > DAYS_SAID:
        return _long_distance_text(round(abs(days) / DAYS_A_MONTH), is_ahead=days > 0)
    if days > 0:
        return ngettext("om %d dag", "om %d dagar", days) % days
    return ngettext("för %d dag sedan", "för %d dagar sedan", -days) % -days


def _long_distance_text(months: int, *, is_ahead: bool) -> str:
    if months > MONTHS_SAID:
        years = round(months / MONTHS_A_YEAR)
        ahead, ago = ngettext("om %d år", "om %d år", years), ngettext("för %d år sedan", "för %d år sedan", years)
        return (ahead if is_ahead else ago) % years
    ahead = ngettext("om %d månad", "om %d månader", months)
    ago = ngettext("för %d månad sedan", "för %d månader sedan", months)
    return (ahead if is_ahead else ago) % months
