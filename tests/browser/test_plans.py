"""A plan in a browser: the text saves itself, a paste keeps its structure, and the pages are readable by everyone."""

from datetime import date

import pytest

from ramverk.apps.cycle.models import Activity, Round, Submission
from ramverk.apps.plans.actions.open_plan import open_plan
from ramverk.apps.plans.actions.save_section import save_section
from ramverk.apps.plans.actions.write_template import standard_template, write_template
from ramverk.apps.plans.models import Section
from ramverk.apps.trail.actors import SYSTEM

playwright_api = pytest.importorskip("playwright.sync_api")


@pytest.fixture
def avsnitten(kommunen, ekonomichefen, som):
    """The sections of BUN's plan by their key."""
    year = Round.objects.create(
        name="Mål & Budget 2019–2021", process_year=2018, budget_year=2019, plan_years=[2020, 2021], state="running"
    )
    activity = Activity.objects.create(
        round=year, order=1, row="R11", kind="submission", title="Inlämning av verksamhetsplaner",
        start=date(2018, 4, 11), end=date(2018, 4, 11), needs_adoption=True, state="open",
    )  # fmt: skip
    write_template(som(ekonomichefen), year, list(standard_template()))
    plan = open_plan(SYSTEM, Submission.objects.create(activity=activity, body=kommunen["BUN"]))
    return {one.key: one for one in plan.sections.all()}


def of(key):
    return Section.objects.select_related("plan__submission__activity", "plan__submission__body").get(key=key)


def test_the_text_saves_itself_and_keeps_the_persons_words_when_another_saved(
    open_page, avsnitten, namndsekreteraren, namndordforanden, som
):
    page = open_page(f"/planer/avsnitt/{avsnitten['risker'].pk}/", person=namndsekreteraren)
    page.get_by_label("Risker och intern kontroll").fill("Brist på lärare.")
    page.get_by_text("Sparat kl").wait_for()
    page.get_by_label("Risker och intern kontroll").fill("Stor brist på lärare.")
    page.wait_for_timeout(2_500)
    page.get_by_text("Sparat kl").wait_for()
    assert of("risker").text == "Stor brist på lärare."
    of("risker").lease.delete()
    save_section(som(namndordforanden), of("risker"), of("risker").version, "Ordförandens text.")
    of("risker").lease.delete()
    page.get_by_label("Risker och intern kontroll").fill("Stor brist på lärare i år.")
    page.get_by_text("Din text är sparad vid sidan av").wait_for()
    assert of("risker").text == "Ordförandens text."
    assert of("risker").kept.get().text == "Stor brist på lärare i år."


def test_ready_pressed_before_and_after_the_text_saved_itself_keeps_every_word(open_page, avsnitten, namndsekreteraren):
    page = open_page(f"/planer/avsnitt/{avsnitten['risker'].pk}/", person=namndsekreteraren)
    field = page.get_by_label("Risker och intern kontroll", exact=True)
    ready = page.get_by_role("button", name="Klarmarkera avsnittet")
    field.fill("Brist på lärare.")
    ready.click()
    page.get_by_text("Avsnittet är klarmarkerat.").wait_for()
    assert (of("risker").text, of("risker").is_ready) == ("Brist på lärare.", True)
    field.fill("Stor brist på lärare.")
    page.get_by_text("Sparat kl").wait_for()
    page.get_by_role("button", name="Inte klart än").click()
    page.get_by_text("Klarmarkeringen är borttagen.").wait_for()
    field.fill("Stor brist på lärare i år.")
    page.get_by_text("Sparat kl").wait_for()
    ready.click()
    page.get_by_text("Avsnittet är klarmarkerat.").wait_for()
    assert (of("risker").text, of("risker").is_ready) == ("Stor brist på lärare i år.", True)


def test_what_is_typed_is_saved_when_one_comments_or_leaves_the_page(open_page, avsnitten, namndsekreteraren):
    page = open_page(f"/planer/avsnitt/{avsnitten['risker'].pk}/", person=namndsekreteraren)
    page.get_by_label("Risker och intern kontroll", exact=True).fill("Brist på lärare.")
    page.get_by_text("Skriv en kommentar").click()
    page.locator("#kommentar").fill("Stämmer det?")
    page.get_by_role("button", name="Kommentera").click()
    page.locator(".comment").get_by_text("Stämmer det?").wait_for()
    assert of("risker").text == "Brist på lärare."
    page.get_by_label("Risker och intern kontroll", exact=True).fill("Stor brist på lärare.")
    page.get_by_role("link", name="Läs hela planen").click()
    for _turn in range(40):  # the browser sends it behind the page that comes instead
        if of("risker").text != "Brist på lärare.":
            break
        page.wait_for_timeout(100)
    assert of("risker").text == "Stor brist på lärare."


def test_a_paste_from_a_word_processor_keeps_headings_and_lists(open_page, avsnitten, namndsekreteraren):
    page = open_page(f"/planer/avsnitt/{avsnitten['omvarld'].pk}/", person=namndsekreteraren)
    field = page.get_by_label("Omvärld och nuläge")
    field.focus()
    field.evaluate(
        """(field) => {
          const data = new DataTransfer();
          data.setData("text/html", "<h1>Läget</h1><ul><li>Fler barn</li></ul>");
          data.setData("text/plain", "Läget Fler barn");
          field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }"""
    )
    playwright_api.expect(field).to_have_value("## Läget\n\n- Fler barn\n")


@pytest.mark.parametrize("key", ["risker", "mal", "utom-ram", "drift"])
def test_a_section_is_readable_by_everyone_and_fits_a_phone(
    key, open_page, avsnitten, namndsekreteraren, assert_accessible
):
    page = open_page(f"/planer/avsnitt/{avsnitten[key].pk}/", person=namndsekreteraren)
    assert_accessible(page)
    page = open_page(f"/planer/avsnitt/{avsnitten[key].pk}/", person=namndsekreteraren, width=360)
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def test_the_whole_plan_and_a_new_goal_are_readable_by_everyone(
    open_page, avsnitten, namndsekreteraren, assert_accessible
):
    for path in (f"/planer/{avsnitten['mal'].plan_id}/", f"/planer/avsnitt/{avsnitten['mal'].pk}/mal/ny/", "/planer/"):
        assert_accessible(open_page(path, person=namndsekreteraren))
