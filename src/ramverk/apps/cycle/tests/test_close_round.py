"""The end of a round: closed with a reason, and opened again if that was wrong."""

import pytest
from django.urls import reverse

from ramverk.apps.cycle.actions.close_round import close_round
from ramverk.apps.cycle.actions.import_timetable import import_timetable
from ramverk.apps.cycle.actions.reopen_round import reopen_round
from ramverk.apps.cycle.actions.start_round import start_round
from ramverk.apps.cycle.models import Round
from ramverk.apps.publishing.queries.open_book import public_round
from ramverk.apps.trail.models import TrailEntry, Transition
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale


@pytest.fixture
def finans(ekonomichefen, som):
    return som(ekonomichefen)


@pytest.fixture
def avslutad(finans, omgangen):
    omgangen.refresh_from_db()
    return close_round(finans, omgangen, omgangen.version, "Startades av misstag")


def test_a_closed_round_leaves_its_year_free_for_another(avslutad, finans):
    taken = import_timetable(finans, b"x", "tidplan.txt")
    again = start_round(finans, taken, taken.version)
    assert again.budget_year == avslutad.budget_year
    assert public_round() == again
    with pytest.raises(Refused, match="pågår för budgetår 2019"):
        reopen_round(finans, avslutad, avslutad.version, "Ångrar mig")


def test_closing_and_reopening_are_told_with_their_reasons(avslutad, finans):
    opened = reopen_round(finans, avslutad, avslutad.version, "Den gäller ändå")
    assert Round.objects.get(pk=opened.pk).state == "running"
    said = TrailEntry.objects.filter(verb__in=["cycle.close_round", "cycle.reopen_round"]).order_by("pk")
    assert list(said.values_list("reason", flat=True)) == ["Startades av misstag", "Den gäller ändå"]
    flips = Transition.objects.filter(subject_type="cycle.round").order_by("pk")
    assert [flip.to_state for flip in flips] == ["running", "closed", "running"]


def test_a_round_that_was_decided_is_decided_again(finans, omgangen):
    Round.objects.update(state="decided")
    omgangen.refresh_from_db()
    closed = close_round(finans, omgangen, omgangen.version, "Klart")
    assert reopen_round(finans, closed, closed.version, "Rättelse").state == "decided"


def test_it_wants_a_reason_and_the_round_as_it_stands(finans, omgangen, avslutad):
    with pytest.raises(Refused, match="redan avslutad"):
        close_round(finans, avslutad, avslutad.version, "Igen")
    with pytest.raises(Invalid, match="Skriv varför årsomgången öppnas igen"):
        reopen_round(finans, avslutad, avslutad.version, " ")
    with pytest.raises(Stale):
        reopen_round(finans, avslutad, avslutad.version - 1, "Den gäller ändå")
    opened = reopen_round(finans, Round.objects.get(), avslutad.version, "Den gäller ändå")
    with pytest.raises(Refused, match="Bara en avslutad"):
        reopen_round(finans, opened, opened.version, "Igen")
    with pytest.raises(Invalid, match="Skriv varför årsomgången avslutas"):
        close_round(finans, opened, opened.version, "")


def test_the_page_says_what_is_open_before_it_closes(omgangen, inloggad, ekonomichefen):
    client = inloggad(ekonomichefen)
    url = reverse("cycle:close_round", args=[omgangen.pk])
    assert url in client.get(reverse("cycle:settings", args=[omgangen.pk])).content.decode()
    text = client.get(url).content.decode()
    assert "25 aktiviteter" in text
    assert "Inga fler påminnelser går ut" in text
    omgangen.refresh_from_db()
    assert client.post(url, {"version": omgangen.version, "reason": ""}).status_code == 422
    client.post(url, {"version": omgangen.version, "reason": "Startades av misstag"})
    after = client.get(reverse("cycle:settings", args=[omgangen.pk])).content.decode()
    assert "avslutade årsomgången" in after
    opening = reverse("cycle:reopen_round", args=[omgangen.pk])
    assert opening in after
    omgangen.refresh_from_db()
    assert "Den gäller ändå" not in client.get(opening).content.decode()
    client.post(opening, {"version": omgangen.version, "reason": "Den gäller ändå"})
    omgangen.refresh_from_db()
    assert omgangen.state == "running"
