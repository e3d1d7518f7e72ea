"""What a row carries besides its amounts: an attachment, a link to a goal or an assignment, an earmark."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ramverk.apps.frames import links
from ramverk.apps.frames.actions.attach_to_change import attach_to_change
from ramverk.apps.frames.actions.choose_assumptions import choose_assumptions
from ramverk.apps.frames.actions.freeze_edition import freeze_edition
from ramverk.apps.frames.actions.save_changes import RowEdit, RowsRefused, save_changes
from ramverk.apps.frames.actions.set_goal import set_goal
from ramverk.apps.frames.actions.undo_save import undo_save
from ramverk.apps.frames.actions.write_directive import Assignment, write_directive
from ramverk.apps.frames.ledger import core_edition
from ramverk.apps.frames.links import Link, links_of
from ramverk.apps.frames.models import Change, DirectiveAssignment
from ramverk.apps.frames.queries.earmarks import earmarked
from ramverk.apps.frames.rows import Row
from ramverk.apps.frames.tests.test_frames_pages import bladdrar, grid, text_of  # noqa: F401 - a fixture
from ramverk.apps.frames.tests.test_ledger import TKR, row
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.uploads import keep_bytes
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale

PDF = b"%PDF-1.7 kalkyl"


@pytest.fixture
def raden(finans, utkastet, kommunen):
    save_changes(finans, utkastet, [RowEdit(row(kommunen["BUN"], -2_000))])
    return Change.objects.get(edition=utkastet)


def test_a_file_is_attached_to_a_row_and_undone(finans, utkastet, raden):
    attach_to_change(finans, utkastet, str(raden.key), raden.version, keep_bytes("kalkyl.pdf", PDF))
    stored = Change.objects.get(pk=raden.pk)
    assert (stored.file_name, bytes(stored.file.content)) == ("kalkyl.pdf", PDF)
    assert (
        "bilaga kalkyl.pdf" in TrailEntry.objects.filter(verb="frames.save_changes").latest("number").after["Läxhjälp"]
    )
    undo_save(finans, utkastet)
    assert Change.objects.get(pk=raden.pk).file is None


def test_an_attachment_is_not_put_on_an_old_row_nor_on_one_that_a_rule_made(finans, utkastet, raden, antag):
    save_changes(finans, utkastet, [RowEdit(row(raden.body, -3_000), str(raden.key), raden.version)])
    with pytest.raises(Stale):
        attach_to_change(finans, utkastet, str(raden.key), raden.version, keep_bytes("kalkyl.pdf", PDF))
    choose_assumptions(finans, utkastet, antag("price_index", {"premises": {"2019": "2"}}))
    made = Change.objects.exclude(rule="").get(edition=utkastet)
    with pytest.raises(RowsRefused, match="räknas fram av en regel"):
        attach_to_change(finans, utkastet, str(made.key), made.version, keep_bytes("kalkyl.pdf", PDF))
    with pytest.raises(Invalid, match="finns inte längre"):
        attach_to_change(finans, utkastet, "0b9a8a4c-7f0e-4a53-8a0f-1d9a6a1f1c11", 1, None)
    freeze_edition(finans, utkastet)
    with pytest.raises(Refused, match="fryst"):
        attach_to_change(finans, utkastet, str(raden.key), 2, None)


def test_the_attachment_has_a_page_of_its_own(bladdrar, utkastet, raden):  # noqa: F811
    url = reverse("frames:attach", args=[utkastet.pk, raden.key])
    assert "Bifoga" in text_of(bladdrar.get(reverse("frames:changes", args=[utkastet.pk])))
    wrong = bladdrar.post(url, {"version": raden.version, "file": SimpleUploadedFile("kalkyl.exe", b"MZ")})
    assert wrong.status_code == 422
    assert "tas emot" in text_of(wrong)
    assert (
        bladdrar.post(url, {"version": raden.version, "file": SimpleUploadedFile("kalkyl.pdf", PDF)}).status_code == 302
    )
    assert "kalkyl.pdf" in text_of(bladdrar.get(reverse("frames:changes", args=[utkastet.pk])))
    got = bladdrar.get(reverse("frames:attached", args=[utkastet.pk, raden.key]))
    assert (got.content, got["Content-Type"]) == (PDF, "application/pdf")
    assert bladdrar.post(url, {"version": raden.version + 1, "remove": "1"}).status_code == 302
    assert bladdrar.get(reverse("frames:attached", args=[utkastet.pk, raden.key])).status_code == 404


def test_others_see_the_file_of_what_is_frozen_and_nothing_of_a_draft(
    client, finans, utkastet, raden, namndsekreteraren
):
    attach_to_change(finans, utkastet, str(raden.key), raden.version, keep_bytes("kalkyl.pdf", PDF))
    client.force_login(namndsekreteraren)
    url = reverse("frames:attached", args=[utkastet.pk, raden.key])
    assert client.get(url).status_code == 404
    freeze_edition(finans, utkastet)
    assert client.get(url).status_code == 200
    assert client.get(reverse("frames:attach", args=[utkastet.pk, raden.key])).status_code == 403


def test_a_row_is_linked_to_an_assignment_or_a_goal_that_exists(finans, utkastet, kommunen, bladdrar):  # noqa: F811
    given = [Assignment("Redovisa lokalerna"), Assignment("Kostnad per elev", kommunen["BUN"], date(2018, 4, 11))]
    written = write_directive(finans, utkastet, 0, [], given, None)
    goal = set_goal(finans, utkastet.round, "Minst en procent", "1")
    codes = [link.code for link in links_of(utkastet)]
    assert codes[-1] == f"goal:{goal.pk}"
    cells = {"post": kommunen["BUN"].pk, "cause": "political", "text": "Läxhjälp", "y2019": "5", "linked_to": codes[1]}
    url = reverse("frames:changes", args=[utkastet.pk])
    assert bladdrar.post(url, grid(utkastet, **cells)).status_code == 302
    assert Change.objects.get(edition=utkastet).linked_to == codes[1]
    write_directive(finans, utkastet, written.version, [], [Assignment("Kostnad per elev", kommunen["BUN"])], None)
    assert f"assignment:{DirectiveAssignment.objects.get().key}" == codes[1]
    with pytest.raises(RowsRefused, match="finns inte längre"):
        save_changes(finans, utkastet, [RowEdit(row(kommunen["BUN"], -1, linked_to=codes[0]))])
    freeze_edition(finans, utkastet)
    assert "BUN: Kostnad per elev" in text_of(bladdrar.get(url))


def test_a_reworded_assignment_stays_the_same_one(finans, utkastet):
    written = write_directive(finans, utkastet, 0, [], [Assignment("Redovisa"), Assignment("Redovisa")], None)
    first, second = DirectiveAssignment.objects.all()
    kept = [Assignment("Redovisa lokaler", key=str(second.key)), Assignment("Ny", key=str(second.key))]
    write_directive(finans, utkastet, written.version, [], kept, None)
    keys = list(DirectiveAssignment.objects.values_list("key", flat=True))
    assert keys[0] == second.key
    assert keys[1] not in {first.key, second.key}


def test_an_area_above_offers_its_own_things_to_link_to(utkastet, monkeypatch):
    monkeypatch.setattr(links, "_sources", [])
    links.register_links(lambda edition: [Link("plan_goal:1", f"Läsning, {edition.name}", "Nämndernas mål")])
    assert links.choices(links_of(utkastet)) == [
        ("", ""),
        ("Nämndernas mål", [("plan_goal:1", "Läsning, Utkast till ramdirektiv")]),
    ]


def test_an_earmarked_part_lies_inside_the_frame_and_is_shown_by_itself(finans, utkastet, kommunen, bladdrar):  # noqa: F811
    cells = {
        "post": kommunen["SN"].pk,
        "cause": "political",
        "text": "Statsbidrag",
        "y2019": "700",
        "is_earmarked": "on",
    }
    bladdrar.post(reverse("frames:changes", args=[utkastet.pk]), grid(utkastet, **cells))
    (part,) = earmarked(core_edition(utkastet))
    assert (part.board, part.text, part.amounts) == ("SN", "Statsbidrag", (700 * TKR, 0, 0))
    page = text_of(bladdrar.get(reverse("frames:edition", args=[utkastet.pk])))
    assert "varav öronmärkt: Statsbidrag" in page
    finance = Row(
        post_kind="finance", line="pensions", cause="reserve", text="Pott", amounts={"2019": -5}, is_earmarked=True
    )
    with pytest.raises(RowsRefused, match="kan vara öronmärkt"):
        save_changes(finans, utkastet, [RowEdit(finance)])
