"""The whole year of Exempelby, walked with real deeds: the end-to-end test of everything that works."""

from collections.abc import Iterable
from datetime import date

import pytest
from tests.april import APRIL

from ramverk.apps.cycle import desks
from ramverk.apps.cycle.models import Activity, ActivityState, DecisionRecord, HandIn, Submission
from ramverk.apps.dispatch.models import Dispatch, Receipt
from ramverk.apps.frames.models import Edition, EditionKind, EditionState
from ramverk.apps.investments.models import RevisedSheet
from ramverk.apps.meetings.models import Consultation, TrackedItem
from ramverk.apps.organisation.models import Mandate, Role, on
from ramverk.apps.publishing.contents.decided import decision_blocks
from ramverk.apps.publishing.contents.goals import goal_blocks
from ramverk.apps.publishing.contents.kinds import document_of_kind
from ramverk.apps.trail import clock
from ramverk.apps.trail.models import FrozenDocument
from ramverk.apps.trail.verification import verify
from ramverk.core.documents.model import Block, ListBlock
from ramverk.demo.walk import walk_to


def states() -> dict[str, str]:
    return dict(Activity.objects.values_list("row", "state"))


@pytest.mark.long
def test_the_year_can_be_walked_to_april_and_on_to_the_confirming_decision_of_the_new_council(exempelby):
    _the_plans_are_due_and_two_boards_are_late_with_their_investments()
    walk_to(date(2018, 12, 15), since=APRIL)
    _everything_is_decided_and_the_trail_is_whole()
    _the_book_is_the_councils_own_with_its_goals_and_the_words_of_many_hands()


def _the_plans_are_due_and_two_boards_are_late_with_their_investments():
    assert clock.today() == date(2018, 4, 11)
    now = states()
    assert all(
        now[row] == ActivityState.DONE for row in ("R01", "R02", "R03", "R04", "R05", "R06", "R07", "R09", "R10a")
    )
    investments = Activity.objects.get(row="R08")
    assert investments.is_late_on(clock.today())
    missing = desks.statuses([investments])[investments.pk].missing
    assert sorted(missing) == ["Kultur- och fritidsnämnden", "Valnämnden"]
    plans = Submission.objects.filter(activity__row="R11")
    assert plans.count() == 9
    assert plans.filter(state="submitted").count() == 6
    assert plans.get(body__short_name="SN").return_comment
    dispatch = Dispatch.objects.get(activity__row="R07")
    assert dispatch.document is not None
    opened = Receipt.objects.filter(dispatch=dispatch, opened_at__isnull=False).count()
    assert 0 < opened < Receipt.objects.filter(dispatch=dispatch).count()
    directive = Edition.objects.get(kind=EditionKind.PRELIMINARY, state=EditionState.DECIDED)
    words = told(goal_blocks(directive))
    assert "Alla barn och unga lyckas i skolan" in words
    assert "gymnasiebehörighet" not in words  # the boards' plans came after it was frozen
    assert verify().is_whole


def _everything_is_decided_and_the_trail_is_whole():
    assert set(states().values()) == {ActivityState.DONE}
    decided = list(DecisionRecord.objects.exclude(activity__row="").values_list("activity__row", flat=True))
    assert decided == ["R06", "R19b", "R21", "R23"]
    assert Consultation.objects.get(meeting__activity__row="R18").state == "disagreed"
    assert not TrackedItem.objects.exclude(state="closed").exists()
    council = Mandate.objects.filter(on(date(2018, 11, 29)), body__name="Kommunfullmäktige", role=Role.MEMBER)
    assert council.count() == 51
    assert FrozenDocument.objects.filter(kind="minutes").count() >= 9
    asked = dict(RevisedSheet.objects.exclude(touch="carried").values_list("project__name", "touch"))
    assert asked == {
        "Familjecentral, ombyggnad": "touched", "Verkstadshall till fordonsprogrammet": "touched",
        "Konstgräsplan i Björkhagen": "removed",
    }  # fmt: skip
    revised = HandIn.objects.get(submission__activity__row="R22", submission__body__short_name="SN").document.content
    activated = {one["name"]: one["activated"] for one in revised["sheets"]["projects"]}
    assert activated["Familjecentral, ombyggnad"] == [2021, 10]
    assert HandIn.objects.get(submission__activity__row="R11", submission__body__short_name="OMN").reservations
    assert verify().is_whole


def _the_book_is_the_councils_own_with_its_goals_and_the_words_of_many_hands():
    book = document_of_kind("mal-och-budget")
    words = told(book.blocks)
    assert "Den här budgeten handlar om att hålla ihop." in words
    assert "Kommunfullmäktige beslutade den 29 november 2018" in words
    assert "Skattesatsen för 2019 fastställs till 21:64." in words
    assert "Nämndernas mål mot ”Alla barn och unga lyckas i skolan”" in words
    assert "Anvisningar till nämnderna" not in words  # the directive's, and spent
    proposed = Edition.objects.get(kind=EditionKind.EXECUTIVE_PROPOSAL, state=EditionState.DECIDED)
    assert "att föreslå kommunfullmäktige:" in told(decision_blocks(proposed))
    june = Edition.objects.get(kind=EditionKind.COUNCIL_DECISION, state=EditionState.DECIDED)
    assert "I punkt 13 vann ett annat förslag än huvudförslaget." in told(decision_blocks(june))


def told(blocks: Iterable[Block]) -> str:
    """The words of headings, paragraphs, lists and captions."""
    return "\n".join(
        "\n".join(one.items) if isinstance(one, ListBlock) else str(getattr(one, "text", getattr(one, "caption", "")))
        for one in blocks
    )
