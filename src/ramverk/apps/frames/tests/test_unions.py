"""The directive goes to the unions in one step, as the version it is; a changed one reopens what was held."""

from datetime import date, time

import pytest

from ramverk.apps.cycle.models import Activity
from ramverk.apps.frames.actions.give_to_unions import give_to_unions
from ramverk.apps.frames.actions.save_changes import RowEdit, save_changes
from ramverk.apps.frames.actions.write_directive import write_directive
from ramverk.apps.frames.tests.test_ledger import row
from ramverk.apps.meetings.actions.consult import conclude, state_position
from ramverk.apps.meetings.actions.plan_meeting import Occasion, plan_meeting
from ramverk.apps.meetings.models import Consultation
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid


@pytest.fixture
def samverkan(finans, omgangen, facket, kommunen):
    """Called for 2 February."""
    day = date(2018, 2, 2)
    activity = Activity.objects.create(
        round=omgangen, order=90, row="R05", kind="consultation", title="Information till facken",
        owner=kommunen["EKO"], start=day, end=day,
    )  # fmt: skip
    meeting = plan_meeting(finans, activity, Occasion(day, time(10), time(11)))
    return Consultation.objects.get(meeting=meeting)


@pytest.fixture
def direktivet(finans, utkastet):
    return write_directive(finans, utkastet, 0, [("Läget", "Stramt.")], [], None)


def test_the_unions_get_the_directive_with_its_frames_frozen(finans, utkastet, direktivet, samverkan):
    material = give_to_unions(finans, utkastet)
    assert material.consultation == samverkan
    assert material.document.content["text"] == "Läget\nStramt."
    names = list(material.document.attachments.values_list("name", flat=True))
    assert [name.rpartition(".")[2] for name in names] == ["docx", "xlsx"]
    assert TrailEntry.objects.filter(verb="frames.give_to_unions").get().after["files"] == names
    with pytest.raises(Invalid, match="redan lämnat"):
        give_to_unions(finans, utkastet)


def test_a_changed_frame_given_again_reopens_the_talk(finans, utkastet, direktivet, samverkan, som, facket, kommunen):
    give_to_unions(finans, utkastet)
    state_position(som(facket), Consultation.objects.get(), kommunen["KOM"], "agree", "")
    conclude(finans, held := Consultation.objects.get(), held.version, "agreed")
    save_changes(finans, utkastet, [RowEdit(row(kommunen["BUN"], -2_000))])
    give_to_unions(finans, utkastet)
    assert Consultation.objects.get().state == "reopened"
    assert Consultation.objects.get().materials.count() == 2


def test_without_a_directive_or_a_talk_nothing_is_given(finans, utkastet):
    with pytest.raises(Invalid, match="inget ramdirektiv"):
        give_to_unions(finans, utkastet)
    write_directive(finans, utkastet, 0, [("Läget", "Stramt.")], [], None)
    with pytest.raises(Invalid, match="Ingen samverkan är kallad"):
        give_to_unions(finans, utkastet)
