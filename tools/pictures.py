"""Take the README's pictures anew from a running demo: `make demo` in one terminal, `make pictures` in another.

The demo is to stand on its first day, 11 April 2018; a Chromium is to be on the machine.
"""

import sys
from pathlib import Path
from shutil import which
from urllib.parse import urljoin

from playwright.sync_api import Page, sync_playwright

FINANCE_DIRECTOR = "hedvig.brandvik@exempelby.example"
PASSWORD = "tidplanen styr 2018"  # noqa: S105 - the demo prints it
FOLDER = Path(__file__).parents[1] / "docs" / "images"
WIDE = {"width": 1280, "height": 900}


def start(page: Page, home: str) -> None:
    """Where the timetable stands, what is late and with whom: what the finance director sees first."""
    page.goto(home)


def year(page: Page, home: str) -> None:
    """The year as the timetable has it, at today."""
    page.goto(urljoin(home, "aret/"))
    page.get_by_role("link", name="Till i dag").click()


def bridge(page: Page, home: str) -> None:
    """The way from the opening frames to the frames of the directive, by cause."""
    page.goto(urljoin(home, "ramar/"))
    page.get_by_role("link", name="Brygga", exact=True).click()
    page.locator("main svg").first.wait_for()


def main(home: str) -> None:
    """Sign in as the finance director and take each picture."""
    with sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=which("chromium"))
        page = browser.new_page(viewport=WIDE, locale="sv-SE")
        page.goto(urljoin(home, "konto/logga-in/"))
        page.fill("input[name=login]", FINANCE_DIRECTOR)
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.get_by_role("link", name="Mitt arbete").first.wait_for()
        for picture in (start, year, bridge):
            picture(page, home)
            page.screenshot(path=FOLDER / f"{picture.__name__}.png")
            print(picture.__name__, page.url)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000/")
