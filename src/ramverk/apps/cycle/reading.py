"""From bytes to a timetable: where the readers and the checks are asked, and their refusals put in our words."""

from django.utils.translation import get_language

from ramverk.apps.trail.verdicts import Invalid
from ramverk.core.findings import Finding
from ramverk.core.timetable.model import Timetable
from ramverk.formats.timetable_documents import UnreadableDocument, read_document
from ramverk.formats.timetable_json import write_findings

PASTED = "inklistrad text.txt"


def read(content: bytes, name: str, year: int | None) -> Timetable:
    """The timetable in these bytes, judged; `Invalid` with the reader's sentence where nothing can be read."""
    from ramverk.rules.plan import read_plan

    try:
        return read_plan(read_document(content, name), year)
    except UnreadableDocument as error:
        in_english = (get_language() or "sv").startswith("en")
        raise Invalid(error.sentence_en if in_english else error.sentence_sv) from error


def judge(timetable: Timetable) -> list[Finding]:
    """What the checks say about the dates of a plan."""
    from ramverk.rules.plan import check_plan

    return list(check_plan(timetable))


def as_stored(findings: list[Finding]) -> list[dict[str, object]]:
    """Findings as a round keeps them."""
    return list(write_findings(findings))
