"""Findings: what a check has to say, collected and never raised."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs, as fixed by the timetable contract."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """One observation: a stable code, the rows it concerns, and a sentence in both languages.

    `rows` holds activity ids (`R06`); it is empty where the finding concerns the document or a phase. `message` is
    the Swedish sentence (what, where, what to do) and `message_en` its English twin. `law` is the reference where one
    exists, for example "Kommunallagen 11 kap. 10 §". `blocks` is true only for statute-read rules that may stop a deed.
    """

    code: str
    severity: Severity
    rows: tuple[str, ...] = ()
    message: str = ""
    message_en: str = ""
    law: str | None = None
    blocks: bool = False


_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def worst_first(findings: list[Finding]) -> list[Finding]:
    """The findings with errors before warnings before information, otherwise in their given order."""
    return sorted(findings, key=lambda finding: _WEIGHT[finding.severity])
