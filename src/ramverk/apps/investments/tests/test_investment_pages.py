"""The pages of investments: what each shows, what it refuses, and that nothing typed is lost."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ramverk.apps.cycle import desks
from ramverk.apps.cycle.models import HandIn
from ramverk.apps.frames.models import Change
from ramverk.apps.investments.actions.freeze_list import freeze_list
from ramverk.apps.investments.actions.save_project import save_project
from ramverk.apps.investments.models import EditionInvestments, InvestmentList, Prerequisites, Project, SheetFile
from ramverk.apps.investments.tests.conftest import TKR, deliver, school
from ramverk.apps.meetings.models import AgendaItem, Meeting
from ramverk.apps.trail.models import TrailEntry
from ramverk.core.money import THIN_SPACE


def text_of(answer):
    return answer.content.decode().replace(THIN_SPACE, " ")


@pytest.fixture
def namndens(inloggad, namndsekreteraren):
    """The board's secretary's browser."""
    return inloggad(namndsekreteraren)


@pytest.fixture
def ekonomens(inloggad, ekonomichefen):
    """The finance director's browser."""
    return inloggad(ekonomichefen)


def posted(kommunen, **cells):
    bun = str(kommunen["BUN"].pk)
    return {
        "version": "0", "name": "Ny förskola", "funding": "tax", "category": "volume", "priority": "2",
        "phase": "need", "total": "10 000", "t_need": "Kö", "t_priority_motive": "Lag", "t_uncertainty": "±20 %",
        "o2019": "4 000", "o2020": "6 000", "activated_year": "2020", "activated_month": "7",
        "k-TOTAL_FORMS": "1", "k-INITIAL_FORMS": "0", "k-0-name": "Hus", "k-0-amount": "10 000", "k-0-life_years": "20",
        "d-TOTAL_FORMS": "1", "d-INITIAL_FORMS": "0", "d-0-body": bun, "d-0-y2021": "900", "d-0-because": "",
    } | cells  # fmt: skip


def test_a_board_writes_a_sheet_and_sees_its_capital_cost(namndens, inlamningen, kommunen):
    url = reverse("investments:new", args=[kommunen["BUN"].pk])
    assert namndens.get(url).status_code == 200
    answer = namndens.post(url, posted(kommunen), follow=True)
    page = text_of(answer)
    assert "Projektbladet är sparat" in page
    assert "Ny förskola" in page
    assert "Avskrivning" in page
    project = Project.objects.get()
    assert project.effects.get().amounts == {"2021": -900 * TKR}
    assert "Ny förskola" in text_of(namndens.get(reverse("investments:board", args=[kommunen["BUN"].pk])))
    assert namndens.get(reverse("investments:write", args=[project.pk])).status_code == 200


def test_counting_saves_nothing(namndens, inlamningen, kommunen):
    url = reverse("investments:new", args=[kommunen["BUN"].pk])
    assert "Kapitalkostnad" in text_of(namndens.post(url, posted(kommunen, rakna="1")))
    part = namndens.post(reverse("investments:count", args=[kommunen["BUN"].pk]), posted(kommunen))
    assert "2021" in text_of(part)
    assert not Project.objects.exists()


def test_what_cannot_be_read_is_pointed_out_and_kept(namndens, inlamningen, kommunen):
    url = reverse("investments:new", args=[kommunen["BUN"].pk])
    answer = namndens.post(url, posted(kommunen, o2019="1e9"))
    assert answer.status_code == 422
    assert "1e9" in text_of(answer)
    answer = namndens.post(url, posted(kommunen, **{"k-0-life_years": ""}))
    assert "namn, belopp och livslängd" in text_of(answer)


def test_a_stale_save_shows_both_and_loses_nothing(namndens, namnden, skolan, inlamningen, kommunen):
    save_project(namnden, inlamningen, skolan, skolan.version, school(kommunen, fields={"name": "Deras namn"}))
    url = reverse("investments:write", args=[skolan.pk])
    answer = namndens.post(url, posted(kommunen, version="2", name="Mitt namn"))
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Deras namn" in page
    assert "Mitt namn" in page
    now = Project.objects.get(pk=skolan.pk)
    assert now.name == "Deras namn"
    namndens.post(url, posted(kommunen, version=str(now.version), name="Mitt namn"))
    assert Project.objects.get(pk=skolan.pk).name == "Mitt namn"


def test_the_ladder_works_without_scripts(namndens, namnden, skolan, inlamningen, kommunen):
    other = save_project(namnden, inlamningen, None, 0, school(kommunen, fields={"name": "Inventarier"}))
    url = reverse("investments:rank", args=[kommunen["BUN"].pk])
    namndens.post(url, {"seen": [skolan.pk, other.pk], "up": other.pk})
    assert list(Project.objects.order_by("rank").values_list("pk", flat=True)) == [other.pk, skolan.pk]
    namndens.post(url, {"seen": [other.pk, skolan.pk], "order": [skolan.pk, other.pk]})
    assert list(Project.objects.order_by("rank").values_list("pk", flat=True)) == [skolan.pk, other.pk]


