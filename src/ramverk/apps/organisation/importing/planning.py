"""Compare a file's tables with what is stored: one step per row, and every reason against, with its cell."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.importing.snapshot import Snapshot
from ramverk.apps.organisation.importing.steps import Fate, Plan, Step
from ramverk.apps.organisation.models import PRESIDIUM, Body, BodyKind, Mandate, PartyStanding, Person, Role, StandIn
from ramverk.apps.organisation.policy import may
from ramverk.apps.organisation.suggestions import audience_key
from ramverk.apps.trail.verdicts import Denied, Sentence
from ramverk.core.findings import Finding, Severity
from ramverk.formats.organisation_sheets import (
    BodyRow,
    MandateRow,
    PersonRow,
    Place,
    StandingRow,
    StandInRow,
    Tables,
)

FIRST_DAY = date(1971, 1, 1)
"""From when a body is taken to exist where the file does not say: the municipalities' reform."""


def plan_import(actor: Actor, tables: Tables, snapshot: Snapshot) -> Plan:
    """What the tables would do. Rows in the order of the sheets; nothing is saved."""
    planner = _Planner(actor, snapshot)
    for body in tables.bodies:
        planner.body(body)
    for body in tables.bodies:
        planner.parent(body)
    for person in tables.people:
        planner.person(person)
    for standing in tables.standings:
        planner.standing(standing)
    for mandate in tables.mandates:
        planner.mandate(mandate)
    for stand_in in tables.stand_ins:
        planner.stand_in(stand_in)
    planner.check_presidia()
    planner.check_standings()
    return planner.plan


