"""A browser for the tests: the machine's own Chromium, a live server, and axe to judge the pages by."""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

playwright_api = pytest.importorskip("playwright.sync_api")

HERE = Path(__file__).parent
AXE = HERE / "vendor" / "axe.min.js"
PHONE, DESK = 360, 1280
SERIOUS = {"serious", "critical"}
judged_before: set[int] = set()
"""Pages axe has been at work on: what it tried there may be told of a good while later, on a busy machine."""
judged_now: set[int] = set()
"""Pages axe is at work on: it tries styles of its own there, which the content security policy rightly stops."""


def chromium() -> str | None:
    """The browser named by RAMVERK_CHROMIUM, else the machine's own."""
    named = os.environ.get("RAMVERK_CHROMIUM")
    return named or next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser():
    """One Chromium for the whole run. Without one: a loud skip on a desk, a failure in CI."""
    path = chromium()
    if path is None:
        message = "No Chromium found: install it (apt install chromium) or point RAMVERK_CHROMIUM at one."
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip("BROWSER TESTS NOT RUN. " + message)
    # Playwright keeps an event loop in this thread; Django would mistake its database calls for asynchronous ones.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with playwright_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def open_page(browser, live_server) -> Iterator[Callable]:
    """`open_page("/stil/", width=360, person=…)` gives a page; script errors and what CSP blocks fail the test."""
    contexts, complaints = [], []

    def go(path: str = "/", *, width: int = DESK, person=None, **options):
        context = browser.new_context(
            viewport={"width": width, "height": 800}, base_url=live_server.url, locale="sv-SE", **options
        )
        contexts.append(context)
        if person is not None:
            sign_in(context, live_server.url, person)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if is_complaint(message, page) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield go
    for context in contexts:
        context.close()
    assert not complaints, complaints


def is_complaint(message, page) -> bool:
    """A script error or something the content security policy stopped; a status of 4xx is part of some tests."""
    if id(page) in judged_now or (id(page) in judged_before and "Applying inline style" in message.text):
        return False
    return message.type == "error" and "Failed to load resource" not in message.text


def sign_in(context, url: str, person) -> None:
    """Give the browser a session of this person's, without walking through the form."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": url}])


@pytest.fixture
def assert_accessible() -> Callable:
    """Judge a page by axe: nothing serious or critical may be left."""

    def judge(page, only: Sequence[str] = ()) -> None:
        judged_now.add(id(page))
        judged_before.add(id(page))
        page.evaluate(AXE.read_text(encoding="utf-8"))
        chosen = {"resultTypes": ["violations"]} | ({"runOnly": list(only)} if only else {})
        found = page.evaluate("async (chosen) => (await axe.run(document, chosen)).violations", chosen)
        with page.expect_console_message(lambda message: message.text == "judged"):
            page.evaluate("console.debug('judged')")
        page.wait_for_timeout(100)  # what axe provoked may arrive by another way than the message just waited for
        judged_now.discard(id(page))
        bad = [
            f"{one['impact']}: {one['id']}: {one['help']}: {[node['html'][:160] for node in one['nodes'][:3]]}"
            for one in found
            if one["impact"] in SERIOUS
        ]
        assert not bad, "\n".join(bad)

    return judge


@pytest.fixture
def assert_fits() -> Callable:
    """No sideways scroll of the page itself."""

    def judge(page) -> None:
        wide = page.evaluate(
            """() => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
                [...document.querySelectorAll('body *')]
                  .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scrolls, .unseen'))
                  .map(e => e.outerHTML.slice(0, 120)).slice(0, 5).concat('wider than the window')"""
        )
        assert not wide, wide

    return judge
