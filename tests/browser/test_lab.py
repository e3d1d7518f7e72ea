"""The lab in a browser: a slider moves its number and the result while the focus stays, on a phone too."""

import pytest

from ramverk.apps.cycle.models import Round
from ramverk.apps.frames.actions.import_budget import import_budget
from ramverk.apps.frames.actions.start_edition import start_edition
from ramverk.apps.frames.tests.conftest import BUDGET
from ramverk.apps.trail.actions.freeze import store

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lab(kommunen, ekonomichefen, som):
    """The address of the lab of a draft on a small budget."""
    year = Round.objects.create(
        name="Mål & Budget 2019–2021", process_year=2018, budget_year=2019, plan_years=[2020, 2021], state="running"
    )
    actor = som(ekonomichefen)
    base = import_budget(actor, year, store(BUDGET.encode()), "budget 2018.csv")
    return f"/ramar/{start_edition(actor, year, 'directive_draft', 'Utkast', base).pk}/labb/"


def test_a_slider_moves_its_number_and_the_result_and_keeps_the_focus(lab, open_page, ekonomichefen, assert_accessible):
    page = open_page(lab, width=390, person=ekonomichefen)
    slider = page.get_by_role("slider", name="Reglage: Nämndernas ramar")
    slider.focus()
    for _press in range(5):
        slider.press("ArrowRight")
    assert page.locator("#id_frames").input_value() == "0,5"
    assert slider.get_attribute("aria-valuetext") == "0,5 procent, alla år"
    page.locator("#labbstod", has_text="\u22126").wait_for()  # half a per cent of 1 220 000 tkr
    assert page.evaluate("document.activeElement.dataset.moves") == "id_frames"
    assert "frames=0%2C5" in page.url
    number = page.locator("#id_frames")
    number.fill("\u22122")
    assert page.evaluate("document.querySelector('[data-moves=id_frames]').value") == "-2"
    page.locator("#labbstod", has_text="+24").wait_for()
    number.fill("mycket")
    page.locator("#labbfel", has_text="inte en procentsats").wait_for()
    assert page.evaluate("document.activeElement.id") == "id_frames"
    number.fill("")
    page.locator("#labbfel .error-summary").wait_for(state="detached")
    page.set_viewport_size({"width": 390, "height": 3000})
    assert page.locator(".when-narrow svg").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert_accessible(page)


def test_without_scripts_the_numbers_are_a_form(lab, open_page, ekonomichefen):
    page = open_page(lab, person=ekonomichefen, java_script_enabled=False)
    assert page.locator("input[type=range]").first.is_hidden()
    page.fill("#id_frames", "1")
    page.get_by_role("button", name="Räkna").click()
    assert "Nämndernas ramar" in page.locator("#utfall tbody").first.inner_text()
