"""The role of a date in its sentence: most date a row, some only tell the background."""

import re
from dataclasses import replace

from ramverk.core.timetable.date_values import DateExpression, DateKind, DateRole

_HOLIDAY = re.compile(r"(?:sport|påsk|höst|jul|sommar|läs|vår)?lov(?:et)?\b[\s:(,vecka.]*$|\b(?:studiedag(?:ar)?|röda dagar|helgdag(?:ar)?)[\s:(,]*$", re.IGNORECASE)  # fmt: skip
_CONTEXT = re.compile(
    r"(?:\bper(?:\s+den)?|\bpr"
    r"|(?:uppdatera[dt]\w*|publicera[dt]|ändra[dt]\w*|reviderad|upprättad|utskriven|granskad|skapad|daterad|version|utgåva|sidansvarig)"
    r"(?:\s+(?:senast|av\s+[\wåäö:]+))?(?:\s*:)?(?:\s+den)?"
    r"|\b(?:fastställd|antagen|beslutad|godkänd)(?:\s+av\s+[\wåäö:]+)?(?:\s*:)?(?:\s+den)?"
    r"|\b(?:för|avseende|avser|åren|år|åren\s+från|planperioden|perioden|räkenskapsåret|verksamhetsåret|läsåret)(?:\s+(?:åren|år|perioden|tiden))?"
    r"|\b(?:bokslut|delårsrapport|delårsbokslut|tertialrapport|årsredovisning|utfall|prognos|uppföljning)(?:et|en)?(?:\s+(?:per|efter|till\s+och\s+med|t\.?o\.?m\.?|för))?(?:\s+den)?"
    r"|\bsedan|\bdatum\s*:|\bsammanträdesdatum\s*:?)\s*$",
    re.IGNORECASE,
)
_ALWAYS_CONTEXT = re.compile(r"(?:\bper(?:\s+den)?|\bpr|uppdatera[dt]\w*|publicera[dt]|senast\s+ändra[dt])(?:\s*:)?(?:\s+(?:senast|den))*\s*$", re.IGNORECASE)  # fmt: skip
_POINTER = re.compile(
    r"(?:\binför\s+(?:[\wåäö:-]+\s+){0,4}?(?:mötet|möte|sammanträdet|sammanträde|ks|kf|beslutet|beslut|beredningen|behandling\w*)"
    r"|\b(?:för|inför)\s+utskick(?:et)?(?:\s+till\s+[\wåäö:\s-]{1,40}?)?"
    r"|\b(?:se|jfr|jämför|enligt|utifrån)\s+(?:[\wåäö:-]+\s+){0,4}?)(?:\s*(?:den|i))?\s*$",
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
    role = _role(expression, before)
    deadline = expression.deadline or bool(_LAST_DAY.search(before)) or bool(_READY.match(after))
    return replace(expression, role=role, deadline=deadline and role is DateRole.ROW)


def _role(expression: DateExpression, before: str) -> DateRole:
    if _HOLIDAY.search(before):
        return DateRole.HOLIDAY
    if expression.kind is DateKind.YEARS or _ALWAYS_CONTEXT.search(before):
        return DateRole.CONTEXT
    if _POINTER.search(before):
        return DateRole.POINTER
    return DateRole.ROW
