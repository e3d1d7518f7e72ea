"""Ask the checks again when a date has changed, and keep what they say for the lists to read."""

from ramverk.apps.cycle import reading
from ramverk.apps.cycle.models import Round
from ramverk.apps.cycle.queries.plan import as_timetable


def judge_round(round_id: int) -> None:
    """Write the findings of the dates in force. Not a deed of anybody: it leaves no trail entry and no new version."""
    whole = Round.objects.get(pk=round_id)
    findings = reading.as_stored(reading.judge(as_timetable(whole)))
    Round.objects.filter(pk=round_id).update(findings=findings)