def test_nobody_else_opens_a_draft_and_everyone_reads_what_is_handed_in(
    inloggad, facket, skolan, namnden, inlamningen, kommunen
):
    browser = inloggad(facket)
    url = reverse("investments:project", args=[skolan.pk])
    assert browser.get(url).status_code == 404
    save_project(namnden, inlamningen, skolan, skolan.version, school(kommunen, marks={"site": "OSL 19:3"}))
    deliver(namnden, inlamningen)
    page = text_of(browser.get(url))
    assert "Fler barn" in page
    assert "Norrdal 1:2" not in page
    assert "OSL 19:3" in page
    assert "Ny skola" in text_of(browser.get(reverse("investments:board", args=[kommunen["BUN"].pk])))


def test_the_submissions_page_shows_the_sheets(namndens, skolan, inlamningen):
    assert "Ny skola" in text_of(namndens.get(reverse("desks:submission", args=[inlamningen.pk])))


def test_what_was_handed_in_is_shown_with_its_projects(namndens, inlamnad):
    version = inlamnad.hand_ins.get()
    assert "Ny skola" in text_of(namndens.get(reverse("desks:hand_in", args=[version.pk])))


def test_the_whole_is_summed_against_ceiling_and_goal(ekonomens, inlamnad):
    for per in ("board", "category", "funding"):
        page = text_of(ekonomens.get(reverse("investments:index") + f"?per={per}"))
        assert "69 000" in page
        assert "Kvar till taket" in page
    assert "100 %" in page


def test_taking_a_project_out_shows_at_once_and_saves_nothing(ekonomens, inlamnad, skolan):
    url = reverse("investments:projects")
    assert "Ny skola" in text_of(ekonomens.get(url))
    page = text_of(ekonomens.get(url, {"ut": str(skolan.key)}))
    assert "1 projekt är utlyft" in page
    assert Project.objects.filter(removed_at=None).count() == 1


def test_more_projects_cost_the_list_no_more_questions_to_the_database(
    ekonomens, namnden, inlamningen, skolan, kommunen
):
    for name in ("Ny förskola", "Ny idrottshall", "Nytt bibliotek"):
        save_project(namnden, inlamningen, None, 0, school(kommunen, fields={"name": name}))
    deliver(namnden, inlamningen)
    with CaptureQueriesContext(connection) as asked:
        ekonomens.get(reverse("investments:projects"))
    of_projects = [query["sql"] for query in asked.captured_queries if 'FROM "investments_project"' in query["sql"]]
    assert len(of_projects) == len(set(of_projects))


def test_finance_freezes_the_list_and_counts_it_into_an_edition(ekonomens, inlamnad, utkastet, skolan):
    ekonomens.post(reverse("investments:freeze"), {"name": "Till KS"})
    frozen = InvestmentList.objects.get()
    assert "Inget är ändrat" in text_of(ekonomens.get(reverse("investments:list", args=[frozen.pk])))
    url = reverse("investments:edition", args=[utkastet.pk])
    assert "Ny skola" in text_of(ekonomens.get(url))
    ekonomens.post(url, {"list": frozen.pk, "med": [str(skolan.key)]})
    assert EditionInvestments.objects.get().left_out == []
    assert "Kapitalkostnad: Ny skola" in text_of(ekonomens.get(reverse("frames:changes", args=[utkastet.pk])))


def test_prerequisites_are_written_read_and_sent(ekonomens, raderna):
    write = reverse("investments:write_prerequisites")
    fields = {
        "version": "0", "internal_interest_pct": "1,75", "threshold": "25", "min_life_years": "3",
        "report_within_months": "6", "priorities": "1; lagkrav", "lives": "Stomme; 50", "y2019": "200 000",
    }  # fmt: skip
    assert "semikolon" in text_of(ekonomens.post(write, fields | {"priorities": "lagkrav"}))
    page = text_of(ekonomens.post(write, fields, follow=True))
    assert "1,75 %" in page
    assert "200 000" in page
    ekonomens.post(reverse("investments:dispatch"))
    assert Prerequisites.objects.get().document is not None


def test_a_municipality_without_a_round_says_what_will_come(inloggad, framlingen, finans):
    assert "Här kommer" in text_of(inloggad(framlingen).get(reverse("investments:index")))


def test_drafts_are_not_counted_in_the_whole(ekonomens, skolan, finans, omgangen):
    assert "Ingen nämnd har lämnat in" in text_of(ekonomens.get(reverse("investments:index")))
    with pytest.raises(Exception, match="Ingen nämnd"):
        freeze_list(finans, omgangen, "Lista")


