"""What was read, as tables for a person at a terminal."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ramverk.core.findings import Finding, Severity, worst_first
from ramverk.core.timetable.model import Activity, DateStatus, Timetable
from ramverk.formats.kind_words import KIND_WORDS

_HEADS = {
    "sv": ("Rad", "Som skrivet", "Gäller", "Deltagare", "Aktivitet", "Slag", "Säkerhet"),
    "en": ("Row", "As written", "In force", "Participants", "Activity", "Kind", "Certainty"),
}
_FINDING_HEADS = {"sv": ("Vikt", "Kod", "Rader", "Vad", "Lag"), "en": ("Weight", "Code", "Rows", "What", "Law")}
_WEIGHTS = {
    "sv": {Severity.ERROR: "fel", Severity.WARNING: "varning", Severity.INFO: "upplysning"},
    "en": {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "information"},
}
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}
_PIPE_WIDTH = 160


def console() -> Console:
    """A console as wide as the terminal, or wide enough for the tables where the output is piped."""
    plain = Console()
    return plain if plain.is_terminal else Console(width=_PIPE_WIDTH)


def print_rows(timetable: Timetable, lang: str) -> None:
    """Title, rows with the reader's certainty, phases, what was not understood, and how many findings there are."""
    screen = console()
    screen.print(
        Text(timetable.title or {"sv": "Tidplan utan rubrik", "en": "Timetable without a title"}[lang], "bold")
    )
    table = Table(*_HEADS[lang])
    for activity in timetable.activities:
        table.add_row(*_row(activity, lang))
    screen.print(table)
    for phase in timetable.phases:
        screen.print(Text(f"{phase.name}: {_span(phase.start, phase.end)}"))
    _print_unread(screen, timetable, lang)
    screen.print(Text(_summary(timetable, lang)))


def print_findings(findings: tuple[Finding, ...], lang: str) -> None:
    """Findings, worst first."""
    screen = console()
    table = Table(*_FINDING_HEADS[lang])
    for finding in worst_first(list(findings)):
        weight = Text(_WEIGHTS[lang][finding.severity], _STYLES[finding.severity])
        table.add_row(
            weight, finding.code, ", ".join(finding.rows), Text(sentence(finding, lang)), Text(finding.law or "")
        )
    screen.print(table)


def sentence(finding: Finding, lang: str) -> str:
    """The finding's sentence; the Swedish one where no English one was written."""
    return (finding.message_en or finding.message) if lang == "en" else finding.message


def _row(activity: Activity, lang: str) -> tuple[Text | str, ...]:
    sure = Text(f"{activity.confidence:.0%}", "yellow" if activity.confidence < 0.7 else "")
    kind = activity.kind.value if lang == "en" else KIND_WORDS[activity.kind]
    who = ", ".join(activity.participants) or ", ".join(f"({name})" for name in activity.participants_inferred)
    in_force = _span(activity.start, activity.end) + (f" {activity.time}" if activity.time else "")
    return activity.id, _written(activity), in_force, Text(who), Text(activity.activity), kind, sure


def _written(activity: Activity) -> Text:
    text = Text(activity.raw_date)
    for alternative in activity.alternatives:
        if alternative.status is DateStatus.SUPERSEDED:
            start = activity.raw_date.find(alternative.raw)
            text.stylize("strike", max(start, 0), max(start, 0) + len(alternative.raw) if start >= 0 else 0)
    return text


def _span(start: object, end: object) -> str:
    if start is None:
        return "?" if end is None else f"–{end}"
    return f"{start}" if start == end else f"{start} – {end or '?'}"


def _print_unread(screen: Console, timetable: Timetable, lang: str) -> None:
    lines = [line for line in timetable.unread if line.text.strip()]
    if lines:
        screen.print(
            Text({"sv": "Inte förstått, behålls som text:", "en": "Not understood, kept as text:"}[lang], "bold")
        )
    for line in lines:
        screen.print(Text(f"  {line.number}: {line.text.strip()}"))


def _summary(timetable: Timetable, lang: str) -> str:
    order = (Severity.ERROR, Severity.WARNING, Severity.INFO)
    errors, warnings, info = (sum(item.severity is severity for item in timetable.findings) for severity in order)
    rows = len(timetable.activities)
    return {
        "sv": f"Antal rader: {rows}. Att se över: fel {errors}, varningar {warnings}, upplysningar {info}.",
        "en": f"Rows: {rows}. To look at: errors {errors}, warnings {warnings}, information {info}.",
    }[lang]
