"""Set up a key figure of the municipality's own."""

import re
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.keyfigures.models import CountedIn, Indicator, Wish
from ramverk.apps.keyfigures.policy import may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@dataclass(frozen=True, slots=True)
class Local:
    """What is said of a local indicator. `fewest` people must lie behind a value for it to be shown."""

    code: str
    title: str
    description: str = ""
    source: str = ""
    counted_in: str = ""
    wish: str = Wish.NONE
    body: Body | None = None
    fewest: int | None = None
    is_divided_by_gender: bool = False


@transaction.atomic
def add_indicator(actor: Actor, words: Local) -> Indicator:
    """Add it. Its id is the municipality's own and never looks like a national one."""
    require(may(actor, "keyfigures.add_indicator"))
    code = words.code.strip().upper()
    if not re.fullmatch(r"[A-ZÅÄÖ0-9-]{2,12}", code):
        raise Invalid(_("Ge nyckeltalet ett id på två till tolv tecken: bokstäver, siffror och bindestreck."))
    if re.fullmatch(r"[NUG]\d{5,}", code):
        raise Invalid(_("Ett eget id får inte se ut som ett nationellt (N, U eller G och siffror). Börja på E-."))
    if Indicator.objects.filter(code=code).exists():
        raise Invalid(_("Det finns redan ett nyckeltal med id %(code)s. Välj ett annat.") % {"code": code})
    if not words.title.strip() or not words.source.strip():
        raise Invalid(_("Skriv både namn och källa, så att alla vet vad som mäts och var siffran kommer ifrån."))
    if words.wish not in Wish.values or words.counted_in not in {"", *CountedIn.values}:
        raise Invalid(_("Välj riktning och enhet i listorna."))
    fields = asdict(words) | {"code": code, "body": words.body, "title": words.title.strip()[:300]}
    made = Indicator.objects.create(is_local=True, **fields)
    record(actor, "keyfigures.add_indicator", made, after={"indicator": made.title, "source": made.source})
    return made
