"""A trail entry in words a person would use."""

import pytest
from django.template.loader import render_to_string

from ramverk.apps.trail import clock, wording
from ramverk.apps.trail.models import TrailEntry

ENTRY = TrailEntry(
    verb="test.adopt",
    subject_type="test.plan",
    before={"state": "ready"},
    after={
        "state": "adopted",
        "adopted_on": "2018-03-20",
        "at": "2018-03-20T09:05:00+00:00",
        "checksum": "5bd78c49826fbdcda3b39de003c58abc8492e2ef52f654696d77b6e790c09429",
        "files": ["plan.pdf"],
        "late": False,
    },
)


@pytest.fixture
def ord_(monkeypatch):
    monkeypatch.setattr(wording, "_VERBS", {"test.adopt": "antog"})
    monkeypatch.setattr(wording, "_FIELDS", {"state": "läge"})
    monkeypatch.setattr(wording, "_VALUES", {})
    wording.name_values("test.plan", "state", {"ready": "klar", "adopted": "antagen"})


def test_states_days_times_and_checksums_are_written_out(ord_):
    (shown,) = wording.in_words([ENTRY])
    assert shown.deed == "antog"
    changes = {change.what: (change.before, change.after) for change in shown.changes}
    assert changes == {
        "läge": ("klar", "antagen"),
        "adopted_on": ("", "20 mars 2018"),
        "at": ("", "20 mars 2018 kl 10.05"),
        "checksum": ("", "5bd78c49826f…"),
        "files": ("", "plan.pdf"),
        "late": ("", "nej"),
    }


def test_an_entry_that_changes_much_is_folded_in_the_history(ord_, klockan):
    long = TrailEntry(verb="test.adopt", at=clock.now(), after={f"field {n}": n for n in range(6)})
    assert "<summary>6 uppgifter</summary>" in render_to_string("trail/history.html", {"entries": [long]})
    short = TrailEntry(verb="test.adopt", at=clock.now(), after={"state": "adopted"})
    assert "<summary>" not in render_to_string("trail/history.html", {"entries": [short]})
