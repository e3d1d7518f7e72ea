"""The public pages: read by everyone, on a phone, enlarged, in one's own colours, by keyboard, without scripts."""

import pytest
from django.urls import reverse

from ramverk.apps.proposals.models import Terms
from ramverk.apps.publishing.tests.conftest import *  # noqa: F403 - an edition that has opened

NAMES = "front changes proposals goals investments attempt calendar questions press access data interface".split()


@pytest.fixture
def sidorna(transactional_db, oppnas):
    """The addresses of the public pages, with a budget that has opened behind them."""
    Terms.objects.create(round=oppnas.round, tax_rate=2164, median_income=30_000_000)
    return [*(reverse(f"public:{name}") for name in NAMES), reverse("public:document", args=[oppnas.slug])]


def test_every_page_is_read_by_everyone_on_a_phone_in_the_dark_and_enlarged(
    sidorna, open_page, assert_accessible, assert_fits
):
    desk = open_page("/offentligt/")
    phone = open_page("/offentligt/", width=360, color_scheme="dark")
    enlarged = open_page("/offentligt/", width=640, device_scale_factor=2)  # 1280 at 200 %
    for path in sidorna:
        for page in (desk, phone, enlarged):
            page.goto(path)
            assert_fits(page)
        assert_accessible(desk)
        assert phone.locator("footer a", has_text="Tillgänglighet").is_visible()
    assert_accessible(phone)


def test_with_the_readers_own_colours_what_counts_is_still_seen(sidorna, open_page):
    page = open_page(f"{reverse('public:attempt')}?ram-SN=-1000", forced_colors="active")
    ink = "rgb(0, 0, 0)"
    for selector in ("h1", ".status", "main .button.primary", "td.number"):
        assert page.locator(selector).first.evaluate("e => getComputedStyle(e).color") in {ink, "rgb(255, 255, 255)"}
    assert page.locator(".status").first.evaluate("e => getComputedStyle(e, '::before').backgroundColor") == ink
    field = page.locator("[name=ram-BUN]")
    field.focus()
    assert field.evaluate("e => parseFloat(getComputedStyle(e).outlineWidth)") >= 2


def test_a_try_is_made_with_the_keyboard_alone_and_without_scripts(sidorna, open_page):
    page = open_page(reverse("public:attempt"), java_script_enabled=False)
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Till innehållet"
    page.keyboard.press("Enter")
    for _each in range(20):
        page.keyboard.press("Tab")
        if page.locator(":focus").get_attribute("name") == "ram-BUN":
            break
    page.keyboard.type("-5 000")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "ram-BUN=-5+000" in page.url
    row = page.locator("tr", has=page.locator("[name=ram-BUN]"))
    assert "935" in row.inner_text()
    shared = page.locator("#lank").input_value()
    page.goto(shared)
    assert page.locator("[name=ram-BUN]").input_value() == "-5000"
    assert not page.context.cookies()


def test_every_stop_of_the_keyboard_is_seen_and_none_is_a_trap(sidorna, open_page):
    page = open_page(reverse("public:questions"))
    stops = []
    for _each in range(40):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e);
                if (e === document.body) return 'end';
                return parseFloat(s.outlineWidth) >= 2 ? e.tagName : 'unseen ' + e.outerHTML }"""
        )
        stops.append(stop)
        if stop == "end":
            break
    assert stops[-1] == "end"
    assert not [stop for stop in stops if stop.startswith("unseen")]
    assert "TEXTAREA" in stops
