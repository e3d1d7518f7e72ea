"""The lab's page: sliders beside numbers, what is refused, and that the tax lever knows today's rate."""

import re
from fractions import Fraction

import pytest
from django.urls import reverse

from ramverk.apps.frames.actions.choose_assumptions import choose_assumptions
from ramverk.apps.frames.decided_rate import rate_now
from ramverk.apps.frames.lab import LEVERS
from ramverk.apps.frames.models import AssumptionSet
from ramverk.apps.frames.tests.test_frames_pages import antaget, bladdrar, text_of  # noqa: F401 - fixtures


def lab_of(edition):
    return reverse("frames:lab", args=[edition.pk])


def sliders_of(page):
    """The attributes of each slider by the field it moves."""
    found = [dict(re.findall(r'([\w-]+)="([^"]*)"', tag)) for tag in re.findall(r'<input type="range"[^>]*>', page)]
    return {one["data-moves"].removeprefix("id_"): one for one in found}


def test_the_lab_is_the_centres_and_the_leaderships(bladdrar, client, antaget, namndsekreteraren):  # noqa: F811
    url = lab_of(antaget)
    assert "Inget reglage är flyttat" in text_of(bladdrar.get(url))
    assert "\u22128 550" in text_of(bladdrar.get(url + "?pay=1"))
    client.force_login(namndsekreteraren)
    assert "öppet för ekonomiavdelningen och ledningen" in text_of(client.get(url))


def test_every_lever_has_a_slider_that_sends_nothing_of_its_own(bladdrar, antaget):  # noqa: F811
    page = text_of(bladdrar.get(lab_of(antaget) + "?pay=1&prices=-99&frames=0,25"))
    sliders = sliders_of(page)
    assert list(sliders) == [lever.value for lever in LEVERS]
    assert not any("name" in one for one in sliders.values())
    assert all(one["aria-label"].startswith("Reglage: ") for one in sliders.values())
    assert (sliders["pay"]["value"], sliders["frames"]["value"]) == ("1", "0.25")
    assert page.count('<div class="slider" hidden>') == len(sliders), "without scripts the numbers are all there is"


def test_a_number_beyond_the_slider_is_counted_and_the_slider_stands_at_its_end(bladdrar, antaget):  # noqa: F811
    page = text_of(bladdrar.get(lab_of(antaget) + "?pay=10"))
    assert "\u221285 500" in page
    assert sliders_of(page)["pay"]["value"] == sliders_of(page)["pay"]["max"] == "5"


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("pay=mycket", "inte en procentsats"),
        ("pay=500", "mer än labbet räknar med"),
        ("tax_rate=10", "Skriv dagens skattesats"),
        ("tax_rate_now=-3", "större än noll"),
        ("tax_rate=abc", "”abc” är inte ett antal öre"),
        ("tax_rate_now=abc", "”abc” är inte en skattesats"),
    ],
)
def test_what_cannot_be_counted_is_said_and_the_other_levers_are_counted(bladdrar, antaget, query, says):  # noqa: F811
    for headers, status in (({}, 422), ({"HX-Request": "true"}, 200)):
        answer = bladdrar.get(lab_of(antaget) + f"?frames=1&{query}", headers=headers)
        assert answer.status_code == status
        page = text_of(answer)
        assert says in page
        assert "\u221212 391" in page, "one per cent of the frames"


def test_the_tax_lever_counts_with_the_rate_that_the_forecast_states(bladdrar, finans, antaget, antag):  # noqa: F811
    values = {"municipal_tax": {"2019": "1 300 000"}, "tax_rate": {"2019": "21,64"}}
    choose_assumptions(finans, antaget, antag("forecast", values))
    page = text_of(bladdrar.get(lab_of(antaget)))
    assert 'value="21,64"' in page
    assert "Skattesats +10 öre per 100 kr" in page, "its step is weighed with the others'"
    assert "+6 007" in text_of(bladdrar.get(lab_of(antaget) + "?tax_rate_now=21,64&tax_rate=10"))


def test_a_forecast_that_states_no_rate_counts_with_the_one_before_it(bladdrar, finans, antaget, antag):  # noqa: F811
    antag("forecast", {"municipal_tax": {"2019": "1 300 000"}, "tax_rate": {"2019": "21,64"}}, "Cirkulär 17:68")
    earlier = AssumptionSet.objects.get(name="Cirkulär 17:68")
    later = antag("forecast", {"municipal_tax": {"2019": "1 310 000"}})
    AssumptionSet.objects.filter(pk=later.pk).update(replaces=earlier)
    choose_assumptions(finans, antaget, AssumptionSet.objects.get(pk=later.pk))
    assert rate_now(antaget) == Fraction(2164, 100)
    assert 'value="21,64"' in text_of(bladdrar.get(lab_of(antaget)))


def test_the_bars_of_the_steps_are_drawn_for_a_phone_too(bladdrar, antaget):  # noqa: F811
    page = text_of(bladdrar.get(lab_of(antaget)))
    assert page.count('class="when-narrow"') == 1
    ids = re.findall(r'id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
