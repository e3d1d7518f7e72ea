"""Every document in every form: for those who may see what it is about, nobody else, and with nothing left out."""

import io
from datetime import date

import pytest
from django.urls import reverse
from docx import Document as WordDocument

from ramverk.apps.frames.actions.write_directive import Assignment, write_directive
from ramverk.apps.plans.tests.conftest import *  # noqa: F403 - a board's plan
from ramverk.apps.publishing.contents import plan as plan_contents
from ramverk.apps.publishing.contents.kinds import KINDS, OPERATOR, document_of_kind, listed
from ramverk.apps.publishing.contents.plan import plan_document
from ramverk.apps.trail.verdicts import Invalid
from ramverk.core.documents.checks import check_document

pytestmark = pytest.mark.django_db
ENDINGS = ("pdf", "docx", "html", "xlsx")


def fetched(browser, kind, pk, ending="docx"):
    return browser.get(reverse("publishing:fetch", kwargs={"kind": kind, "pk": pk, "ending": ending}))


def words_of(answer):
    return [one.text for one in WordDocument(io.BytesIO(answer.content)).paragraphs]


def test_a_plan_is_its_boards_until_it_is_handed_in_and_comes_in_four_forms(
    skriven, skribenten, inloggad, forvaltningschefen, ekonomichefen
):
    browser = inloggad(forvaltningschefen)
    for ending in ENDINGS:
        answer = fetched(browser, "verksamhetsplan", skriven.pk, ending)
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "private, no-store"
    assert fetched(inloggad(ekonomichefen), "verksamhetsplan", skriven.pk).status_code == 404
    assert fetched(browser, "verksamhetsplan", 999_999).status_code == 404
    assert fetched(browser, "annat", skriven.pk).status_code == 404
    assert fetched(browser, "verksamhetsplan", skriven.pk, "exe").status_code == 404
    document = plan_document(skriven, skribenten)
    assert [finding for finding in check_document(document) if finding.blocks] == []
    assert document.status == "Utkast"
    text = words_of(fetched(browser, "verksamhetsplan", skriven.pk))
    assert "Fler elever blir behöriga" in text


def test_the_directive_says_who_reports_what_and_when_and_ends_with_the_drawing(
    finans, utkastet, kommunen, inloggad, ekonomichefen, namndsekreteraren
):
    write_directive(
        finans, utkastet, 0, [("Inriktning", "Håll ramen.\n\nFlera ord.")],
        [Assignment("Minska köpta platser", kommunen["SN"], date(2018, 10, 1)), Assignment("Alla sparar")],
        date(2018, 4, 11),
    )  # fmt: skip
    browser = inloggad(ekonomichefen)
    for ending in ENDINGS:
        assert fetched(browser, "ramdirektiv", utkastet.pk, ending).status_code == 200
    word = WordDocument(io.BytesIO(fetched(browser, "ramdirektiv", utkastet.pk).content))
    text = [one.text for one in word.paragraphs]
    assert {"Håll ramen.", "Flera ord.", "Inriktning", "Varför ramarna ändras", "UTKAST"} <= set(text)
    assert any("11 april 2018 (kommunallagen 11 kap. 9 §)" in words for words in text)
    rows = [[cell.text for cell in row.cells] for table in word.tables for row in table.rows]
    assert ["Minska köpta platser", "Socialnämnden", "1 oktober 2018"] in rows
    assert ["Alla sparar", "Alla nämnder", ""] in rows
    assert fetched(inloggad(namndsekreteraren), "ramdirektiv", utkastet.pk).status_code == 404  # a draft


def test_the_command_line_writes_what_is_open_to_all_and_nothing_sealed(fryst, publicering):
    assert set(KINDS) >= {
        "mal-och-budget", "ramdirektiv", "verksamhetsplan", "plan-i-korthet", "projektblad", "motion", "protokoll",
        "protokollsutdrag", "minnesanteckningar", "utskick",
    }  # fmt: skip
    assert document_of_kind("mal-och-budget").title == "Mål och budget 2019"
    for kind in KINDS:
        assert isinstance(list(listed(kind)), list)
    with pytest.raises(Invalid, match="öppet för alla som är inloggade"):
        document_of_kind("motion")
    with pytest.raises(Invalid, match="inget dokument 77"):
        document_of_kind("protokoll", 77)
    assert OPERATOR.mandates == ()


def test_the_page_for_a_dialogue_names_its_largest_projects():
    shown = {"count": 2, "net": {"2019": 5_000_000}, "rows": [["Förskola", 1, 300], ["Bro", 2, 200]], "more": 0}
    for projects in (shown, {"count": 2, "net": shown["net"], "largest": ["Förskola", "Bro"]}):
        found = plan_contents._projects({"projects": projects, "investments": ""}, ["2019"])
        assert "Störst: Förskola, Bro." in [str(getattr(one, "text", "")) for one in found]
