"""Ways in and around: by keyboard alone, without scripts, in the dark by choice."""

import pytest

PASSWORD = "en lång fras att minnas"


def focused(page) -> str:
    return page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()")


def test_somebody_signs_in_with_the_keyboard_alone(open_page, ekonomichefen):
    page = open_page("/konto/logga-in/")
    for _each in range(20):
        page.keyboard.press("Tab")
        if focused(page) == "login":
            break
    page.keyboard.type(ekonomichefen.email)
    page.keyboard.press("Tab")
    assert focused(page) == "password"
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Tab")
    assert focused(page) == "Logga in"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator(".tools.wide summary").inner_text() == "Eva Ekström"


def test_the_first_tab_stop_skips_to_the_content(open_page, kommunen):
    page = open_page("/stil/")
    page.keyboard.press("Tab")
    assert focused(page) == "Till innehållet"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innehall"


def test_every_stop_of_the_keyboard_is_seen(open_page, ekonomichefen):
    page = open_page("/stil/", person=ekonomichefen)
    unseen = []
    for _each in range(60):
        page.keyboard.press("Tab")
        ring = page.evaluate(
            """() => { const s = getComputedStyle(document.activeElement);
                return document.activeElement === document.body || parseFloat(s.outlineWidth) >= 2 ? '' :
                  document.activeElement.outerHTML.slice(0, 120) }"""
        )
        if ring:
            unseen.append(ring)
    assert not unseen


def test_somebody_signs_in_and_out_without_scripts(open_page, ekonomichefen):
    page = open_page("/konto/logga-in/", java_script_enabled=False)
    page.fill("[name=login]", ekonomichefen.email)
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    summary = page.locator(".tools.wide summary")
    assert summary.inner_text() == "Eva Ekström"
    summary.click()
    page.click(".tools.wide .drawer button")
    assert page.locator(".notice").first.inner_text().strip() == "Du är utloggad."


def test_a_wrong_password_takes_the_reader_to_what_went_wrong(open_page, ekonomichefen, assert_accessible):
    page = open_page("/konto/logga-in/")
    page.fill("[name=login]", ekonomichefen.email)
    page.fill("[name=password]", "fel lösenord")
    page.click("main button")
    page.wait_for_selector(".error-summary")
    assert "Något behöver rättas" in page.evaluate("document.activeElement.textContent")
    assert_accessible(page)


@pytest.mark.parametrize("width", [360, 1280])
def test_dark_is_chosen_by_hand_and_stays(open_page, kommunen, width):
    page = open_page("/", width=width, color_scheme="light")
    light = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    with page.expect_navigation():
        page.click("text=mörkt")
    page.reload()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != light


def test_the_phone_s_menu_opens_and_closes_by_keyboard(open_page, ekonomichefen):
    page = open_page("/stil/", width=360, person=ekonomichefen)
    menu = page.locator(".phone-menu > summary")
    menu.focus()
    page.keyboard.press("Enter")
    assert page.locator(".phone-menu > .drawer").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".phone-menu > .drawer").is_visible()
    assert page.evaluate("document.activeElement === document.querySelector('.phone-menu > summary')")


def test_the_demo_s_bar_unfolds_and_changes_the_day(open_page, ekonomichefen, assert_accessible, transactional_db):
    page = open_page("/stil/", person=ekonomichefen)
    page.click(".demo summary")
    page.wait_for_selector("#demo-day")
    assert_accessible(page)
    page.fill("#demo-day", "2018-06-05")
    page.click("text=Gå till dagen")
    page.wait_for_selector("text=tisdag 5 juni >> nth=0", state="attached")
    assert page.url.endswith("/stil/")


def test_the_fonts_are_our_own(open_page, kommunen):
    page = open_page("/stil/")
    page.evaluate("document.fonts.ready")
    assert page.evaluate(
        "document.fonts.check('16px \"Source Sans 3\"') && document.fonts.check('600 16px \"Source Serif 4\"')"
    )
    hosts = page.evaluate("performance.getEntriesByType('resource').map(e => new URL(e.name).host)")
    assert set(hosts) <= {page.evaluate("location.host")}
