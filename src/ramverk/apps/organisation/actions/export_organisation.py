"""Fetch the organisation as a file that can be read in again. It holds contact details, so fetching leaves an entry."""

from dataclasses import dataclass

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body, Mandate, Municipality, PartyStanding, Person, StandIn
from ramverk.apps.organisation.policy import may
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import require
from ramverk.formats.organisation_sheets import (
    SHEETS,
    BodyRow,
    MandateRow,
    PersonRow,
    StandingRow,
    StandInRow,
    Tables,
    write_csv,
    write_xlsx,
)


@dataclass(frozen=True, slots=True)
class Export:
    """A file to send: its name, its media type and its bytes."""

    name: str
    media_type: str
    content: bytes


def export_organisation(actor: Actor, sheet: str = "") -> Export:
    """The whole as a workbook, or one sheet (bodies, people, standings, mandates, stand_ins) as CSV."""
    allowed = require(may(actor, "organisation.export_organisation"))
    tables = tables_of_everything()
    day = clock.today()
    if sheet:
        title = next(known.title for known in SHEETS if known.name == sheet).lower()
        export = Export(f"{title}-{day}.csv", "text/csv; charset=utf-8", write_csv(tables, sheet))
    else:
        media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        export = Export(f"organisation-{day}.xlsx", media_type, write_xlsx(tables))
    if municipality := Municipality.objects.first():
        after = {"file": export.name}
        record(actor, "organisation.export_organisation", municipality, after=after, role=str(allowed.by))
    return export


def empty_template(actor: Actor) -> Export:
    """The workbook without rows, to fill in."""
    require(may(actor, "organisation.import_organisation"))
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return Export("organisation-mall.xlsx", media_type, write_xlsx(Tables()))


def tables_of_everything() -> Tables:
    """Everything stored as rows, past and coming periods too. Five queries."""
    people = Person.objects.order_by("name", "pk")
    mandates = Mandate.objects.select_related("person", "body", "party").order_by("body__name", "order", "pk")
    standings = PartyStanding.objects.select_related("party").order_by("party__name", "valid_from")
    stand_ins = StandIn.objects.select_related("person", "stands_in_for", "body").order_by("valid_from", "pk")
    return Tables(
        bodies=tuple(_body(body) for body in Body.objects.select_related("parent").order_by("kind", "name", "pk")),
        people=tuple(_person(person) for person in people),
        standings=tuple(_standing(standing) for standing in standings),
        mandates=tuple(_mandate(mandate) for mandate in mandates),
        stand_ins=tuple(_stand_in(stand_in) for stand_in in stand_ins),
    )


def _reference(person: Person) -> str:
    return person.email or person.external_id or person.name


def _body(body: Body) -> BodyRow:
    return BodyRow(
        kind=body.kind,
        name=body.name,
        short_name=body.short_name,
        parent=body.parent.name if body.parent else "",
        valid_from=body.valid_from,
        valid_to=body.valid_to,
        email=body.email,
    )


def _person(person: Person) -> PersonRow:
    return PersonRow(person.name, person.email or "", person.external_id, person.language)


def _standing(standing: PartyStanding) -> StandingRow:
    return StandingRow(
        name=standing.party.name,
        short_name=standing.party.short_name,
        governs=standing.governs,
        seats=standing.seats,
        seats_in_executive_board=standing.seats_in_executive_board,
        valid_from=standing.valid_from,
        valid_to=standing.valid_to,
    )


def _mandate(mandate: Mandate) -> MandateRow:
    return MandateRow(
        person=_reference(mandate.person),
        body=mandate.body.name,
        role=mandate.role,
        party=mandate.party.name if mandate.party else "",
        order=mandate.order,
        valid_from=mandate.valid_from,
        valid_to=mandate.valid_to,
    )


def _stand_in(stand_in: StandIn) -> StandInRow:
    return StandInRow(
        person=_reference(stand_in.person),
        stands_in_for=_reference(stand_in.stands_in_for),
        body=stand_in.body.name if stand_in.body else "",
        valid_from=stand_in.valid_from,
        valid_to=stand_in.valid_to,
    )
