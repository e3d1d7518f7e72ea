"""What a goal and its indicators must have before they are adopted."""

from collections.abc import Iterator, Sequence

from ramverk.core.findings import Finding, Severity, worst_first
from ramverk.core.goals.goals import ABOVE, Direction, Goal, Indicator, Level

__all__ = ["check_goals"]


def check_goals(goals: Sequence[Goal], years: Sequence[int], known: Sequence[str] = ()) -> list[Finding]:
    """Everything missing or doubtful, worst first. `known` are the keys of goals above that may be linked to."""
    keys = {goal.key for goal in goals} | set(known)
    found: list[Finding] = []
    for goal in goals:
        found += _goal(goal, keys)
        for indicator in goal.indicators:
            found += _indicator(goal, indicator, years)
    return worst_first(found)


def _goal(goal: Goal, keys: set[str]) -> Iterator[Finding]:
    name = _short(goal.text)
    if not goal.text.strip():
        yield _missing("goal.text_missing", "Ett mål saknar text.", "A goal has no text.")
    if goal.level in ABOVE and goal.level is not Level.COUNCIL and goal.parent not in keys:
        yield _missing(
            "goal.no_link_up",
            f"Målet ”{name}” är inte kopplat till något mål ovanför. Välj vilket det bidrar till.",
            f"The goal “{name}” is not linked to a goal above it. Choose which one it contributes to.",
        )
    if not goal.responsible.strip():
        yield _missing(
            "goal.responsible_missing",
            f"Målet ”{name}” saknar ansvarig.",
            f"The goal “{name}” has nobody responsible.",
        )
    if not goal.period.strip():
        yield _missing("goal.period_missing", f"Målet ”{name}” saknar period.", f"The goal “{name}” has no period.")
    if not goal.indicators:
        yield _missing(
            "goal.no_indicator",
            f"Målet ”{name}” har ingen indikator. Lägg till minst en, så att det går att följa upp.",
            f"The goal “{name}” has no indicator. Add at least one, so that it can be followed up.",
        )


def _indicator(goal: Goal, one: Indicator, years: Sequence[int]) -> Iterator[Finding]:
    name = _short(one.name or goal.text)
    for value, code, swedish, english in (
        (one.definition, "definition", "definition", "definition"),
        (one.unit, "unit", "enhet", "unit"),
        (one.source, "source", "källa", "source"),
    ):
        if not value.strip():
            yield _missing(
                f"indicator.{code}_missing",
                f"Indikatorn ”{name}” saknar {swedish}.",
                f"The indicator “{name}” has no {english}.",
            )
    excused = bool(one.missing_reason.strip() and one.missing_until)
    if (one.baseline is None or one.baseline_year is None) and not excused:
        yield _missing(
            "indicator.baseline_missing",
            f"Indikatorn ”{name}” saknar utgångsvärde med år. Fyll i det, eller skriv varför det saknas och när det "
            "kommer.",
            f"The indicator “{name}” has no baseline with its year. Fill it in, or say why it is missing and when it "
            "will come.",
        )
    without = [str(year) for year in years if year not in one.targets]
    if without and not excused:
        yield _missing(
            "indicator.target_missing",
            f"Indikatorn ”{name}” saknar målvärde för {', '.join(without)}.",
            f"The indicator “{name}” has no target for {', '.join(without)}.",
        )
    yield from _doubts(one, name, years)


def _doubts(one: Indicator, name: str, years: Sequence[int]) -> Iterator[Finding]:
    if any(one.backs_away(year) for year in years):
        yield Finding(
            "indicator.backs_away", Severity.WARNING,
            message=f"Indikatorn ”{name}” har ett målvärde som är sämre än utgångsvärdet. Stämmer riktningen?",
            message_en=f"The indicator “{name}” has a target worse than its baseline. Is the direction right?",
        )  # fmt: skip
    if one.direction is Direction.INTERVAL and any(target.low == target.high for target in one.targets.values()):
        yield Finding(
            "indicator.interval_without_ends", Severity.WARNING,
            message=f"Indikatorn ”{name}” ska ligga i ett spann, men målvärdet är ett enda tal. Skriv till exempel "
            "10–12.",
            message_en=f"The indicator “{name}” is to lie in a range, but its target is one number. Write 10–12, say.",
        )  # fmt: skip
    if one.lag_months > 0:
        yield Finding(
            "indicator.known_late", Severity.WARNING,
            message=f"Indikatorn ”{name}” blir känd först {one.lag_months} månader efter årets slut, så målet kan inte "
            "följas upp under målåret.",
            message_en=f"The indicator “{name}” is known only {one.lag_months} months after the year, so the goal "
            "cannot be followed up within it.",
        )  # fmt: skip


def _missing(code: str, swedish: str, english: str) -> Finding:
    return Finding(code, Severity.ERROR, message=swedish, message_en=english, blocks=True)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"
