"""Judge the changes of a confirming edition: technical with evidence, or refused to the list."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from ramverk.apps.cycle.models import Activity
from ramverk.apps.decisions.actions.register_matter import register_matter
from ramverk.apps.decisions.actions.write_clauses import Written, add_clause
from ramverk.apps.decisions.models import ChangeReview, ClauseKind, MatterKind, ReviewState, Sitting
from ramverk.apps.decisions.policy import may_confirm, may_review
from ramverk.apps.decisions.queries.gate import GateLine, gate_of
from ramverk.apps.decisions.wording_clauses import in_tkr
from ramverk.apps.frames.actions.save_changes import RowEdit, save_changes
from ramverk.apps.frames.models import Change, Edition
from ramverk.apps.frames.rows import row_of
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Stale, Verdict, require


def _line(
    may: Callable[[Actor, Edition], Verdict], actor: Actor, edition: Edition, group: str
) -> tuple[Edition, GateLine]:
    locked = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    require(may(actor, locked))
    found = next((line for line in gate_of(locked).lines if line.group == group), None)
    if found is None:
        raise Stale(_("Ändringen har skrivits om sedan du läste in sidan. Pröva den som den är nu."))
    return locked, found


@transaction.atomic
def confirm_technical(actor: Actor, edition: Edition, group: str) -> ChangeReview:
    """A person agrees with the class and its evidence; what has no class cannot be confirmed."""
    locked, line = _line(may_confirm, actor, edition, group)
    if line.found.kind is None:
        raise Invalid(_("Ändringen är inte teknisk: %s Avvisa den till listan.") % line.evidence)
    review, _made = ChangeReview.objects.get_or_create(
        edition=locked, group=group,
        defaults={
            "state": ReviewState.CONFIRMED, "kind": line.found.kind.value, "text": line.title[:500],
            "evidence": line.found.evidence_sv, "reviewed_at": clock.now(), "reviewed_by": actor.name,
        },
    )  # fmt: skip
    after = {"what": line.title, "class": line.found.kind.value, "evidence": line.found.evidence_sv}
    record(actor, "decisions.confirm_technical", locked, after=after)
    return review


@transaction.atomic
def refuse_change(actor: Actor, edition: Edition, group: str, reason: str = "") -> ChangeReview:
    """Take the rows out of the edition and keep them on the list, with why they are not technical."""
    locked, line = _line(may_review, actor, edition, group)
    keys = [one.id for one in line.found.changes]
    rows = list(Change.objects.filter(edition=locked, key__in=keys))
    if len(rows) != len(keys):
        raise Invalid(
            _("Raderna ligger i en tidigare utgåva och kan inte tas bort här. Börja en ny utgåva på beslutet.")
        )
    if any(row.is_generated for row in rows):
        raise Invalid(_("Raderna räknas fram av ett antagande. Välj ett annat antagande i stället."))
    if line.found.is_technical and not reason.strip():
        raise Invalid(_("Ändringen ser teknisk ut. Skriv varför den ändå inte hör till det konfirmerande beslutet."))
    kept = [row_of(row).as_json() for row in rows]
    save_changes(actor, locked, [RowEdit(None, str(row.key), row.version, row.text) for row in rows])
    review = ChangeReview.objects.create(
        edition=locked, group=group, state=ReviewState.REFUSED, text=line.title[:500], evidence=line.found.evidence_sv,
        rows=kept, reason=reason.strip(), reviewed_at=clock.now(), reviewed_by=actor.name,
    )  # fmt: skip
    after = {"what": line.title, "evidence": line.found.evidence_sv}
    record(actor, "decisions.refuse_change", locked, after=after, reason=reason)
    return review


@transaction.atomic
def offer_as_matter(
    actor: Actor, review: ChangeReview, version: int, activity: Activity, body: Body, register_number: str, day: date
) -> Sitting:
    """A refused change becomes a matter of its own, with a clause that can be answered by yes or no."""
    if review.state != ReviewState.REFUSED or review.matter_id is not None:
        raise Invalid(_("Bara en avvisad ändring utan eget ärende kan bli ett ärende."))
    sitting = register_matter(actor, activity, body, MatterKind.OWN, register_number, review.text[:200], day)
    add_clause(actor, sitting, sitting.version, Written(review.text[:200], _words(review), ClauseKind.OTHER))
    change(review, version, matter=sitting.matter)
    record(actor, "decisions.offer_as_matter", sitting.matter, after={"what": review.text})
    sitting.refresh_from_db()
    return sitting


def _words(review: ChangeReview) -> str:
    """The change as a decision, with its money named: an appropriation says how it is paid (KL 11:15)."""
    with override("sv"):
        parts = []
        for row in review.rows:
            body = Body.objects.filter(pk=row["body_id"]).first()
            sign = -1 if row["post_kind"] == "frame" else 1
            years = ", ".join(f"{year}: {in_tkr(sign * amount)}" for year, amount in sorted(row["amounts"].items()))
            parts.append(f"{body.name if body else row['line']} {years}")
        return f"{review.text.rstrip('.')}: ramen ändras med {'; '.join(parts)}. Finansieringen anges i beslutet."
