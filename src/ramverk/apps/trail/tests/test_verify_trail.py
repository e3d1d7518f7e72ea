"""`verify_trail`: whoever touches the trail behind its back is found out."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from ramverk.apps.trail.actions.freeze import NamedFile, freeze, store
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.models import FrozenDocument, StoredFile, TrailEntry, TrailHead
from ramverk.apps.trail.verification import verify


@pytest.fixture
def sparet(kommunen, ekonomichefen, som):
    """Five deeds by the finance director."""
    for number in range(5):
        record(
            som(ekonomichefen),
            "organisation.change_body",
            kommunen["BUN"],
            before={"name": f"Nämnd {number}"},
            after={"name": f"Nämnd {number + 1}"},
            reason="Ny organisation",
        )


def codes():
    return [(breach.code, breach.number) for breach in verify().breaches]


def test_an_untouched_trail_is_whole(sparet):
    report = verify()
    assert report.is_whole
    assert report.entries == 5


@pytest.mark.parametrize(
    "tampering",
    [
        {"before": {"name": "Något annat"}},
        {"after": {"name": "Något annat"}},
        {"actor_name": "Någon annan"},
        {"actor_id": 4711},
        {"actor_role": "ledamot, Kommunstyrelsen"},
        {"verb": "organisation.close_body"},
        {"subject_label": "Socialnämnden"},
        {"reason": ""},
        {"in_name_of": "Karin Ström"},
    ],
    ids=lambda tampering: next(iter(tampering)),
)
def test_it_finds_an_entry_whose_content_was_changed(sparet, tampering):
    TrailEntry.objects.filter(number=3).update(**tampering)
    assert codes() == [("trail.altered", 3)]


def test_it_finds_an_entry_whose_time_was_moved(sparet):
    entry = TrailEntry.objects.get(number=2)
    TrailEntry.objects.filter(number=2).update(at=entry.at + timedelta(minutes=1))
    assert codes() == [("trail.altered", 2)]


def test_it_finds_an_entry_rewritten_with_a_fitting_hash_of_its_own(sparet):
    from ramverk.apps.trail.actions.record import content_of, fingerprint

    entry = TrailEntry.objects.get(number=2)
    entry.reason = "Ett bättre skäl"
    forged = fingerprint(entry.previous_hash, content_of(entry))
    TrailEntry.objects.filter(number=2).update(reason=entry.reason, hash=forged)
    assert codes() == [("trail.link", 3)]


def test_it_finds_entries_taken_out_of_the_middle(sparet):
    TrailEntry.objects.filter(number__in=[2, 3]).delete()
    assert codes()[0] == ("trail.gap", 2)
    assert "2 till 3 saknas" in verify().breaches[0].sentence


def test_it_finds_entries_cut_off_at_the_end(sparet):
    TrailEntry.objects.filter(number=5).delete()
    assert codes() == [("trail.cut", 5)]


def test_it_finds_a_head_that_was_moved_back_with_the_cut(sparet):
    TrailEntry.objects.filter(number=5).delete()
    TrailHead.objects.update(last_number=4)
    assert codes() == [("trail.head", 4)]


def test_it_finds_a_frozen_document_and_a_file_that_were_changed(kommunen, ekonomichefen, som):
    file = NamedFile(store(b"projektblad"), "projektblad.xlsx", "application/octet-stream")
    document = freeze(som(ekonomichefen), "dispatch", "Utskick", {"text": "Hej"}, [file])
    assert verify().is_whole
    FrozenDocument.objects.filter(pk=document.pk).update(content={"text": "Hejdå"})
    assert codes() == [("trail.document", document.pk)]
    StoredFile.objects.update(content=b"annat")
    assert codes() == [("trail.file", file.file.pk), ("trail.document", document.pk)]


def test_the_command_says_that_the_trail_is_whole(sparet):
    out = StringIO()
    call_command("verify_trail", stdout=out)
    assert "Spåret är helt: 5 poster" in out.getvalue()


def test_the_command_leaves_with_one_and_names_the_first_broken_number(sparet):
    TrailEntry.objects.filter(number__in=[3, 4]).update(reason="ändrat")
    errors = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("verify_trail", stderr=errors)
    assert stopped.value.code == 1
    assert "Första felet: Spårpost 3" in errors.getvalue()


def test_the_command_answers_a_machine_in_json(sparet):
    TrailEntry.objects.filter(number=4).update(reason="ändrat")
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("verify_trail", "--format", "json", stdout=out)
    answer = json.loads(out.getvalue())
    assert (answer["whole"], answer["first_broken"]) == (False, 4)
    assert answer["breaches"][0]["code"] == "trail.altered"
