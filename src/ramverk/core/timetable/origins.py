"""Where each field of a row came from, how it was understood, and how sure the reader is of the row."""

from dataclasses import replace

from ramverk.core.timetable.assembly import Built
from ramverk.core.timetable.drafts import Form
from ramverk.core.timetable.model import Activity, Origin

_HOW_DATE = {"": "grammar", "row": "inherited", "heading": "heading"}


def with_origins(activity: Activity, built: Built) -> Activity:
    """The activity with its origins and its own certainty: that of its weakest field."""
    origins = (_date(built), _participants(activity, built), _kind(activity, built), _text(built))
    confidence = min(origin.confidence for origin in origins)
    if activity.truncated:
        confidence *= 0.7
    return replace(activity, origins=origins, confidence=round(confidence, 2))


def _date(built: Built) -> Origin:
    draft, dated = built.dated.draft, built.dated
    main = dated.main
    if main is None:
        return Origin("date", draft.text.span(), "missing", 0.3)
    if dated.inner is not None and main is dated.inner:
        span = draft.text.span(dated.inner.start, dated.inner.end)
        return Origin("date", span or draft.text.span(), "sentence", 0.85 * _trust(built))
    how = _HOW_DATE.get(draft.inherited, "grammar")
    sure = {"row": 0.75, "heading": 0.95}.get(draft.inherited, 1.0)
    return Origin("date", draft.date.span() or draft.text.span(), how, sure * _trust(built))


def _trust(built: Built) -> float:
    """What doubts about the date itself leave of its certainty."""
    main, dated = built.dated.main, built.dated
    if main is None or dated.days.start is None:
        return 0.4 if main is None or main.relative is None else 0.6
    trust = 1.0
    for doubt, factor in (
        (main.repaired, 0.7),
        (main.uncertain, 0.7),
        (main.day_unknown, 0.6),
        (main.weak, 0.8),
        (dated.conflict, 0.5),
        (dated.cell is not None and dated.cell.several, 0.7),
        (dated.year_inferred, 0.95),
    ):
        trust *= factor if doubt else 1.0
    return trust


def _participants(activity: Activity, built: Built) -> Origin:
    draft = built.dated.draft
    if activity.participants and draft.who:
        sure = min([mention.confidence for mention in built.roles.participants], default=1.0)
        return Origin("participants", draft.who.span(), "column", sure * (0.85 if built.roles.guessed_split else 1.0))
    if activity.participants:
        return Origin("participants", draft.text.span(), "sentence", 0.85)
    if built.by_law:
        return Origin("participants_inferred", draft.text.span(), "by_law", 0.6)
    if activity.participants_inferred:
        return Origin("participants_inferred", draft.text.span(), "inferred", 0.7)
    return Origin("participants", None, "missing", 0.5)


def _kind(_activity: Activity, built: Built) -> Origin:
    return Origin("kind", built.dated.draft.text.span(), "verb", 0.4 + 0.6 * built.reading.confidence)


def _text(built: Built) -> Origin:
    form = built.dated.draft.form
    how = "column" if form is Form.TABLE else form.value
    return Origin("activity", built.dated.draft.text.span(), how, 0.9 if form in {Form.SENTENCE, Form.SLIDE} else 1.0)
