"""Gates, final reports, and how much of the money is used."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ramverk.apps.investments.actions.pass_gate import Gate, pass_gate
from ramverk.apps.investments.actions.report_final import Outcome, report_final
from ramverk.apps.investments.models import FinalReport, Project
from ramverk.apps.investments.phases import carried_out, report_due
from ramverk.apps.investments.tests.conftest import TKR
from ramverk.apps.trail.actions.freeze import is_intact
from ramverk.apps.trail.models import TrailEntry, Transition
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale

EXECUTION = Gate("execution", date(2018, 4, 2), "BUN § 9")
DONE = Outcome(70_000 * TKR, date(2018, 4, 1), "Skolan rymmer 140 elever.")


def now(project):
    return Project.objects.select_related("round", "body").get(pk=project.pk)


@pytest.fixture
def byggd(skolan, namnden):
    """The school, decided into execution and activated in August last year."""
    pass_gate(namnden, skolan, now(skolan).version, EXECUTION)
    Project.objects.filter(pk=skolan.pk).update(activated_year=2017, activated_month=8)
    return now(skolan)


def test_a_project_passes_one_gate_at_a_time_on_a_decision(skolan, namnden):
    made = pass_gate(namnden, skolan, now(skolan).version, EXECUTION)
    assert (made.from_phase, made.to_phase, made.total) == ("design", "execution", 69_000 * TKR)
    assert now(skolan).phase == "execution"
    assert Transition.objects.filter(to_state="execution").exists()
    assert TrailEntry.objects.get(verb="investments.pass_gate").after["decision"] == "BUN § 9"
    with pytest.raises(Invalid, match="ett skede i taget"):
        pass_gate(namnden, skolan, now(skolan).version, Gate("need", date(2018, 4, 2), "BUN § 9"))


def test_a_gate_refuses_what_is_not_decided_and_not_known(skolan, namnden, som, facket):
    version = now(skolan).version
    for gate, said in (
        (Gate("execution", date(2019, 1, 1), "BUN § 9"), "framtiden"),
        (Gate("execution", date(2018, 4, 2), "nämnden"), "paragrafen"),
        (Gate("stopped", date(2018, 4, 2), "BUN § 9"), "varför"),
    ):
        with pytest.raises(Invalid, match=said):
            pass_gate(namnden, skolan, version, gate)
    with pytest.raises(Refused, match="sekreterare"):
        pass_gate(som(facket), skolan, version, EXECUTION)
    with pytest.raises(Stale):
        pass_gate(namnden, skolan, 99, EXECUTION)
    Project.objects.filter(pk=skolan.pk).update(total=None)
    with pytest.raises(Invalid, match="beslutad total"):
        pass_gate(namnden, skolan, version, EXECUTION)


def test_the_final_report_is_due_some_months_after_activation(byggd, villkoren):
    assert report_due(byggd, villkoren) == date(2018, 2, 28)
    byggd.is_block = True
    assert report_due(byggd, villkoren) is None


def test_a_finished_project_is_reported_and_frozen(byggd, namnden):
    made = report_final(namnden, byggd, byggd.version, DONE)
    assert is_intact(made.document)
    assert made.document.content["decided"] == 69_000 * TKR
    assert now(byggd).phase == "final_report"
    assert TrailEntry.objects.get(verb="investments.report_final").after["outcome"] == "70\u2009000\u2009000 kr"
    with pytest.raises(Invalid, match="genomförande"):
        report_final(namnden, byggd, now(byggd).version, DONE)


def test_a_report_explains_a_deviation_and_is_not_written_ahead(byggd, namnden, som, facket):
    for outcome, said in (
        (Outcome(80_000 * TKR, date(2018, 4, 1), "Bra."), "fem procent"),
        (Outcome(69_000 * TKR, date(2019, 4, 1), "Bra."), "framtiden"),
        (Outcome(69_000 * TKR, date(2018, 4, 1), ""), "effekter"),
        (Outcome(-1, date(2018, 4, 1), "Bra."), "minus"),
    ):
        with pytest.raises(Invalid, match=said):
            report_final(namnden, byggd, byggd.version, outcome)
    with pytest.raises(Stale):
        report_final(namnden, byggd, byggd.version + 5, DONE)
    with pytest.raises(Refused):
        report_final(som(facket), byggd, byggd.version, DONE)
    assert not FinalReport.objects.exists()


def test_the_execution_rate_is_used_of_appropriated(byggd):
    Project.objects.filter(pk=byggd.pk).update(appropriated=20_000 * TKR, used=9_000 * TKR)
    (one,) = carried_out([now(byggd)])
    assert (one.board, one.rate_pct) == ("BUN", 45)


def test_the_pages_pass_report_and_read_in(inloggad, namndsekreteraren, ekonomichefen, byggd, skolan):
    board, finance = inloggad(namndsekreteraren), inloggad(ekonomichefen)
    assert "BUN § 9" in board.get(reverse("investments:project", args=[byggd.pk])).content.decode()
    url = reverse("investments:gate", args=[byggd.pk])
    answer = board.post(
        url, {"version": byggd.version, "to_phase": "stopped", "decided_on": "2018-04-02", "decision": "x"}
    )
    assert answer.status_code == 422
    assert "Slutredovisningar som väntar" in board.get(reverse("investments:index")).content.decode()
    url = reverse("investments:report", args=[byggd.pk])
    fields = {"version": byggd.version, "outcome": "70 000", "finished_on": "2018-04-01", "effects": "140 elever"}
    assert board.get(url).status_code == 200
    assert "är slutredovisat" in board.post(url, fields, follow=True).content.decode()
    url = reverse("investments:ongoing")
    assert finance.get(url).status_code == 200
    file = SimpleUploadedFile("p.csv", "nämnd;projekt;total (tkr);anslag;används\nSN;Boende;4 000;2 000;900\n".encode())
    assert finance.post(url, {"file": file}).status_code == 302
    assert Project.objects.get(name="Boende").used == 900 * TKR
    assert finance.post(url, {"forra": "1"}).status_code == 422