class _Planner:
    """Carries the plan through the sheets; later sheets find what earlier ones add."""

    def __init__(self, actor: Actor, snapshot: Snapshot) -> None:
        self.actor = actor
        self.known = snapshot
        self.plan = Plan()
        self.steps: dict[int, Step] = {}
        """The step of each row object, by its identity: unsaved rows have no key yet."""
        self.leave: dict[tuple[Any, ...], Sentence] = {}
        self.mandates = {_mandate_key(m): m for m in snapshot.mandates}
        self.standings = {(id(s.party), s.valid_from): s for s in snapshot.standings}
        self.stand_ins = {_stand_in_key(s): s for s in snapshot.stand_ins}

    def refuse(self, place: Place, column: str, code: str, sentence: Sentence) -> None:
        """Add an error at a cell."""
        where = place.cell(column)
        self.plan.findings.append(Finding(code, Severity.ERROR, (where,), f"{where}: {sentence}"))

    def step(self, sheet: str, place: Place, row: Model, wanted: Mapping[str, Any]) -> Step:
        """Set the fields that differ and note what they were. A row without a key is new."""
        is_new = row.pk is None
        before = {name: getattr(row, name) for name in wanted if is_new or getattr(row, name) != wanted[name]}
        after = {name: wanted[name] for name in before}
        for name, value in after.items():
            setattr(row, name, value)
        fate = Fate.NEW if is_new else _fate(before, after)
        step = Step(sheet, place.cell(""), str(row), fate, row, {} if is_new else _worded(before), _worded(after))
        self.plan.steps.append(step)
        self.steps[id(row)] = step
        return step

    # organs

    def body(self, row: BodyRow) -> None:
        body = self._body_of(row)
        if body is None:
            return
        if body.pk is not None and body.kind != row.kind:
            words = {"name": body.name, "kind": body.get_kind_display()}
            sentence = _("%(name)s är %(kind)s, och slaget kan inte ändras. Lägg till ett nytt organ.") % words
            self.refuse(row.place, "kind", "import.kind", sentence)
            return
        wanted = {"name": row.name, "short_name": row.short_name, "valid_to": row.valid_to, "email": row.email}
        if body.pk is None:
            wanted |= {"kind": row.kind, "valid_from": body.valid_from}
        else:
            wanted["name"] = body.name  # the name is how the row was found: another case is no change
        self.step("bodies", row.place, body, _given(row.place, wanted))

    def _body_of(self, row: BodyRow) -> Body | None:
        """The stored body the row speaks of, or a new one; None where its period cannot be told."""
        named = self.known.bodies.get(audience_key(row.name), [])
        if row.valid_from is None and named:
            return named[-1]
        if same := [body for body in named if body.valid_from == row.valid_from]:
            return same[0]
        if named and (named[-1].valid_to is None or (row.valid_from and named[-1].valid_to >= row.valid_from)):
            words = {"name": named[-1].name, "from": named[-1].valid_from}
            sentence = _("%(name)s finns redan från %(from)s. Skriv den dagen eller lämna cellen tom.") % words
            self.refuse(row.place, "valid_from", "import.period", sentence)
            return None
        body = Body(kind=row.kind, name=row.name, valid_from=row.valid_from or FIRST_DAY)
        self.known.add_body(body)
        return body

    def parent(self, row: BodyRow) -> None:
        """Once every body is known: what it belongs to."""
        body = self.known.body_called(row.name, row.valid_from)
        step = self.steps.get(id(body))
        if body is None or step is None or (row.place.letters and "parent" not in row.place.letters):
            return
        parent = self._body_named(row.place, "parent", row.parent) if row.parent else None
        if row.parent and parent is None:
            return
        if parent is not None and _is_under(parent, body):
            self.refuse(row.place, "parent", "import.circle", _("%s kan inte höra till sig självt.") % body.name)
            return
        if body.parent is not parent:
            before = body.parent
            body.parent = parent
            step.after["parent"] = parent.name if parent else ""
            if step.fate is not Fate.NEW:
                step.before["parent"] = before.name if before else ""
                step.fate = Fate.CHANGED if step.fate is Fate.UNCHANGED else step.fate

    # people

    def person(self, row: PersonRow) -> None:
        by_email = self.known.by_email.get(row.email.casefold()) if row.email else None
        by_number = self.known.by_number.get(row.external_id.casefold()) if row.external_id else None
        if by_email is not None and by_number is not None and by_email is not by_number:
            words = {"one": by_email.name, "other": by_number.name}
            sentence = _("e-posten hör till %(one)s men id till %(other)s. Rätta det ena.") % words
            self.refuse(row.place, "email", "import.two_people", sentence)
            return
        person = by_email or by_number or Person(name=row.name)
        wanted: dict[str, str | None] = {
            "name": row.name,
            "external_id": row.external_id,
            "language": row.language,
        }
        if row.email or person.pk is None:
            wanted["email"] = row.email or None
        if person.pk is not None and row.email and person.email != row.email:
            verdict = may(self.actor, "organisation.change_email", person)
            if isinstance(verdict, Denied):
                self.refuse(row.place, "email", "import.email", verdict.sentence)
                return
        is_new = person.pk is None
        self.step("people", row.place, person, _given(row.place, wanted, always=("email",)))
        if is_new or "email" in self.steps[id(person)].after:
            self.known.add_person(person)

    # parties

    def standing(self, row: StandingRow) -> None:
        party = self._party(row)
        if party is None or row.valid_from is None:
            return
        standing = self.standings.get((id(party), row.valid_from))
        if standing is None:
            standing = PartyStanding(party=party, valid_from=row.valid_from)
            self.standings[id(party), row.valid_from] = standing
        wanted = {
            "governs": row.governs,
            "seats": row.seats,
            "seats_in_executive_board": row.seats_in_executive_board,
            "valid_to": row.valid_to,
        }
        step = self.step("standings", row.place, standing, _given(row.place, wanted))
        step.label = party.name

    def _party(self, row: StandingRow) -> Body | None:
        party = self.known.body_called(row.name, row.valid_from)
        if party is None:
            party = Body(kind=BodyKind.PARTY, name=row.name, valid_from=FIRST_DAY)
            self.known.add_body(party)
            self.step("bodies", row.place, party, {"short_name": row.short_name, "kind": BodyKind.PARTY.value})
        elif party.kind != BodyKind.PARTY:
            self.refuse(row.place, "name", "import.no_party", _("%s är inget parti.") % party.name)
            return None
        return party

    # mandates

    def mandate(self, row: MandateRow) -> None:
        person = self._person_named(row.place, "person", row.person)
        body = self._body_named(row.place, "body", row.body, row.valid_from)
        party = self._body_named(row.place, "party", row.party, row.valid_from) if row.party else None
        if person is None or body is None or (row.party and party is None) or row.valid_from is None:
            return
        if party is not None and party.kind != BodyKind.PARTY:
            self.refuse(row.place, "party", "import.no_party", _("%s är inget parti.") % party.name)
            return
        mandate = Mandate(person=person, body=body, role=row.role, valid_from=row.valid_from)
        known = self.mandates.setdefault(_mandate_key(mandate), mandate)
        if known is mandate and not self._is_in_time(row, body):
            return
        wanted = _given(row.place, {"party": party, "order": row.order, "valid_to": row.valid_to})
        step = self.step("mandates", row.place, known, wanted)
        if step.fate is not Fate.UNCHANGED:
            self._ask_leave("organisation.give_mandate", row.place, known, (id(body), row.role, id(person)))

    def _is_in_time(self, row: MandateRow, body: Body) -> bool:
        starts = row.valid_from or FIRST_DAY
        if starts >= body.valid_from and (body.valid_to is None or starts <= body.valid_to):
            return True
        words = {"body": body.name, "day": starts}
        self.refuse(row.place, "valid_from", "import.body_closed", _("%(body)s finns inte %(day)s.") % words)
        return False

    def _ask_leave(self, verb: str, place: Place, thing: Mandate | StandIn, key: tuple[Any, ...]) -> None:
        """Rows of a party or of a stand-in need more than the leave to import."""
        if isinstance(thing, Mandate) and thing.body.kind != BodyKind.PARTY:
            return  # whoever may import may give these; asking two thousand times would only cost time
        if key not in self.leave:
            verdict = may(self.actor, verb, thing)
            self.leave[key] = verdict.sentence if isinstance(verdict, Denied) else ""
        if self.leave[key]:
            self.refuse(place, "person", "import.refused", self.leave[key])

    # stand-ins

    def stand_in(self, row: StandInRow) -> None:
        person = self._person_named(row.place, "person", row.person)
        other = self._person_named(row.place, "stands_in_for", row.stands_in_for)
        body = self._body_named(row.place, "body", row.body, row.valid_from) if row.body else None
        if person is None or other is None or (row.body and body is None) or row.valid_from is None:
            return
        if person is other:
            self.refuse(row.place, "stands_in_for", "import.same_person", _("man ersätter inte sig själv."))
            return
        stand_in = StandIn(person=person, stands_in_for=other, body=body, valid_from=row.valid_from)
        known = self.stand_ins.setdefault(_stand_in_key(stand_in), stand_in)
        step = self.step("stand_ins", row.place, known, _given(row.place, {"valid_to": row.valid_to}))
        if step.fate is not Fate.UNCHANGED:
            self._ask_leave("organisation.appoint_stand_in", row.place, known, _stand_in_key(known))

    # finding what the file names

    def _person_named(self, place: Place, column: str, reference: str) -> Person | None:
        person = self.known.person_called(reference)
        if person is None:
            near = self.known.near_person(reference)
            cure = _("Menade du %s?") % near if near else _("Lägg till personen på bladet Personer.")
            sentence = _("'%(ref)s' finns inte bland personerna. %(cure)s") % {"ref": reference, "cure": cure}
            self.refuse(place, column, "import.unknown_person", sentence)
        return person

    def _body_named(self, place: Place, column: str, name: str, day: date | None = None) -> Body | None:
        body = self.known.body_called(name, day)
        if body is None:
            near = self.known.near_body(name)
            cure = _("Menade du %s?") % near if near else _("Lägg till det på bladet Organ.")
            sentence = _("'%(name)s' finns inte bland organen. %(cure)s") % {"name": name, "cure": cure}
            self.refuse(place, column, "import.unknown_body", sentence)
        return body

    # what several rows say together

    def check_presidia(self) -> None:
        """Two people cannot chair the same body on the same day."""
        seats: dict[tuple[int, str], list[Mandate]] = defaultdict(list)
        for mandate in self.mandates.values():
            if mandate.role in PRESIDIUM:
                seats[id(mandate.body), mandate.role].append(mandate)
        for held in seats.values():
            self._check_overlap(held, lambda m: m.person.name, "import.two_chairs")

    def check_standings(self) -> None:
        """A party has one standing at a time."""
        parties: dict[int, list[PartyStanding]] = defaultdict(list)
        for standing in self.standings.values():
            parties[id(standing.party)].append(standing)
        for rows in parties.values():
            self._check_overlap(rows, lambda s: s.party.name, "import.two_standings")

    def _check_overlap(self, rows: list[Any], name: Callable[[Any], str], code: str) -> None:
        rows.sort(key=lambda row: row.valid_from)
        for earlier, later in pairwise(rows):
            steps = [self.steps.get(id(row)) for row in (later, earlier)]
            changed = next((step for step in steps if step and step.fate is not Fate.UNCHANGED), None)
            if changed and (earlier.valid_to is None or earlier.valid_to >= later.valid_from):
                words = {"earlier": name(earlier), "from": earlier.valid_from, "later": name(later)}
                words |= {"what": Role(earlier.role).label} if isinstance(earlier, Mandate) else {"what": _("läge")}
                words |= {"day": later.valid_from}
                sentence = _(
                    "två rader gäller samtidigt (%(what)s): %(earlier)s från %(from)s och %(later)s från %(day)s. "
                    "Skriv Till på den första."
                )
                text = f"{changed.where}: {sentence % words}"
                self.plan.findings.append(Finding(code, Severity.ERROR, (changed.where,), text))