def test_the_sheet_saves_itself_under_its_version_and_tells_the_trail_once(namndens, skolan, kommunen):
    where = reverse("investments:autosave", args=[skolan.pk])
    for number, (version, name) in enumerate(((skolan.version, "Skolan"), (skolan.version + 1, "Skolan i Norrdal"))):
        page = text_of(namndens.post(where, posted(kommunen, version=str(version), name=name)))
        assert f'value="{version + 1}" hx-swap-oob' in page, number
    assert Project.objects.get().name == "Skolan i Norrdal"
    entries = TrailEntry.objects.filter(verb="investments.save_project").order_by("number")
    assert [entry.after.get("name") for entry in entries] == ["Ny skola", "Skolan"]
    page = text_of(namndens.post(where, posted(kommunen, version="1", name="För sent")))
    assert "hx-swap-oob" not in page
    assert "Inte sparat än" in text_of(namndens.post(where, posted(kommunen, version="9", o2019="mycket")))
    version = str(Project.objects.get().version)
    where = reverse("investments:write", args=[skolan.pk])
    assert namndens.post(where, posted(kommunen, version=version, name="Norrdal")).status_code == 302
    assert entries.last().before["name"] == "Skolan"  # the row after a spell tells all that came since
    assert entries.last().after["name"] == "Norrdal"


def test_files_are_attached_frozen_with_the_sheet_and_read_by_all_when_handed_in(
    namndens, namnden, inlamningen, skolan, inloggad, facket
):
    def sent(**data):
        version = str(Project.objects.get().version)
        return namndens.post(reverse("investments:files", args=[skolan.pk]), {"version": version} | data)

    assert sent(file=SimpleUploadedFile("Kalkyl.txt", b"69 mnkr")).status_code == 302
    assert sent(file=SimpleUploadedFile("Kalkyl.txt", b"70 mnkr")).status_code == 422
    assert sent(file=SimpleUploadedFile("Skiss.txt", b"hus")).status_code == 302
    sketch = SheetFile.objects.get(name="Skiss.txt")
    assert sent(remove=str(sketch.pk)).status_code == 302
    kept = SheetFile.objects.get()
    url = reverse("investments:file", args=[skolan.pk, kept.pk])
    other = inloggad(facket)
    assert other.get(url).status_code == 404
    deliver(namnden, inlamningen)
    assert b"".join(other.get(url)) == b"69 mnkr"
    document = HandIn.objects.get().document
    assert [one.name for one in document.attachments.all()] == ["Ny skola: Kalkyl.txt"]
    assert document.content["projects"][0]["files"] == [["Kalkyl.txt", kept.file.sha256]]
    assert other.post(reverse("investments:files", args=[skolan.pk]), {"version": "1"}).status_code == 403


def test_the_list_is_presented_project_by_project(finans, omgangen, inlamnad, raderna, ekonomens):
    freeze_list(finans, omgangen, "Till kommunstyrelsen", raderna[2])
    meeting = Meeting.objects.create(activity=raderna[2], title="KS", day=date(2018, 4, 20))
    AgendaItem.objects.create(meeting=meeting, order=1, title="Nämndernas investeringsförslag", minutes_long=30)
    AgendaItem.objects.create(meeting=meeting, order=2, title="Övrigt", minutes_long=5)
    whole, sheet, other = (
        text_of(ekonomens.get(reverse("meetings:present", args=[meeting.pk]) + query))
        for query in ("?punkt=1", "?punkt=1&blad=2", "?punkt=2")
    )
    assert "Till kommunstyrelsen" in whole
    assert "Har inte lämnat in" in whole
    assert "<h1>Ny skola</h1>" in sheet
    assert "mnkr kapitalkostnad 2021" in sheet
    assert "Fler barn." in sheet
    assert "Ny skola" not in other


def test_a_project_is_put_off_in_an_edition_and_its_cost_comes_later(
    ekonomens, finans, omgangen, inlamnad, utkastet, skolan
):
    chosen = freeze_list(finans, omgangen, "Lista")
    where = reverse("investments:edition", args=[utkastet.pk])
    data = {"list": chosen.pk, "med": str(skolan.key), f"senare-{skolan.key}": "1"}
    assert ekonomens.post(where, data).status_code == 302
    assert EditionInvestments.objects.get().delayed == {str(skolan.key): 1}
    assert "1 år senare" in text_of(ekonomens.get(where))
    rows = Change.objects.filter(edition=utkastet, rule__startswith="inv:", cause="capital_cost", post_kind="frame")
    assert [sorted(row.amounts) for row in rows] == [["2021"]]
    assert ekonomens.post(where, data | {f"senare-{skolan.key}": "9"}).status_code == 422


def test_a_final_report_is_a_duty_of_the_board_from_half_a_year_before(
    skolan, som, namndsekreteraren, omgangen, finans
):
    Project.objects.update(phase="execution", activated_year=2018, activated_month=1)
    (duty,) = desks.duties_beside(omgangen, som(namndsekreteraren))
    assert (str(duty.verb), duty.due) == ("Slutredovisa projektet Ny skola", date(2018, 7, 31))
    assert desks.duties_beside(omgangen, finans) == []
    Project.objects.update(activated_year=2020)
    assert desks.duties_beside(omgangen, som(namndsekreteraren)) == []
