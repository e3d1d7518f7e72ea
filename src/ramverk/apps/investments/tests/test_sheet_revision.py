"""The revision of project sheets: only what the council's decision touched is asked for, the rest is attested."""

from datetime import date

import pytest
from django.urls import reverse

from ramverk.apps.cycle.actions.adopt import Proof, Reservation, adopt
from ramverk.apps.cycle.actions.hand_in import hand_in
from ramverk.apps.cycle.actions.mark_ready import mark_ready
from ramverk.apps.cycle.actions.open_submissions import open_for_boards
from ramverk.apps.cycle.actions.record_decision import Decision, record_decision
from ramverk.apps.cycle.actions.take_back import take_back
from ramverk.apps.cycle.models import HandIn, Participation, Submission
from ramverk.apps.cycle.submission_content import content_of
from ramverk.apps.cycle.tests.desk_cast import at
from ramverk.apps.frames.actions.decide_edition import decide_edition
from ramverk.apps.frames.actions.freeze_edition import freeze_edition
from ramverk.apps.frames.actions.start_edition import start_edition
from ramverk.apps.investments.actions.attest_sheets import attest_sheets
from ramverk.apps.investments.actions.choose_list import choose_list
from ramverk.apps.investments.actions.close_project import close_project
from ramverk.apps.investments.actions.explain_sheet import explain_sheet
from ramverk.apps.investments.actions.freeze_list import freeze_list
from ramverk.apps.investments.actions.rank_projects import rank_projects
from ramverk.apps.investments.actions.remove_project import remove_project
from ramverk.apps.investments.actions.reopen_sheet import reopen_sheet
from ramverk.apps.investments.actions.save_project import save_project
from ramverk.apps.investments.actions.start_sheets import start_from_file
from ramverk.apps.investments.actions.take_in_sheet import take_in_sheet
from ramverk.apps.investments.models import Prerequisites, Project, RevisedSheet
from ramverk.apps.investments.policy import PROJECTS
from ramverk.apps.investments.queries.portfolio import handed_in
from ramverk.apps.investments.queries.projects import submission_for, whole
from ramverk.apps.investments.revising import compared, content_of_revision, findings_of_revision, rows_of
from ramverk.apps.investments.sheets import sheet_of
from ramverk.apps.investments.showing import differences
from ramverk.apps.investments.tests.conftest import TKR, again, deliver, row_of, school
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.freeze import store
from ramverk.apps.trail.actors import SYSTEM
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused


@pytest.fixture
def tre_blad(skolan, namnden, inlamningen, kommunen):
    """The school, a playground and furniture, handed in."""
    for name in ("Lekplatsen", "Inventarierna"):
        edit = school(
            kommunen, fields={"name": name, "total": 900 * TKR}, outlay={2019: 900 * TKR},
            components=[("Allt", 900 * TKR, 10)],
        )  # fmt: skip
        save_project(namnden, again(inlamningen), None, 0, edit)
    deliver(namnden, inlamningen)
    return {project.name: project for project in Project.objects.order_by("rank")}


@pytest.fixture
def revideringen(finans, omgangen, utkastet, tre_blad, raderna, kommunen, aret):
    """BUN's revision after a council that put the school off a year and did without the playground."""
    listan = freeze_list(finans, omgangen, "Listan")
    freeze_edition(finans, utkastet)
    step = row_of(omgangen, 104, "R22x", "revision", date(2018, 9, 28), "Revidering av projektblad till investeringar")
    boards = raderna[1].participations.get().audience
    Participation.objects.create(activity=step, mode="performer", as_written=boards.label, audience=boards)
    with at("2018-06-21 09:00"):
        edition = start_edition(finans, omgangen, "council_decision", "Fullmäktiges beslut", utkastet, aret("R21"))
        keys = {name: str(project.key) for name, project in tre_blad.items()}
        choose_list(finans, edition, listan, [keys["Lekplatsen"]], {keys["Ny skola"]: 1})
        activity = aret("R21")
        proof = Proof(date(2018, 6, 20), "§ 70", "adjusted")
        decision = Decision(kommunen["KF"], proof, "Budgeten fastställs.", reason="Provat.")
        decide_edition(finans, edition, record_decision(finans, activity, activity.version, decision))
        open_for_boards(SYSTEM, step)
    rows = Submission.objects.select_related("activity__round", "body")
    return rows.get(activity=step, body=kommunen["BUN"])


