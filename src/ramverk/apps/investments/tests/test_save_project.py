"""Project sheets are written against a version, told in the trail, and keep what is secret apart."""

import pytest

from ramverk.apps.cycle.submission_content import content_of
from ramverk.apps.investments.actions.rank_projects import rank_projects
from ramverk.apps.investments.actions.remove_project import remove_project
from ramverk.apps.investments.actions.save_project import save_project
from ramverk.apps.investments.models import Project, SecretText
from ramverk.apps.investments.sheets import sheet_of
from ramverk.apps.investments.tests.conftest import TKR, again, deliver, school
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale


def frozen(submission):
    return content_of(submission.activity).frozen(again(submission))


def test_a_sheet_is_saved_whole_and_begins_the_submissions_draft(skolan, inlamningen):
    sheet = sheet_of(Project.objects.get(pk=skolan.pk))
    assert sheet.gross_total == sheet.total == 69_000 * TKR
    assert [effect.board for effect in sheet.effects] == ["BUN", "SN"]
    assert again(inlamningen).state == "draft"
    entry = TrailEntry.objects.get(verb="investments.save_project")
    assert entry.after["outlay"] == "69\u2009000\u2009000 kr"
    assert "Norrdal" not in str(entry.after)


def test_two_who_write_the_same_sheet_do_not_overwrite_each_other(skolan, namnden, inlamningen, kommunen):
    save_project(namnden, inlamningen, skolan, skolan.version, school(kommunen, fields={"name": "Skolan A"}))
    with pytest.raises(Stale):
        save_project(namnden, inlamningen, skolan, skolan.version - 1, school(kommunen, fields={"name": "Skolan B"}))
    assert Project.objects.get(pk=skolan.pk).name == "Skolan A"


def test_only_the_board_writes_and_only_while_it_is_a_draft(
    skolan, inlamningen, finans, som, namndsekreteraren, kommunen
):
    with pytest.raises(Refused, match="nämndens presidium"):
        save_project(finans, inlamningen, skolan, 2, school(kommunen))
    deliver(som(namndsekreteraren), inlamningen)
    with pytest.raises(Refused, match="kan inte ändras"):
        save_project(som(namndsekreteraren), inlamningen, skolan, 2, school(kommunen))


def test_it_refuses_a_sheet_without_a_name_and_amounts_with_a_minus(namnden, inlamningen, kommunen):
    with pytest.raises(Invalid, match="namn"):
        save_project(namnden, inlamningen, None, 0, school(kommunen, fields={"name": " "}))
    with pytest.raises(Invalid, match="utan minus"):
        save_project(namnden, inlamningen, None, 0, school(kommunen, outlay={2019: -5}))
    assert not Project.objects.exists()


def test_what_is_marked_as_secret_is_kept_apart_from_what_is_adopted(namnden, inlamningen, kommunen):
    made = save_project(namnden, inlamningen, None, 0, school(kommunen, marks={"site": "OSL 19:3"}))
    content = frozen(inlamningen).content
    assert "Norrdal 1:2" not in str(content)
    assert content["projects"][0]["texts"]["site"]["paragraph"] == "OSL 19:3"
    assert SecretText.objects.get().text == "Norrdal 1:2"
    before = frozen(inlamningen).checksum
    save_project(namnden, inlamningen, made, made.version, school(kommunen, marks={"site": "OSL 19:3"}))
    assert frozen(inlamningen).checksum == before


def test_the_board_ranks_its_projects_and_a_stale_order_is_refused(skolan, namnden, inlamningen, kommunen):
    other = save_project(namnden, inlamningen, None, 0, school(kommunen, fields={"name": "Inventarier"}))
    rank_projects(namnden, inlamningen, [skolan.pk, other.pk], [other.pk, skolan.pk])
    assert [one["name"] for one in frozen(inlamningen).content["projects"]] == ["Inventarier", "Ny skola"]
    assert TrailEntry.objects.get(verb="investments.rank_projects").after["order"] == "Inventarier, Ny skola"
    with pytest.raises(Stale):
        rank_projects(namnden, inlamningen, [skolan.pk, other.pk], [skolan.pk, other.pk])


def test_a_sheet_is_removed_against_its_version(skolan, namnden, inlamningen):
    with pytest.raises(Stale):
        remove_project(namnden, inlamningen, skolan, 99)
    remove_project(namnden, inlamningen, skolan, skolan.version)
    assert frozen(inlamningen).content["projects"] == []
    assert TrailEntry.objects.filter(verb="investments.remove_project").exists()


def test_a_board_cannot_mark_incomplete_sheets_as_ready(skolan, namnden, inlamningen, kommunen):
    from ramverk.apps.cycle.actions.mark_ready import mark_ready

    save_project(namnden, inlamningen, skolan, skolan.version, school(kommunen, effects=[], fields={"category": ""}))
    row = again(inlamningen)
    with pytest.raises(Invalid, match="driftkonsekvensen"):
        mark_ready(namnden, row, row.version)


def test_a_figure_changed_after_adoption_is_not_handed_in(skolan, namnden, inlamningen, kommunen):
    from datetime import date

    from ramverk.apps.cycle.actions.adopt import Proof, adopt
    from ramverk.apps.cycle.actions.hand_in import hand_in
    from ramverk.apps.cycle.actions.mark_ready import mark_ready

    row = again(inlamningen)
    row = mark_ready(namnden, row, row.version)
    checksum = frozen(row).checksum
    row = adopt(namnden, again(row), row.version, Proof(date(2018, 4, 10), "§ 12", "adjusted"), checksum)
    Project.objects.filter(pk=skolan.pk).update(total=1)
    with pytest.raises(Refused, match="KL 6:38"):
        hand_in(namnden, again(row), row.version, checksum)
