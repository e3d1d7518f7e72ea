"""The frozen list, and what an edition's choice does to its ledger."""

import pytest

from ramverk.apps.cycle.actions.return_submission import return_submission
from ramverk.apps.cycle.desks import papers
from ramverk.apps.frames.actions.freeze_edition import freeze_edition
from ramverk.apps.frames.actions.start_edition import start_edition
from ramverk.apps.frames.findings import edition_findings
from ramverk.apps.frames.ledger import core_edition
from ramverk.apps.frames.models import Change
from ramverk.apps.investments.actions.choose_list import choose_list
from ramverk.apps.investments.actions.freeze_list import freeze_list
from ramverk.apps.investments.actions.save_project import save_project
from ramverk.apps.investments.edits import EffectEdit
from ramverk.apps.investments.frame_rows import totals_of
from ramverk.apps.investments.queries.portfolio import handed_in, moved_since, sheets_in
from ramverk.apps.investments.tests.conftest import TKR, again, deliver, school
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused


@pytest.fixture
def listan(finans, omgangen, inlamnad, raderna):
    return freeze_list(finans, omgangen, "Till kommunstyrelsen", raderna[2])


def amounts(edition):
    """Tkr by board or line, cause and year, from the generated rows."""
    return {
        (row.body.short_name if row.body else row.line, row.cause, year): round(amount / TKR, 1)
        for row in Change.objects.filter(edition=edition, rule__startswith="inv:").select_related("body")
        for year, amount in row.amounts.items()
    }


def test_the_list_is_frozen_with_who_is_missing_and_shown_at_its_step(listan, raderna, finans):
    assert [sheet.name for sheet in sheets_in(listan)] == ["Ny skola"]
    assert listan.document.content["missing"] == ["Kulturnämnden", "Socialnämnden"]
    assert [paper.label for paper in papers(raderna[2], finans)] == ["Till kommunstyrelsen"]
    assert TrailEntry.objects.filter(verb="investments.freeze_list").exists()


def test_what_is_handed_in_later_is_a_difference_to_the_frozen_list(
    listan, finans, namnden, inlamnad, skolan, omgangen, kommunen
):
    row = again(inlamnad)
    return_submission(finans, row, row.version, "Räkna om.")
    edit = school(kommunen, outlay={2019: 40_000 * TKR, 2020: 31_000 * TKR}, fields={"total": 71_000 * TKR})
    save_project(namnden, again(row), skolan, skolan.version, edit)
    assert moved_since(sheets_in(listan), handed_in(omgangen).sheets) == []
    deliver(namnden, row)
    (moved,) = moved_since(sheets_in(listan), handed_in(omgangen).sheets)
    assert (int(moved.before), int(moved.after)) == (69_000 * TKR, 71_000 * TKR)


def test_only_finance_freezes_and_only_when_there_is_something(finans, omgangen, villkoren, namnden):
    with pytest.raises(Refused, match="ekonomiavdelningen"):
        freeze_list(namnden, omgangen, "Lista")
    with pytest.raises(Invalid, match="Ingen nämnd"):
        freeze_list(finans, omgangen, "Lista")


def test_capital_cost_and_effects_become_rows_in_every_frame_they_hit(listan, finans, utkastet):
    choose_list(finans, utkastet, listan)
    found = amounts(utkastet)
    assert found["BUN", "capital_cost", "2020"] == -1302.5
    assert found["BUN", "capital_cost", "2021"] == -3112.8
    assert found["SN", "volume", "2021"] == -150
    assert found["internal_interest", "capital_cost", "2021"] > 0
    assert ("BUN", "capital_cost", "2019") not in found
    assert TrailEntry.objects.filter(verb="investments.choose_list").exists()
    assert not [one for one in edition_findings(utkastet) if "capital" in one.message.casefold()]
    assert int(totals_of(utkastet)[2019].net) == 40_000 * TKR


def test_an_internal_rent_has_two_sides_that_cancel(finans, namnden, inlamningen, omgangen, utkastet, kommunen, skolan):
    effects = [
        EffectEdit(kommunen["BUN"].pk, {2021: -500 * TKR}),
        EffectEdit(kommunen["SN"].pk, {}, "ingår i hyran"),
        EffectEdit(kommunen["BUN"].pk, {2021: -3_000 * TKR}, is_rent=True),
    ]
    edit = school(kommunen, effects=effects, fields={"carrier_id": kommunen["SN"].pk})
    save_project(namnden, inlamningen, skolan, skolan.version, edit)
    deliver(namnden, inlamningen)
    choose_list(finans, utkastet, freeze_list(finans, omgangen, "Lista"))
    found = amounts(utkastet)
    assert (found["BUN", "internal_rent", "2021"], found["SN", "internal_rent", "2021"]) == (-3_000, 3_000)
    assert not [one for one in edition_findings(utkastet) if one.code == "transfer_unbalanced"]
    freeze_edition(finans, utkastet)


def test_a_project_left_out_takes_its_rows_along(listan, finans, utkastet, skolan):
    choose_list(finans, utkastet, listan)
    choose_list(finans, utkastet, listan, [str(skolan.key)])
    assert amounts(utkastet) == {}
    assert int(totals_of(utkastet)[2019].net) == 0


def test_a_branch_holds_only_what_differs_from_its_parents_choice(listan, finans, utkastet, skolan, omgangen):
    choose_list(finans, utkastet, listan)
    freeze_edition(finans, utkastet)
    branch = start_edition(finans, omgangen, "executive_proposal", "Förslag", utkastet)
    choose_list(finans, branch, listan)
    assert amounts(branch) == {}
    choose_list(finans, branch, listan, [str(skolan.key)])
    assert amounts(branch)["BUN", "capital_cost", "2021"] == 3112.8
    total = sum(int(one.amounts.get(2021, 0)) for one in core_edition(branch).all_changes() if "inv:" in one.rule)
    assert total == 0
    with pytest.raises(Refused, match="fryst"):
        choose_list(finans, utkastet, listan)
