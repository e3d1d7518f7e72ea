"""The role of a date in its sentence: most date a row, some only tell the background."""

import calendar
import re
from dataclasses import replace

from ramverk.core.timetable.date_values import DateExpression, DateKind, DateRole

_HOLIDAY = re.compile(
    r"(?:sport|påsk|höst|jul|sommar|läs|vår)?lov(?:et)?\b[\s:(,vecka.]*$"
    r"|\b(?:studiedag(?:ar)?|röda dagar|helgdag(?:ar)?)[\s:(,]*$",
    re.IGNORECASE,
)
_CONTEXT = re.compile(
    r"(?:\bper(?:\s+den)?|\bpr|(?:uppdatera[dt]|publicera[dt]|senast\s+ändra[dt]|sidansvarig|granska[dt]|utskriven|daterad)\w*)"
    r"(?:\s*:)?(?:\s+(?:senast|den))*\s*$",
    re.IGNORECASE,
)
_CUT_OFF = re.compile(
    r"\bper\s+(?:den\s+)?(?:\d{1,2}\s+[a-zåäö]+(?:\s+\([^()]*\))?(?:\s*,\s*(?:den\s+)?|\s*,?\s+(?:och|samt|respektive)\s+(?:den\s+)?))+$",
    re.IGNORECASE,
)
"""A cut-off day beside another: "per den 30 april, 31 augusti och"."""
_STAMP = re.compile(
    r"\b(?:fastställ[dt]|antage[nt]|beslutad|beslutat|godkän[dt]|reviderad|upprättad|version|utgåva|ändrad|skapad)"
    r"(?:\s+(?:av|i)\s+(?:[\w:]+\s*){1,3})?(?:\s*:)?(?:\s+den)?\s*$",
    re.IGNORECASE,
)
_ACCOUNTS = re.compile(
    r"\b\w*(?:bokslut|delårsrapport|tertialrapport|årsredovisning|utfall|prognos|uppföljning|redovisning)(?:en|et|er)?"
    r"(?:\s+(?:upprättas|lämnas|görs|redovisas|sammanställs|tas\s+fram))?"
    r"(?P<joint>\s+(?:per|efter|till\s+och\s+med|t\.?\s?o\.?\s?m\.?|för|avseende|som\s+avser)(?:\s+perioden)?|\s+perioden)?"
    r"(?:\s+den)?\s*$",
    re.IGNORECASE,
)
_LEAD = re.compile(r"^(?:t\.?\s?o\.?\s?m\.?|till\s+och\s+med|efter|för\s+perioden|perioden|den|i)\s+", re.IGNORECASE)
_POINTER = re.compile(
    r"(?:\binför\s+(?:[\wåäö:-]+\s+){0,3}?(?:\w+(?:et|en|erna)|möte|sammanträde|beslut|ks|kf)"
    r"|\btill\s+(?:[\wåäö:-]+\s+){0,3}?(?:sammanträde|möte)(?:t)?"
    r"|\b(?:för|inför)\s+utskick(?:et)?(?:\s+till\s+[\wåäö:\s-]{1,40}?)?"
    # A verb or a law between "enligt" and the date begins something new: "enligt MBL genomförs i oktober".
    r"|\b(?:se|jfr|jämför|enligt|utifrån)\s+(?:(?!(?:mbl|lag\w*|kommunallagen|\w+(?:as|örs|ds|ts|ks|ns|ls|ar\ssig)|ska|sker|är)\b)[\wåäö:-]+\s+){0,4}?)"
    r"(?:\s*(?:den|i))?\s*$",
    re.IGNORECASE,
)
_READY = re.compile(
    r"^\s*(?:(?:ska|skall|är|bör|måste)\s+(?:\w+\s+){0,4}?)?(?:inne|klara?|klart|inlämna\w+|färdig\w*)\b", re.IGNORECASE
)
_LAST_DAY = re.compile(r"(?:sista\s+(?:dag(?:en)?|datum)|deadline|stoppdatum|senast)\b[^.;]{0,40}$", re.IGNORECASE)
_REACH = 80
"""How many characters before a date may decide its role."""


def with_role(expression: DateExpression, text: str) -> DateExpression:
    """The expression with the role and the deadline mark that the words around it give."""
    before, after = (
        text[max(0, expression.start - _REACH) : expression.start],
        text[expression.end : expression.end + _REACH],
    )
    role = _role(expression, before, after)
    deadline = expression.deadline or bool(_LAST_DAY.search(before)) or bool(_READY.match(after))
    return replace(expression, role=role, deadline=deadline and role is DateRole.ROW)


def _role(expression: DateExpression, before: str, after: str) -> DateRole:
    if _HOLIDAY.search(before):
        return DateRole.HOLIDAY
    if expression.kind is DateKind.YEARS or _CONTEXT.search(before) or _is_period(expression, before):
        return DateRole.CONTEXT
    if _CUT_OFF.search(before):
        return DateRole.CONTEXT
    if expression.kind is DateKind.MONTH and re.match(r"\s*månads\b", after):
        return DateRole.CONTEXT
    if expression.stated_years and (_STAMP.search(before) or re.match(r"\s*,?\s*§", after)):
        return DateRole.CONTEXT
    return DateRole.POINTER if _POINTER.search(before) else DateRole.ROW


def _is_period(expression: DateExpression, before: str) -> bool:
    """An accounting period: "delårsrapport per augusti", "uppföljning januari-april", "bokslut 31 december"."""
    lead = _LEAD.match(expression.raw)
    found = _ACCOUNTS.search(f"{before}{lead.group() if lead else ''}")
    if found is None or expression.first is None or expression.last is None:
        return False
    year_to_date = expression.kind is DateKind.MONTHS and expression.first.month == 1
    month_end = expression.first.is_day and expression.first.low == calendar.monthrange(2023, expression.first.month)[1]
    return bool(found["joint"]) or year_to_date or month_end
