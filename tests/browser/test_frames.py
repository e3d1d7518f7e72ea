"""The grid of changes as a spreadsheet: a block is pasted, arrows change row, what was saved is undone."""

import pytest

from ramverk.apps.cycle.models import Round
from ramverk.apps.frames.actions.import_budget import import_budget
from ramverk.apps.frames.actions.start_edition import start_edition
from ramverk.apps.frames.models import Change, Edition
from ramverk.apps.frames.tests.conftest import BUDGET
from ramverk.apps.trail.actions.freeze import store

pytestmark = pytest.mark.django_db(transaction=True)

PASTE = """([field, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def draft(kommunen, ekonomichefen, som):
    """The draft of the directive on a small budget; gives its id."""
    year = Round.objects.create(
        name="Mål & Budget 2019–2021", process_year=2018, budget_year=2019, plan_years=[2020, 2021], state="running"
    )
    actor = som(ekonomichefen)
    base = import_budget(actor, year, store(BUDGET.encode()), "budget 2018.csv")
    return start_edition(actor, year, "directive_draft", "Utkast till ramdirektiv", base).pk


def test_a_block_from_a_spreadsheet_is_pasted_saved_explained_and_undone(
    draft, open_page, ekonomichefen, assert_accessible
):
    page = open_page(f"/ramar/{draft}/andringar/", person=ekonomichefen)
    first = page.locator("select[name='frame-0-post']")
    block = (
        "BUN\t\tPrioritering\tLäxhjälp\t2 000\t2 000\t2 000\nSN\t\tVolym och demografi\tFler äldre\t1 500,5\t(300)\t"
    )
    page.evaluate(PASTE, [first.element_handle(), block])
    assert page.locator("input[name='frame-1-text']").input_value() == "Fler äldre"
    page.locator("input[name='frame-0-text']").press("ArrowDown")
    assert page.evaluate("document.activeElement.name") == "frame-1-text"
    assert_accessible(page)
    page.get_by_role("button", name="Spara ändringarna").click()
    page.wait_for_load_state()
    amounts = dict(Change.objects.filter(edition=draft).values_list("text", "amounts"))
    assert amounts["Läxhjälp"] == dict.fromkeys(("2019", "2020", "2021"), -200_000_000)
    assert amounts["Fler äldre"] == {"2019": -150_050_000, "2020": 30_000_000}
    page.goto(f"/ramar/{draft}/")
    page.get_by_role("link", name="942").first.click()
    assert "Läxhjälp" in page.inner_text("main")
    page.goto(f"/ramar/{draft}/andringar/")
    page.get_by_role("button", name="Ångra det du sparade").click()
    page.wait_for_load_state()
    assert not Edition.objects.get(pk=draft).changes.exists()
