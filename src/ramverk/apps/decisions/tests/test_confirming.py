"""The confirming gate: technical with evidence and confirmed by a person, or refused to the list."""

from datetime import date

import pytest
from django.urls import reverse
from tests.cast import member

from ramverk.apps.cycle import desks
from ramverk.apps.cycle.tests.desk_cast import fresh
from ramverk.apps.decisions.actions.register_matter import register_matter
from ramverk.apps.decisions.actions.review_changes import confirm_technical, offer_as_matter, refuse_change
from ramverk.apps.decisions.actions.write_clauses import draft_clauses
from ramverk.apps.decisions.models import ChangeReview, MatterState
from ramverk.apps.decisions.queries.gate import gate_of
from ramverk.apps.decisions.queries.own_way import confirming_days, demands
from ramverk.apps.decisions.tests.conftest import TERMS
from ramverk.apps.frames.actions.freeze_edition import freeze_edition
from ramverk.apps.frames.actions.save_changes import RowEdit, save_changes
from ramverk.apps.frames.actions.start_edition import start_edition
from ramverk.apps.frames.models import Change
from ramverk.apps.frames.rows import Row
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale

pytestmark = pytest.mark.django_db
PAIR = "5f1c1f0e-2a38-4d0b-9d59-1f6b6a7e2001"


@pytest.fixture
def konfirmerande(finans, omgangen, forslaget, kommunen, aret):
    """An open confirming edition: a transfer that sums to zero, and a new ambition."""
    council = freeze_edition(
        finans, start_edition(finans, omgangen, "council_decision", "Juni", forslaget, aret("R21"))
    )
    edition = start_edition(finans, omgangen, "confirmed", "Konfirmerad", council, aret("R21"))
    person = {"kind": "person", "words": "Överenskommelse"}
    rows = [
        Row(
            body_id=kommunen["BUN"].pk,
            cause="transfer",
            amounts={"2019": 100},
            text="Skolskjuts",
            pair=PAIR,
            source=person,
        ),
        Row(
            body_id=kommunen["SN"].pk,
            cause="transfer",
            amounts={"2019": -100},
            text="Skolskjuts",
            pair=PAIR,
            source=person,
        ),
        Row(
            body_id=kommunen["SN"].pk,
            cause="political",
            amounts={"2019": -500_000},
            text="Fältassistenter",
            source=person,
        ),
    ]
    save_changes(finans, edition, [RowEdit(row) for row in rows])
    return fresh(edition)


def lines(edition):
    return {line.title: line for line in gate_of(fresh(edition)).lines}


def test_each_change_is_classed_with_its_evidence(konfirmerande):
    found = lines(konfirmerande)
    assert found["Skolskjuts"].found.kind == "a"
    assert "Summan är noll varje år" in found["Skolskjuts"].evidence
    assert found["Fältassistenter"].found.kind is None
    assert "prioritering" in found["Fältassistenter"].evidence


def test_a_political_change_cannot_be_confirmed_only_refused(konfirmerande, finans):
    with pytest.raises(Invalid, match="inte teknisk"):
        confirm_technical(finans, konfirmerande, lines(konfirmerande)["Fältassistenter"].group)
    review = refuse_change(finans, konfirmerande, lines(konfirmerande)["Fältassistenter"].group)
    assert not Change.objects.filter(edition=konfirmerande, text="Fältassistenter").exists()
    assert review.rows[0]["amounts"] == {"2019": -500_000}
    assert TrailEntry.objects.filter(verb="decisions.refuse_change").exists()


def test_the_matter_is_refused_until_everything_left_is_confirmed(konfirmerande, finans, aret, kommunen):
    confirm_technical(finans, konfirmerande, lines(konfirmerande)["Skolskjuts"].group)
    sitting = register_matter(
        finans, aret("R21"), kommunen["KF"], "confirming", "KS 9", "Konfirmering", date(2018, 11, 29)
    )
    frozen = freeze_edition(finans, konfirmerande)
    with pytest.raises(Invalid, match="Fältassistenter"):
        draft_clauses(finans, sitting, sitting.version, frozen, TERMS)


def test_a_clear_gate_lets_the_edition_on_the_table(konfirmerande, finans, aret, kommunen):
    confirm_technical(finans, konfirmerande, lines(konfirmerande)["Skolskjuts"].group)
    refuse_change(finans, konfirmerande, lines(konfirmerande)["Fältassistenter"].group)
    assert gate_of(fresh(konfirmerande)).is_clear
    sitting = register_matter(
        finans, aret("R21"), kommunen["KF"], "confirming", "KS 9", "Konfirmering", date(2018, 11, 29)
    )
    draft_clauses(finans, sitting, sitting.version, freeze_edition(finans, fresh(konfirmerande)), TERMS)
    assert sitting.clauses.exists()


def test_what_is_changed_after_it_was_confirmed_is_judged_anew(konfirmerande, finans):
    group = lines(konfirmerande)["Skolskjuts"].group
    confirm_technical(finans, konfirmerande, group)
    rows = list(Change.objects.filter(edition=konfirmerande, pair=PAIR))
    from ramverk.apps.frames.rows import row_of

    edits = []
    for row in rows:
        moved = row_of(row)
        moved.amounts["2019"] *= 2
        edits.append(RowEdit(moved, str(row.key), row.version))
    save_changes(finans, fresh(konfirmerande), edits)
    assert not lines(konfirmerande)["Skolskjuts"].is_confirmed
    with pytest.raises(Stale):
        confirm_technical(finans, konfirmerande, group)