def _mandate_key(mandate: Mandate) -> tuple[int, int, str, date]:
    return id(mandate.person), id(mandate.body), mandate.role, mandate.valid_from


def _stand_in_key(stand_in: StandIn) -> tuple[Any, ...]:
    return id(stand_in.person), id(stand_in.stands_in_for), id(stand_in.body), stand_in.valid_from


def _is_under(body: Body | None, top: Body) -> bool:
    """Whether `body` is `top` or lies under it."""
    seen: set[int] = set()
    while body is not None and id(body) not in seen:
        if body is top:
            return True
        seen.add(id(body))
        body = body.parent
    return False


def _given(place: Place, wanted: Mapping[str, Any], always: Iterable[str] = ()) -> dict[str, Any]:
    """Only what the sheet has columns for: a column left out says nothing, an empty cell says empty."""
    kept = {*always, "kind", "valid_from"}
    return {name: value for name, value in wanted.items() if not place.letters or name in place.letters or name in kept}


def _fate(before: Mapping[str, Any], after: Mapping[str, Any]) -> Fate:
    if not after:
        return Fate.UNCHANGED
    return Fate.ENDED if before.get("valid_to", ...) is None and after["valid_to"] is not None else Fate.CHANGED


def _worded(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Bodies by their names, days as written."""
    return {
        name: value.name if isinstance(value, Body) else value.isoformat() if isinstance(value, date) else value or ""
        for name, value in fields.items()
        if not isinstance(value, bool)
    } | {name: value for name, value in fields.items() if isinstance(value, bool)}
