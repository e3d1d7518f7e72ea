"""The board's workbook: out and back without a difference, changes shown first, all of it saved or nothing."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ramverk.apps.investments.actions.save_project import save_project
from ramverk.apps.investments.actions.save_sheets import save_sheets
from ramverk.apps.investments.models import Project
from ramverk.apps.investments.round_trip import project_book, returned
from ramverk.apps.investments.tests.conftest import TKR, again, school
from ramverk.apps.trail.verdicts import Invalid, Stale
from ramverk.formats.project_workbook import _identity


@pytest.fixture
def boken(namnden, inlamningen, skolan):
    """The board's workbook as bytes."""
    return project_book(namnden, again(inlamningen))[1]


def changed(data, *cells, sheet="Projekt"):
    """The workbook with cells set by heading and row; openpyxl loses nothing that the test is about."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    page = book[sheet]
    heads = {cell.value: cell.column for cell in page[1]}
    for row, head, value in cells:
        page.cell(row, heads[head], value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_what_goes_out_comes_back_without_a_difference(boken, inlamningen):
    back = returned(again(inlamningen), boken, "blad.xlsx")
    assert (back.edits, back.proposed, back.faults) == ([], [], {})
    assert _identity(boken)["ramverk_board"] == "BUN"


def test_it_is_locked_where_nothing_is_written_and_keeps_lines_apart(namnden, inlamningen, kommunen):
    lines = "Fler  barn.\r\nI två orter."
    save_project(namnden, again(inlamningen), None, 0, school(kommunen, texts={"need": lines}))
    data = project_book(namnden, again(inlamningen))[1]
    page = openpyxl.load_workbook(io.BytesIO(data))["Projekt"]
    assert page.protection.sheet
    assert (page["C1"].protection.locked, page["C2"].protection.locked) == (True, False)
    assert "Förutsättningar" in page.oddFooter.left.text
    assert returned(again(inlamningen), data, "blad.xlsx").proposed == []


def test_changes_are_shown_first_and_then_saved_together(boken, inlamningen, namnden, skolan):
    data = changed(
        boken, (2, "2019 brutto, tkr", "41 500,5"), (2, "Kategori", "kvalitet"), (3, "Projekt", "Inventarier"),
        (3, "Typ", "skattefinansierat"), (3, "2019 brutto, tkr", 500),
    )  # fmt: skip
    back = returned(again(inlamningen), data, "blad.xlsx")
    assert back.faults == {}
    first, second = back.proposed
    assert ("Kategori", "volym", "kvalitet") in first.fields
    assert second.is_new
    assert Project.objects.count() == 1
    assert save_sheets(namnden, inlamningen, back.edits) == 2
    assert Project.objects.get(pk=skolan.pk).yearly.get(year=2019).outlay == 4_150_050_000
    assert Project.objects.get(name="Inventarier").funding == "tax"
    assert Project.objects.get(pk=skolan.pk).texts["need"] == "Fler barn."


def test_faults_name_sheet_row_and_cure_and_nothing_is_saved(boken, inlamningen):
    data = changed(boken, (2, "2019 brutto, tkr", "1 2O0"), (2, "Aktiveras", "sommaren"))
    data = changed(data, (2, "Projekt", "Okänt"), sheet="Komponenter")
    back = returned(again(inlamningen), data, "blad.xlsx")
    assert set(back.faults) == {"Projekt, rad 2", "Komponenter, rad 2"}
    data = changed(boken, (2, "Typ", "lotteri"), (2, "Äger", "XYZ"))
    said = " ".join(returned(again(inlamningen), data, "x.xlsx").faults["Projekt, rad 2"])
    assert "lotteri" in said
    assert "XYZ" in said
    data = changed(boken, (2, "2019 brutto, tkr", "=1+1"))
    assert "formel" in returned(again(inlamningen), data, "x.xlsx").faults["Projekt, rad 2"][0]


def test_a_row_whose_project_is_gone_is_not_taken_for_a_new_one(boken, inlamningen, namnden, skolan):
    from ramverk.apps.investments.actions.remove_project import remove_project

    remove_project(namnden, inlamningen, skolan, skolan.version)
    back = returned(again(inlamningen), boken, "blad.xlsx")
    assert "finns inte längre" in back.faults["Projekt, rad 2"][0]
    assert back.edits == []


def test_who_changed_the_sheet_meanwhile_is_named_and_a_stale_save_refused(
    boken, inlamningen, namnden, skolan, kommunen
):
    save_project(namnden, inlamningen, skolan, skolan.version, school(kommunen, fields={"name": "Skolan A"}))
    back = returned(again(inlamningen), boken, "blad.xlsx")
    assert "Nils Nordin" in back.proposed[0].who
    save_project(namnden, inlamningen, Project.objects.get(), 3, school(kommunen, fields={"name": "Skolan B"}))
    with pytest.raises(Stale):
        save_sheets(namnden, inlamningen, back.edits)
    assert Project.objects.get().name == "Skolan B"


def test_another_boards_file_is_refused_with_the_way_out(boken, inlamningen, kommunen, raderna):
    from ramverk.apps.cycle.models import Submission

    other = Submission.objects.select_related("activity__round", "body").get(body=kommunen["SN"], activity=raderna[1])
    with pytest.raises(Invalid, match="Hämta arbetsboken"):
        returned(other, boken, "blad.xlsx")
    with pytest.raises(Invalid):
        returned(again(inlamningen), b"PK\x03\x04 trasig", "blad.xlsx")


def test_secret_words_do_not_travel_and_stay_as_they_are(namnden, inlamningen, skolan, kommunen):
    save_project(namnden, inlamningen, skolan, skolan.version, school(kommunen, marks={"site": "OSL 19:3"}))
    data = project_book(namnden, again(inlamningen))[1]
    page = openpyxl.load_workbook(io.BytesIO(data))["Projekt"]
    assert "Norrdal 1:2" not in [cell.value for cell in page[2]]
    back = returned(again(inlamningen), changed(data, (2, "Projekt", "Nytt namn")), "blad.xlsx")
    save_sheets(namnden, inlamningen, back.edits)
    assert Project.objects.get().texts["site"] == "Norrdal 1:2"


def test_the_page_shows_saves_and_refuses_what_moved(
    inloggad, namndsekreteraren, namnden, boken, inlamningen, kommunen, skolan
):
    browser = inloggad(namndsekreteraren)
    assert browser.get(reverse("investments:workbook", args=[kommunen["BUN"].pk])).status_code == 200
    url = reverse("investments:return", args=[kommunen["BUN"].pk])
    data = changed(boken, (2, "Total, tkr", "70 000"))
    answer = browser.post(url, {"file": SimpleUploadedFile("blad.xlsx", data)})
    signed = answer.context["signed"]
    assert answer.status_code == 200
    assert Project.objects.get().total == 69_000 * TKR
    save_project(namnden, inlamningen, skolan, skolan.version, school(kommunen, fields={"name": "Mellan"}))
    assert "se efter igen" in browser.post(url, {"accept": signed}).content.decode()
    answer = browser.post(url, {"file": SimpleUploadedFile("blad.xlsx", data)})
    browser.post(url, {"accept": answer.context["signed"]})
    assert Project.objects.get().total == 70_000 * TKR