def test_a_refused_change_is_offered_as_a_matter_of_its_own(konfirmerande, finans, aret, kommunen):
    review = refuse_change(finans, konfirmerande, lines(konfirmerande)["Fältassistenter"].group)
    sitting = offer_as_matter(finans, review, review.version, aret("R21"), kommunen["KF"], "KS 10", date(2018, 11, 29))
    assert sitting.matter.state == MatterState.REGISTERED
    text = sitting.clauses.get().values.get().text
    assert "Socialnämnden 2019: 5 tkr" in text
    with pytest.raises(Invalid):
        offer_as_matter(finans, fresh(review), 2, aret("R21"), kommunen["KF"], "KS 11", date(2018, 11, 29))


def test_only_finance_judges(konfirmerande, som, namndsekreteraren):
    with pytest.raises(Refused, match="prövar"):
        confirm_technical(som(namndsekreteraren), konfirmerande, lines(konfirmerande)["Skolskjuts"].group)
    assert not ChangeReview.objects.exists()


def test_the_days_of_an_election_year_are_worked_out(omgangen):
    days = {str(one.words): one.day.isoformat() for one in confirming_days(omgangen, date(2018, 11, 29)) if one.day}
    assert days["Kommunstyrelsens förslag senast."] == "2018-10-31"
    assert days["Kungörelse och kallelse senast."] == "2018-11-22"
    assert days["Extra sammanträde om ärendet bordläggs, kungjort senast en vecka före."] == "2018-11-30"
    assert days["Det extra sammanträdet kungörs senast."] == "2018-11-23"
    assert "2018-10-15" in days.values()
    assert "2018-12-31" in days.values()


def test_a_matter_of_its_own_needs_preparation_and_announcement(omgangen):
    asked = demands(omgangen, date(2018, 5, 1))
    assert asked[0].day == date(2018, 6, 5)  # the executive board meets
    assert asked[4].day == date(2018, 6, 20)


def test_technical_changes_on_the_same_ground_share_a_heading_and_the_doubtful_come_first(
    konfirmerande, finans, inloggad, ekonomichefen
):
    gate = gate_of(konfirmerande)
    assert [line.title for line in gate.doubtful] == ["Fältassistenter"]
    assert [(one.kind, one.ground) for one in gate.classes] == [("a", "Summan är noll varje år (2019).")]
    assert [line.moved for line in gate.classes[0].lines] == [(100, 0, 0)]
    page = inloggad(ekonomichefen).get(reverse("decisions:gate", args=[konfirmerande.pk])).content.decode()
    assert page.index("Fältassistenter") < page.index("Klass a: ramväxling och fördelning")
    assert page.count("Summan är noll varje år") == 1


def test_the_gate_is_found_from_its_edition_its_step_and_its_matter(
    konfirmerande, finans, aret, kommunen, inloggad, ekonomichefen
):
    way = f'href="{reverse("decisions:gate", args=[konfirmerande.pk])}"'
    finance = inloggad(ekonomichefen)
    edition = finance.get(reverse("frames:edition", args=[konfirmerande.pk])).content.decode()
    assert way in edition
    assert "2 ändringar att pröva" in edition
    assert way in finance.get(reverse("decisions:activity", args=[aret("R21").pk])).content.decode()
    for line in gate_of(konfirmerande).lines:
        judge = confirm_technical if line.found.is_technical else refuse_change
        judge(finans, fresh(konfirmerande), line.group)
    frozen = freeze_edition(finans, fresh(konfirmerande))
    sitting = register_matter(
        finans, aret("R21"), kommunen["KF"], "confirming", "KS 9", "Konfirmering", date(2018, 11, 29)
    )
    draft_clauses(finans, sitting, sitting.version, frozen, TERMS)
    assert way in finance.get(reverse("decisions:sitting", args=[sitting.pk])).content.decode()


def test_finance_is_asked_to_judge_the_changes_until_the_edition_is_frozen(konfirmerande, finans, aret, som, kommunen):
    def asked(actor):
        return [one for one in desks.desk_for(aret("R21")).duties([aret("R21")], actor) if "Pröva" in str(one.verb)]

    duty = asked(finans)[0]
    assert str(duty.verb) == "Pröva ändringarna och frys utgåvan: Konfirmerad"
    assert duty.url == reverse("decisions:gate", args=[konfirmerande.pk])
    assert not asked(som(member(kommunen, "Sara Sand", ("secretary", "KF"))))
    freeze_edition(finans, konfirmerande)
    assert not asked(finans)


def test_a_frozen_edition_can_still_be_found_technical_but_nothing_is_taken_out_of_it(
    konfirmerande, finans, inloggad, ekonomichefen
):
    refuse_change(finans, konfirmerande, lines(konfirmerande)["Fältassistenter"].group)
    frozen = freeze_edition(finans, fresh(konfirmerande))
    line = lines(frozen)["Skolskjuts"]
    page = inloggad(ekonomichefen).get(reverse("decisions:gate", args=[frozen.pk])).content.decode()
    assert 'value="confirm"' in page
    assert 'value="refuse"' not in page
    with pytest.raises(Refused, match="fryst"):
        refuse_change(finans, frozen, line.group, "Hör inte hit")
    confirm_technical(finans, frozen, line.group)
    assert gate_of(fresh(frozen)).is_clear
