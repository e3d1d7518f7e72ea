"""The area's charts as data: what is drawn as what, with its words. How it looks is decided by `formats.charts`."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from ramverk.apps.frames.fan import ResultFan
from ramverk.apps.frames.queries.bridging import ShownBridge
from ramverk.apps.frames.queries.comparing import Milestone
from ramverk.formats.charts.declaration import Chart, Kind, Role, Series


def waterfall(shown: ShownBridge, at: int, first: str, last: str, caption: str, *, plus_is_good: bool = False) -> Chart:
    """One year of a bridge: the level it began at, a step per cause, the level it led to."""
    year = str(shown.years[at])
    series = [
        Series(first, (shown.start[at],), Role.LEVEL),
        *(Series(row.label, (row.amounts[at],)) for row in shown.rows if row.amounts[at]),
        Series(last, (shown.end[at],), Role.LEVEL),
    ]
    title = _("Från %(first)s till %(last)s, tkr; tabellen under visar detsamma.") % {"first": first, "last": last}
    return Chart(Kind.BRIDGE, title, (year,), tuple(series), caption, plus_is_good=plus_is_good)


def tornado(steps: Sequence[tuple[str, str, int]]) -> Chart:
    """Label, step in words and effect in öre, the largest first."""
    return Chart(
        Kind.BARS,
        _("Reglagen efter hur mycket ett steg ändrar resultatet, tkr; tabellen under visar detsamma."),
        ("",),
        tuple(Series(f"{label} {step}", (amount,)) for label, step, amount in steps),
        _("Tusen kronor, plus förbättrar resultatet. Skattesatsen räknas med när dagens skattesats är ifylld."),
    )


def milestone_path(passed: Sequence[Milestone]) -> Chart:
    """The result of every milestone, side by side in order of time."""
    return Chart(
        Kind.PATH,
        _("Årets resultat i varje utgåva, tkr; tabellen under visar detsamma."),
        ("",),
        tuple(Series(one.edition.name, (one.result,), Role.LEVEL) for one in passed),
        _("Årets resultat, tkr. Den vågräta linjen är noll."),
    )


def fan_chart(outcomes: ResultFan) -> Chart:
    """The result year by year: the middle of the outcomes, and the room that eight of ten fall in."""
    names = (
        (10, Role.LOW, _("sämre i ett fall av tio")),
        (50, Role.MIDDLE, _("mitten")),
        (90, Role.HIGH, _("bättre i ett fall av tio")),
    )
    return Chart(
        Kind.FAN,
        _("Årets resultat när antagandena slår fel, tkr; tabellen under visar detsamma."),
        tuple(str(year) for year in outcomes.years),
        tuple(Series(str(label), outcomes.bands[at], role) for at, role, label in names),
        _("Årets resultat, tkr. Åtta utfall av tio ligger i det skuggade."),
    )