@pytest.fixture
def tva_blad_till(tre_blad, omgangen, kommunen):
    """Two ongoing projects that finance laid up after BUN had handed in, so that they never were in it."""
    for name in ("Gungan", "Staketet"):
        Project.objects.create(
            round=omgangen, body=kommunen["BUN"], name=name, rank=9, phase="execution", is_ongoing=True,
            total=300 * TKR, created_at=clock.now(), created_by="Lars Lund",
        )  # fmt: skip


def row(revision, name):
    rows = RevisedSheet.objects.select_related("submission__activity__round", "submission__body", "project", "edition")
    return rows.get(submission=revision, project__name=name)


def blocking(revision):
    return sorted(one.code for one in findings_of_revision(again(revision)) if one.blocks)


def test_it_asks_only_for_what_the_decision_touched(revideringen, tre_blad, omgangen, kommunen, som, facket):
    touches = {str(one.project): one.touch for one in rows_of(revideringen)}
    assert touches == {"Ny skola": "touched", "Lekplatsen": "removed", "Inventarierna": "carried"}
    assert submission_for(omgangen, kommunen["BUN"].pk) == revideringen
    school_now = sheet_of(whole().get(name="Ny skola"))
    assert sorted(school_now.outlay) == [2020, 2021]
    assert school_now.activated == (2021, 7)
    before, decided, now = compared(row(revideringen, "Ny skola"), school_now)
    rows = {one.label: (one.before, one.decided) for one in differences(before, decided, now)}
    assert rows["Aktiveras i slutet av"] == ("juli 2020", "juli 2021")
    assert rows["Utgift brutto 2019, tkr"][1] == ""
    assert blocking(revideringen) == ["sheet.no_explanation", "sheet.not_attested", "sheet.not_closed"]
    # Meanwhile everyone else reads the sheets as they were handed in.
    assert not PROJECTS.check(som(facket), tre_blad["Ny skola"])
    assert sorted(handed_in(omgangen).sheets[0].outlay) == [2019, 2020]


def test_a_sheet_never_handed_in_is_taken_along_or_closed_before_the_board_adopts(
    tva_blad_till, revideringen, namnden, kommunen, som, socialsekreteraren
):
    assert (row(revideringen, "Gungan").touch, blocking(revideringen).count("sheet.never_handed_in")) == ("unsent", 2)
    swing = Project.objects.get(name="Gungan")
    edit = school(kommunen, fields={"name": "Gungan", "total": 50 * TKR}, outlay={2019: 50 * TKR},
                  components=[("Gunga", 50 * TKR, 10)])  # fmt: skip
    with pytest.raises(Refused, match="Ta med det i revideringen först"):
        save_project(namnden, revideringen, swing, swing.version, edit)
    assert "Gungan" not in [one["name"] for one in content_of_revision(revideringen)["projects"]]
    unsent = row(revideringen, "Gungan")
    with pytest.raises(Refused, match="sekreterare"):
        take_in_sheet(som(socialsekreteraren), unsent, unsent.version, "Glömt.")
    with pytest.raises(Invalid, match="varför"):
        take_in_sheet(namnden, unsent, unsent.version, " ")
    take_in_sheet(namnden, unsent, unsent.version, "Bladet glömdes i mars.")
    with pytest.raises(Invalid, match="redan med"):
        take_in_sheet(namnden, row(revideringen, "Gungan"), 2, "Igen.")
    save_project(namnden, again(revideringen), swing, swing.version, edit)
    fence = row(revideringen, "Staketet")
    close_project(namnden, fence, fence.version, "Staketet är redan byggt.")
    passage = Project.objects.get(name="Staketet").passages.get()
    assert (passage.to_phase, passage.decision.partition(":")[0]) == ("stopped", "Barn- och utbildningsnämnden")
    assert "sheet.never_handed_in" not in blocking(revideringen)
    assert "sheet.new_above_room" in blocking(revideringen)  # held to what the board may add by itself
    frozen = content_of_revision(again(revideringen))
    names = [one["name"] for one in frozen["projects"]]
    assert ("Gungan" in names, "Staketet" in names) == (True, False)
    said = {one["name"]: (one["touch"], one["explanation"]) for one in frozen["revised"]}
    assert said["Gungan"] == ("new", "Bladet glömdes i mars.")
    assert said["Staketet"] == ("unsent", "Staketet är redan byggt.")


