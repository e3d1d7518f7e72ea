"""Prerequisites are written, frozen with their dispatch, and followed by a new edition."""

import io
from dataclasses import replace

import openpyxl
import pytest

from ramverk.apps.dispatch.models import Dispatch
from ramverk.apps.investments.actions.dispatch_prerequisites import dispatch_prerequisites
from ramverk.apps.investments.actions.start_sheets import start_from_file, start_from_last_round
from ramverk.apps.investments.actions.write_prerequisites import write_prerequisites
from ramverk.apps.investments.models import Prerequisites, Project
from ramverk.apps.investments.tests.conftest import TERMS, TKR
from ramverk.apps.trail.actions.freeze import store
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale

ONGOING = """nämnd;projekt;total (tkr);upparbetat;prognos;överförs;aktiveras;2019
BUN;Gamla skolan;30 000;12 000;31 000;1 500;2019-08;18 000
SN;Boendet;4 000;1 000;;;2019-05;3 000
"""


def test_they_go_out_frozen_with_the_ongoing_projects_and_open_the_submissions(finans, omgangen, raderna):
    write_prerequisites(finans, omgangen, 0, TERMS)
    assert start_from_file(finans, omgangen, store(ONGOING.encode()), "pågående.csv") == 2
    dispatch = dispatch_prerequisites(finans, omgangen)
    row = Prerequisites.objects.get()
    assert row.document.content["ongoing"][0]["total"] == 30_000 * TKR
    book = openpyxl.load_workbook(io.BytesIO(bytes(dispatch.drafts.get(addressed_to=None).file.content)))
    own = {row.addressed_to.short_name: row for row in dispatch.drafts.exclude(addressed_to=None)}
    assert own["BUN"].name == "Projektblad BUN 2019.xlsx"
    with_project = openpyxl.load_workbook(io.BytesIO(bytes(own["BUN"].file.content)))
    assert "Gamla skolan" in {cell.value for page in with_project for row in page for cell in row}
    assert [cell.value for cell in book["Pågående projekt"][2]] == [
        "BUN",
        "Gamla skolan",
        30000,
        12000,
        31000,
        18000,
        1500,
    ]
    assert Dispatch.objects.get().activity.row == "R01"
    with pytest.raises(Refused, match="redan utskickade"):
        dispatch_prerequisites(finans, omgangen)


def test_what_was_sent_out_stands_and_a_new_edition_follows(finans, omgangen, villkoren):
    assert villkoren.internal_interest_pct == "3/2"
    with pytest.raises(Stale):
        write_prerequisites(finans, omgangen, villkoren.version, TERMS)
    made = write_prerequisites(finans, omgangen, 0, replace(TERMS, internal_interest_pct="1,75"))
    assert (made.number, made.is_open) == (2, True)
    with pytest.raises(Stale):
        write_prerequisites(finans, omgangen, made.version + 1, TERMS)


def test_it_refuses_impossible_terms_and_other_people(finans, omgangen, namnden):
    for wrong in ({"internal_interest_pct": "40"}, {"self_financing_pct": "mycket"}, {"threshold": -1},
                  {"priorities": [["1", "a"], ["1", "b"]]}):  # fmt: skip
        with pytest.raises(Invalid):
            write_prerequisites(finans, omgangen, 0, replace(TERMS, **wrong))
    with pytest.raises(Refused, match="ekonomiavdelningen"):
        write_prerequisites(namnden, omgangen, 0, TERMS)
    with pytest.raises(Refused, match="ekonomiavdelningen"):
        start_from_file(namnden, omgangen, store(ONGOING.encode()), "x.csv")


def test_ongoing_projects_are_read_all_or_none_and_never_twice(finans, omgangen, raderna):
    for wrong, said in (("SN;Boendet;4 000", "rad 3"), ("BUN;", "nämnd")):
        text = ONGOING.replace(wrong, "XX;Boendet;fyra" if said == "rad 3" else "Okänd;")
        with pytest.raises(Invalid, match=said):
            start_from_file(finans, omgangen, store(text.encode()), "x.csv")
    assert not Project.objects.exists()
    start_from_file(finans, omgangen, store(ONGOING.encode()), "x.csv")
    assert start_from_file(finans, omgangen, store(ONGOING.encode()), "x.csv") == 0
    assert Project.objects.count() == 2
    assert TrailEntry.objects.filter(verb="investments.start_sheets").count() == 2


def test_last_rounds_projects_go_on_with_their_keys(finans, omgangen, skolan):
    from ramverk.apps.cycle.models import Round

    following = Round.objects.create(
        name="2020–2022", process_year=2019, budget_year=2020, plan_years=[2021, 2022], state="running"
    )
    assert start_from_last_round(finans, following) == 1
    made = Project.objects.get(round=following)
    assert (made.key, made.came_from, made.is_ongoing, made.spent) == (skolan.key, skolan, True, 40_000 * TKR)
    assert [row.year for row in made.yearly.all()] == [2020]
    assert start_from_last_round(finans, following) == 0
    with pytest.raises(Invalid):
        start_from_last_round(finans, omgangen)
