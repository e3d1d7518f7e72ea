"""R23: a change since the council's decision shows the board's revised plan as its source where it comes from one."""

from datetime import date

import pytest
from django.urls import reverse

from ramverk.apps.cycle.models import HandIn, Submission
from ramverk.apps.cycle.tests.desk_cast import fresh
from ramverk.apps.decisions.actions.read_revised_plans import read_revised_plans
from ramverk.apps.decisions.actions.review_changes import confirm_technical
from ramverk.apps.decisions.queries.gate import gate_of
from ramverk.apps.decisions.queries.revised import revised
from ramverk.apps.frames.actions.freeze_edition import freeze_edition
from ramverk.apps.frames.actions.save_changes import RowEdit, save_changes
from ramverk.apps.frames.actions.start_edition import start_edition
from ramverk.apps.frames.links import links_of
from ramverk.apps.frames.models import Operation
from ramverk.apps.frames.queries.figures import figures
from ramverk.apps.frames.rows import Row
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.freeze import freeze
from ramverk.apps.trail.actors import SYSTEM
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused

pytestmark = pytest.mark.django_db
TKR = 100_000
YEARS = ("2019", "2020", "2021")


@pytest.fixture
def juni(finans, omgangen, forslaget, aret):
    """The council's decision in June: two million more to schools, on no operation yet."""
    return freeze_edition(finans, start_edition(finans, omgangen, "council_decision", "Juni", forslaget, aret("R21")))


@pytest.fixture
def hosten(finans, omgangen, juni, aret):
    """The open confirming edition."""
    return start_edition(finans, omgangen, "confirmed", "Konfirmerad", juni, aret("R21"))


@pytest.fixture
def lamnar(aret, kommunen):
    """`lamnar("BUN", {"440": 942_000}, edition)` hands in a revised plan with that split, tkr every year."""

    def hand_in(board, split, edition, number=1):
        row, _new = Submission.objects.get_or_create(
            activity=aret("R22"), body=kommunen[board], defaults={"state": "submitted"}
        )
        rows = [{"operation": code, "amounts": dict.fromkeys(YEARS, tkr * TKR)} for code, tkr in split.items()]
        content = {
            "kind": "activity_plan", "edition": {"name": edition.name, "checksum": edition.checksum},
            "sections": [{"key": "drift", "kind": "split", "rows": rows}, {"key": "mal", "kind": "goals", "rows": []}],
        }  # fmt: skip
        return HandIn.objects.create(
            submission=row, number=number, document=freeze(SYSTEM, "submission", "Plan", content), at=clock.now(),
            adopted_on=date(2018, 9, 4), paragraph="71", by="Nora",
        )  # fmt: skip

    return hand_in


def lines(edition):
    return {line.title: line for line in gate_of(fresh(edition)).lines}


def test_a_boards_split_is_read_in_as_technical_changes_with_its_plan_as_the_source(hosten, juni, lamnar, finans):
    lamnar("BUN", {"440": 942_000}, juni)
    before = [(line.name, line.frame[0].amount) for line in figures(hosten).boards]
    read_revised_plans(finans, hosten)
    line = lines(hosten)["BUN: ramen fördelad på verksamheter enligt reviderad plan"]
    assert line.found.kind == "a"
    assert [plan.words for plan in line.plans] == ["BUN: reviderad verksamhetsplan, § 71 den 2018-09-04"]
    assert line.plans[0].words in line.evidence
    assert [(one.name, one.frame[0].amount) for one in figures(fresh(hosten)).boards] == before
    school = Operation.objects.get(code="440")
    assert fresh(hosten).changes.get(operation=school).amounts == dict.fromkeys(YEARS, -2_000 * TKR)
    confirm_technical(finans, hosten, line.group)
    assert TrailEntry.objects.filter(verb="decisions.read_revised_plans").exists()


def test_read_again_only_what_was_handed_in_since_is_added(hosten, juni, lamnar, finans):
    lamnar("BUN", {"440": 942_000}, juni)
    read_revised_plans(finans, hosten)
    with pytest.raises(Invalid, match="har något att läsa in"):
        read_revised_plans(finans, fresh(hosten))
    assert [one.is_read for one in revised(fresh(hosten))] == [True]
    lamnar("BUN", {"440": 941_000, "510": 1_000}, juni, number=2)
    read_revised_plans(finans, fresh(hosten))
    sums = {}
    for row in fresh(hosten).changes.select_related("operation"):
        code = row.operation.code if row.operation else ""
        sums[code] = sums.get(code, 0) + row.amounts["2019"]
    assert sums == {"": 2_000 * TKR, "440": -1_000 * TKR, "510": -1_000 * TKR}


def test_what_cannot_be_read_says_why(hosten, juni, forslaget, lamnar, kommunen, aret):
    lamnar("BUN", {"440": 942_000}, hosten)
    lamnar("SN", {"510": 280_500}, juni)
    Submission.objects.create(activity=aret("R22"), body=kommunen["KN"], state="draft")
    why = {one.body.short_name: one.hinder for one in revised(hosten)}
    assert "annan utgåva" in why["BUN"]
    assert "går inte jämnt upp" in why["SN"]
    assert "inte inlämnad än" in why["KN"]


def test_another_change_may_be_linked_to_the_plan_it_comes_from(hosten, juni, lamnar, finans, kommunen):
    plan = lamnar("SN", {"510": 280_000}, juni)
    code = f"plan:{plan.submission_id}"
    assert code in {link.code for link in links_of(hosten)}
    assert code not in {link.code for link in links_of(juni)}
    row = Row(
        body_id=kommunen["SN"].pk, cause="correction", amounts={"2019": 0, "2020": -100}, text="Rätt konto",
        source={"words": "Kontoplanen"}, linked_to=code,
    )  # fmt: skip
    save_changes(finans, hosten, [RowEdit(row)])
    assert [plan.words for plan in lines(hosten)["Rätt konto"].plans] == [
        "SN: reviderad verksamhetsplan, § 71 den 2018-09-04"
    ]


def test_only_finance_reads_them_and_only_while_the_edition_is_open(
    hosten, juni, lamnar, finans, som, namndsekreteraren, inloggad, ekonomichefen
):
    lamnar("BUN", {"440": 942_000}, juni)
    with pytest.raises(Refused, match="Ekonomiavdelningen prövar"):
        read_revised_plans(som(namndsekreteraren), hosten)
    url = reverse("decisions:gate", args=[hosten.pk])
    finance = inloggad(ekonomichefen)
    assert "att läsa in" in finance.get(url).content.decode()
    assert finance.post(url, {"deed": "read_plans"}).status_code == 302
    page = finance.get(url).content.decode()
    assert "Kommer ur:" in page
    assert "BUN: reviderad verksamhetsplan, § 71 den 4\xa0september\xa02018" in page
    freeze_edition(finans, fresh(hosten))
    with pytest.raises(Refused, match="prövningen är gjord"):
        read_revised_plans(finans, fresh(hosten))