def test_a_project_finance_begins_during_the_revision_is_in_it_too(revideringen, finans, namnden, omgangen):
    began = store("nämnd;projekt;total (tkr);2019\nBUN;Sporthallen;4 000;1 000\n".encode())
    assert start_from_file(finans, omgangen, began, "pågående.csv") == 1
    hall = row(revideringen, "Sporthallen")
    assert (hall.touch, "sheet.never_handed_in" in blocking(revideringen)) == ("unsent", True)
    assert "Sporthallen" not in [one["name"] for one in content_of_revision(again(revideringen))["projects"]]
    take_in_sheet(namnden, hall, hall.version, "Kom från ekonomisystemet i augusti.")
    assert "Sporthallen" in [one["name"] for one in content_of_revision(again(revideringen))["projects"]]


def test_nothing_is_begun_for_a_board_that_is_deciding_on_its_sheets(inlamningen, skolan, finans, namnden, omgangen):
    ready = mark_ready(namnden, again(inlamningen), again(inlamningen).version)
    began = store("nämnd;projekt;total (tkr);2019\nBUN;Sporthallen;4 000;1 000\n".encode())
    with pytest.raises(Refused, match="Barn- och utbildningsnämnden håller på att besluta"):
        start_from_file(finans, omgangen, began, "pågående.csv")
    take_back(namnden, ready, ready.version, "Ett blad till.")
    assert start_from_file(finans, omgangen, began, "pågående.csv") == 1


def test_what_stands_is_changed_only_when_opened_with_a_reason(
    revideringen, tre_blad, namnden, kommunen, som, forvaltningschefen, socialsekreteraren
):
    furniture, playground = tre_blad["Inventarierna"], tre_blad["Lekplatsen"]
    edit = school(kommunen, fields={"name": "Inventarierna", "total": 950 * TKR}, outlay={2019: 950 * TKR},
                  components=[("Allt", 950 * TKR, 10)])  # fmt: skip
    for refused, said in ((furniture, "Öppna det med ett skäl"), (playground, "inte med i beslutet")):
        with pytest.raises(Refused, match=said):
            save_project(namnden, revideringen, refused, refused.version, edit)
        with pytest.raises(Refused, match="avslutas"):
            remove_project(namnden, revideringen, refused, refused.version)
    with pytest.raises(Refused, match="står kvar"):
        rank_projects(namnden, revideringen, [], [])
    with pytest.raises(Refused):
        attest_sheets(som(socialsekreteraren), revideringen)
    carried = row(revideringen, "Inventarierna")
    with pytest.raises(Invalid, match="varför"):
        reopen_sheet(namnden, carried, carried.version, " ")
    reopen_sheet(namnden, carried, carried.version, "Priset har stigit.")
    save_project(som(forvaltningschefen), again(revideringen), furniture, furniture.version, edit)
    assert row(revideringen, "Inventarierna").touch == "reopened"


