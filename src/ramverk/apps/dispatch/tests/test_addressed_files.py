"""Files that are meant for one body: in its recipients' mail, first on their page, open to everyone else."""

import pytest
from django.core import mail
from django.urls import reverse

from ramverk.apps.cycle.tests.desk_cast import pdf
from ramverk.apps.dispatch.actions.attach import attach
from ramverk.apps.dispatch.actions.send import send
from ramverk.apps.dispatch.actions.supersede import supersede
from ramverk.apps.dispatch.models import Dispatch
from ramverk.apps.trail.actions.freeze import is_intact


@pytest.fixture
def riktat(beslutat, utkastet, ekonomichefen, som, kommunen, socialsekreteraren, django_capture_on_commit_callbacks):
    """Sent, with a file for each of two boards besides the one for all."""
    owners = {"BUN.pdf": kommunen["BUN"], "SN.pdf": kommunen["SN"]}
    files = [pdf(name, b"%PDF-1.7 " + name.encode()) for name in owners]
    attach(som(ekonomichefen), utkastet, utkastet.version, files, addressed_to=owners)
    row = Dispatch.objects.get(pk=utkastet.pk)
    with django_capture_on_commit_callbacks(execute=True):
        send(som(ekonomichefen), row, row.version)
    return Dispatch.objects.get(pk=utkastet.pk)


def test_each_board_gets_its_own_file_in_the_mail_and_no_other(riktat, namndsekreteraren, forvaltningschefen):
    for person, names in ((namndsekreteraren, ["BUN.pdf"]), (forvaltningschefen, ["BUN.pdf"])):
        letter = next(one for one in mail.outbox if person.email in one.to[0])
        assert [item[0] for item in letter.attachments] == names
        assert "Bifogat till din nämnd:" in letter.body
    social = next(one for one in mail.outbox if "SN.pdf" in one.body)
    assert [item[0] for item in social.attachments] == ["SN.pdf"]


def test_the_frozen_document_says_for_whom_each_file_is(riktat, kommunen):
    assert is_intact(riktat.document)
    assert riktat.document.content["addressed"] == {
        "BUN.pdf": [kommunen["BUN"].pk, "Barn- och utbildningsnämnden"],
        "SN.pdf": [kommunen["SN"].pk, "Socialnämnden"],
    }


def test_ones_own_file_stands_first_and_the_others_are_open_too(riktat, namndsekreteraren, client):
    client.force_login(namndsekreteraren)
    page = client.get(reverse("dispatch:page", args=[riktat.pk])).content.decode()
    own, _, rest = page.partition("Till de andra nämnderna")
    assert "Till din nämnd" in own
    assert "BUN.pdf" in own
    assert "SN.pdf" in rest
    other = riktat.document.attachments.get(name="SN.pdf")
    assert client.get(reverse("dispatch:sent_file", args=[riktat.pk, other.pk])).status_code == 200
    receipts = client.get(reverse("dispatch:receipts", args=[riktat.pk])).content.decode()
    assert "BUN.pdf" in receipts
    assert "SN.pdf" not in receipts


def test_a_new_edition_keeps_for_whom_each_file_is(riktat, ekonomichefen, som, kommunen):
    draft = supersede(som(ekonomichefen), riktat)
    assert draft.drafts.get(name="SN.pdf").addressed_to == kommunen["SN"]
