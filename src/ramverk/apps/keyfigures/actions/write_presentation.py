"""A board writes its pages for the January dialogue."""

from dataclasses import asdict, dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Round
from ramverk.apps.keyfigures.models import Indicator, Presentation
from ramverk.apps.keyfigures.policy import may_present
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Stale, require

MOST_FACTS = 3
_LONGEST = 700
"""Characters of a page: more cannot be read from the back row."""


@dataclass(frozen=True, slots=True)
class Pages:
    """What a board shows: what lies ahead first, then activity, economy and quality; three facts and one chart."""

    future: str = ""
    activity: str = ""
    economy: str = ""
    quality: str = ""
    facts: list[str] = field(default_factory=list)
    is_ready: bool = False


@transaction.atomic
def write_presentation(
    actor: Actor, in_round: Round, body: Body, pages: Pages, chart: Indicator | None = None, version: int = 0
) -> Presentation:
    """Write it, against the version the writer saw (0: none yet)."""
    require(may_present(actor, body.pk))
    _judge(pages)
    row, is_new = Presentation.objects.get_or_create(round=in_round, body=body)
    if is_new == bool(version):
        raise Stale(_("Någon annan har börjat på nämndens presentation. Läs in sidan igen; inget har sparats."))
    before, after = change(row, row.version if is_new else version, **asdict(pages), chart=chart)
    told = {name: str(value) for name, value in after.items()}
    record(actor, "keyfigures.write_presentation", row, before={k: str(before[k]) for k in told}, after=told)
    return row


def _judge(pages: Pages) -> None:
    """Raises Invalid, with all that is wrong at once."""
    wrong = []
    named = {
        _("Framtidsfrågor"): pages.future, _("Verksamhet"): pages.activity, _("Ekonomi"): pages.economy,
        _("Kvalitet"): pages.quality,
    }  # fmt: skip
    for name, text in named.items():
        if len(text) > _LONGEST:
            words = {"name": name, "length": len(text), "most": _LONGEST}
            wrong.append(_("%(name)s har %(length)d tecken; högst %(most)d går att läsa från sista raden.") % words)
    if len(pages.facts) > MOST_FACTS:
        wrong.append(_("Välj högst tre nyckeltal."))
    if pages.is_ready and not all(text.strip() for text in named.values()):
        empty = ", ".join(str(name) for name, text in named.items() if not text.strip())
        wrong.append(_("Presentationen är inte hel än. Det saknas text om: %(empty)s.") % {"empty": empty})
    if wrong:
        raise Invalid(" ".join(wrong))