def test_it_is_explained_closed_attested_adopted_anew_and_handed_in(
    revideringen, namnden, omgangen, tre_blad, som, facket, inloggad, namndsekreteraren
):
    page = inloggad(namndsekreteraren).get(reverse("investments:revision", args=[revideringen.pk])).content.decode()
    for words in ("Som nämnden antog", "juli 2021", "Avsluta projektet", "Intyga att de står kvar"):
        assert words in page
    touched, removed = row(revideringen, "Ny skola"), row(revideringen, "Lekplatsen")
    explain_sheet(namnden, touched, touched.version, "Ett år senare, samma kalkyl.")
    with pytest.raises(Invalid, match="med i beslutet"):
        close_project(namnden, row(revideringen, "Ny skola"), 2)
    close_project(namnden, removed, removed.version, "Tas upp nästa år.")
    assert attest_sheets(namnden, again(revideringen)) == ["Inventarierna"]
    with pytest.raises(Invalid, match="inget kvar"):
        attest_sheets(namnden, again(revideringen))
    passage = Project.objects.get(name="Lekplatsen").passages.get()
    assert (passage.to_phase, passage.decision) == ("stopped", "Kommunfullmäktige 20 juni 2018 § 70")
    assert blocking(revideringen) == []
    ready = mark_ready(namnden, again(revideringen), again(revideringen).version)
    seen = content_of(ready.activity).frozen(ready).checksum
    against = Reservation("Ulla Uhr", "Partiet", "Skolan behövs nu.")
    adopted = adopt(
        namnden, again(ready), ready.version, Proof(date(2018, 4, 10), "§ 80", "adjusted", (against,)), seen
    )
    hand_in(namnden, again(adopted), adopted.version, seen)
    sheets = {one.name: one for one in handed_in(omgangen).sheets}
    assert sorted(sheets) == ["Inventarierna", "Ny skola"]
    assert sheets["Ny skola"].activated == (2021, 7)
    assert PROJECTS.check(som(facket), tre_blad["Ny skola"])
    leads = 'href="' + reverse("investments:revision", args=[revideringen.pk])
    sheet = reverse("investments:project", args=[tre_blad["Ny skola"].pk])
    assert leads in inloggad(namndsekreteraren).get(sheet).content.decode()
    assert leads not in inloggad(facket).get(sheet).content.decode()  # the page is not theirs
    made = HandIn.objects.get(submission=revideringen)
    assert made.reservations == [{"name": "Ulla Uhr", "party": "Partiet", "text": "Skolan behövs nu."}]
    page = inloggad(facket).get(reverse("desks:hand_in", args=[made.pk])).content.decode()
    for words in ("Ulla Uhr", "Ett år senare, samma kalkyl.", "Projekt som går vidare"):
        assert words in page
    assert leads not in page
    told = set(TrailEntry.objects.values_list("verb", flat=True))
    wanted = {"open_sheets", "explain_sheet", "close_project", "attest_sheets"}
    assert {f"investments.{verb}" for verb in wanted} <= told


def test_a_board_raises_a_project_and_adds_new_ones_only_within_its_rule(revideringen, namnden, tre_blad, kommunen):
    Prerequisites.objects.update(raise_pct="10", raise_most=5_000 * TKR, new_pct="10")
    project = Project.objects.get(pk=tre_blad["Ny skola"].pk)
    edit = school(
        kommunen, fields={"total": 75_000 * TKR, "activated_year": 2021},
        outlay={2020: 46_000 * TKR, 2021: 29_000 * TKR},
        components=[("Stomme", 75_000 * TKR, 33)],
    )  # fmt: skip
    save_project(namnden, again(revideringen), project, project.version, edit)
    (found,) = [one for one in findings_of_revision(again(revideringen)) if one.code == "sheet.raised_too_much"]
    assert "högst 5 000 tkr" in found.message.replace("\u2009", " ").replace("\u00a0", " ")
    edit = school(kommunen, fields={"name": "Snöplog", "total": 200 * TKR}, outlay={2019: 200 * TKR},
                  components=[("Plog", 200 * TKR, 8)])  # fmt: skip
    made = save_project(namnden, again(revideringen), None, 0, edit)
    assert row(revideringen, "Snöplog").touch == "new"
    assert "sheet.new_above_room" in blocking(revideringen)  # a tenth of 900 tkr is 90
    Prerequisites.objects.update(raise_most=7_000 * TKR, new_pct="25")
    assert not {"sheet.new_above_room", "sheet.raised_too_much"} & set(blocking(revideringen))
    made.refresh_from_db()
    remove_project(namnden, again(revideringen), made, made.version)
    assert [str(one.project) for one in rows_of(revideringen)] == ["Ny skola", "Lekplatsen", "Inventarierna"]
