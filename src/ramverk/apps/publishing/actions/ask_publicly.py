"""Somebody outside asks about the budget, or says what keeps them out of the site. No account, and no name is asked."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.publishing.models import PublicQuestion, PublicQuestionKind
from ramverk.apps.publishing.queries.open_book import public_round
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid

LONGEST = 4000


@transaction.atomic
def ask_publicly(kind: str, text: str, reply_to: str = "", page: str = "") -> PublicQuestion:
    """Keep what was written. The trail says that something came in, never what or from whom."""
    words = text.replace("\x00", "").strip()
    if kind not in PublicQuestionKind.values:
        raise Invalid(_("Välj vad frågan gäller."))
    if not words:
        raise Invalid(_("Skriv din fråga. Inget har skickats."))
    if len(words) > LONGEST:
        raise Invalid(_("Skriv högst %s tecken. Inget har skickats.") % LONGEST)
    try:
        if reply_to.strip():
            validate_email(reply_to.strip())
    except ValidationError:
        raise Invalid(
            _("E-postadressen går inte att svara till. Rätta den, eller lämna fältet tomt. Inget har skickats.")
        ) from None
    made = PublicQuestion.objects.create(
        round=public_round(), kind=kind, text=words, reply_to=reply_to.strip(), page=page.replace("\x00", "")[:300],
        received_at=clock.now(),
    )  # fmt: skip
    record(Actor(person_id=None, name="allmänheten", is_signed_in=False), "publishing.ask_publicly", made)
    return made
