"""Do something with an investment project in a draft: cut, move, resize, take in, add one of its own, or undo it."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.proposals.actions.write_draft import LARGEST, save_draft
from ramverk.apps.proposals.draft import Draft
from ramverk.apps.proposals.models import SealedItem
from ramverk.apps.proposals.projects import DraftProject, outlay_of, own_sheet, sheet_before
from ramverk.apps.proposals.queries.drafts import Opened
from ramverk.apps.trail.verdicts import Invalid
from ramverk.core.investments.choosing import ProjectVerb, TooEarlyError, moved_in_time
from ramverk.core.investments.sheets import Sheet
from ramverk.core.money import Ore

_FURTHEST = 10


def choose_project(
    actor: Actor, one: Opened, version: int, key: str, verb: str, by: int = 0, outlay: int | None = None, what: str = ""
) -> SealedItem:  # fmt: skip
    """One deed with one project of the list, or of the draft's own. A move goes on from the one before, and moves and
    sizes stand beside each other; anything else replaces what was done. `what` is said of it in the draft's own log.
    """
    known = one.basis.known.get(key)
    stands = next((project for project in one.draft.projects if project.key == key), None)
    if known is None and stands is None:
        raise Invalid(_("Projektet finns inte i underlaget. Läs in sidan igen."))
    if one.terms.is_closed_project(known):
        raise Invalid(_("Projektet är stängt för partierna. Ekonomiavdelningen bestämmer vilka som är öppna."))
    wanted = None if verb == UNDO else _wanted(one, key, verb, by, outlay)
    return save_draft(actor, one.item, version, _put(key, wanted), what or _("ändrade investeringar"))


UNDO = "undo"
"""Takes away what the draft does with the project."""


def standing(one: Opened, key: str) -> Sheet | None:
    """The project as the draft has it; where the draft has cut it, as it was before."""
    after = next((sheet for sheet in one.sheets if sheet.key == key), None)
    stands = next((project for project in one.draft.projects if project.key == key), None)
    return after or sheet_before(stands, one.basis.known.get(key))


def _wanted(one: Opened, key: str, verb: str, by: int, outlay: int | None) -> DraftProject | None:
    known = one.basis.known.get(key)
    stands = next((project for project in one.draft.projects if project.key == key), None)
    is_in = key in {sheet.key for sheet in one.basis.sheets}
    name, board = (known.name, known.board) if known else (stands.name, stands.board) if stands else ("", "")
    if verb == ProjectVerb.CUT:
        return DraftProject(key, ProjectVerb.CUT.value, 0, name, board) if is_in else None
    if verb == ProjectVerb.TAKE_IN:
        return None if is_in else DraftProject(key, ProjectVerb.TAKE_IN.value, 0, name, board)
    if verb not in {ProjectVerb.MOVE, ProjectVerb.RESIZE}:
        raise Invalid(_("Välj vad som ska göras med projektet."))
    before = sheet_before(stands, known)
    if before is None:
        raise Invalid(_("Projektet finns inte i underlaget. Läs in sidan igen."))
    size = _size(before, outlay) if verb == ProjectVerb.RESIZE else stands.outlay if stands else None
    if stands is not None and stands.sheet is not None:  # the draft's own sheet is what moves
        return replace(stands, sheet=_later(before, by, one.core.years[0]).as_json(), outlay=size)
    whole = by + (stands.by if stands else 0)
    if abs(whole) > _FURTHEST:
        raise Invalid(_("Projektet kan flyttas högst %s år.") % _FURTHEST)
    _later(before, whole, one.core.years[0])
    if is_in and not whole and size is None:
        return None
    changed = ProjectVerb.MOVE if size is None else ProjectVerb.RESIZE
    return DraftProject(key, (changed if is_in else ProjectVerb.TAKE_IN).value, whole, name, board, outlay=size)


def _size(before: Sheet, outlay: int | None) -> int | None:
    """The wanted outlay in all; None where it is what the project costs already."""
    if outlay is None or not 0 < outlay <= LARGEST:
        raise Invalid(_("Skriv vad projektet får kosta, mer än noll. Ska det inte bli av, ta bort det."))
    if outlay_of(before) <= 0:
        raise Invalid(_("”%s” har ingen utgift kvar att ändra.") % before.name)
    return None if outlay == outlay_of(before) else outlay


def _later(sheet: Sheet, by: int, first: int) -> Sheet:
    try:
        return moved_in_time(sheet, by, first)
    except TooEarlyError:
        raise Invalid(
            _("”%(name)s” börjar redan %(year)s; det kan inte börja före budgetens första år.")
            % {"name": sheet.name, "year": first}
        ) from None


def _put(key: str, wanted: DraftProject | None) -> Callable[[Draft], Draft]:
    """The draft with this deed in the old one's place, a new one last."""

    def edit(before: Draft) -> Draft:
        kept = [wanted if project.key == key else project for project in before.projects]
        if wanted is not None and all(project.key != key for project in before.projects):
            kept.append(wanted)
        return replace(before, projects=tuple(project for project in kept if project is not None))

    return edit


@dataclass(frozen=True, slots=True)
class NewProject:
    """A project of a draft's own. Öre; outlay by year, the effect a year from activation on, cost positive."""

    name: str
    board: str
    carrier: str = ""
    outlay: dict[int, int] = field(default_factory=dict)
    life_years: int = 33
    activated: tuple[int, int] = (0, 0)
    effect: int = 0


def add_project(actor: Actor, one: Opened, version: int, new: NewProject) -> SealedItem:
    """What no board has proposed: one component with its life, activated in a month, with an effect on its board."""
    outlay = {year: Ore(amount) for year, amount in new.outlay.items() if amount}
    if not new.name.strip():
        raise Invalid(_("Ge projektet ett namn."))
    if not outlay or any(amount < 0 for amount in outlay.values()):
        raise Invalid(_("Skriv utgiften för minst ett år, utan minus."))
    if min(outlay) < one.core.years[0] or not 1 <= new.life_years <= 100:
        raise Invalid(_("Utgifterna ligger i planens år och livslängden är mellan 1 och 100 år."))
    year, month = new.activated
    if not 1 <= month <= 12 or year < max(outlay):
        raise Invalid(
            _("Projektet tas i bruk tidigast det år då de sista pengarna betalas, i en månad mellan 1 och 12.")
        )
    begins = range(year, one.core.years[-1] + 1)
    effect = {each: Ore(-new.effect) for each in begins} if new.effect else {}
    sheet = own_sheet(
        str(uuid.uuid4()), new.name.strip()[:160], new.board, new.carrier, outlay, new.life_years, new.activated, effect
    )
    made = DraftProject(sheet.key, ProjectVerb.ADD.value, 0, sheet.name, sheet.board, sheet.as_json())
    return save_draft(actor, one.item, version, _put(sheet.key, made), _("lade till ett investeringsprojekt"))
