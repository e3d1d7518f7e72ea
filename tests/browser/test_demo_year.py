"""The demo's year, walked to 11 April, page by page: whatever its links lead to is readable, wide and on a phone."""

from datetime import date
from functools import partial

import pytest
from django.urls import resolve

SEEN_IN_COLOUR = ("color-contrast", "scrollable-region-focusable", "label", "link-name", "button-name")
"""What another scheme and another width may change; the rest was judged at the first look."""
PER_DOOR = 1
"""Pages behind the same door look alike; one of each is enough."""


def follow(context, start: str, *, only_with_deeds: bool = False) -> list[str]:
    """Every page the links lead to from `start`, a few behind each door; downloads left out.

    `only_with_deeds` leaves out what can only be read there: those pages are the same for everybody.
    """
    queue, seen, doors, pages = [start], {start}, {}, []
    while queue:
        path = queue.pop(0)
        door = resolve(path.split("?")[0]).view_name + path.partition("?")[2].partition("=")[0]
        if doors.get(door, 0) >= PER_DOOR:
            continue
        answer = context.request.get(path)
        headers = answer.headers
        if "text/html" not in headers.get("content-type", "") or "attachment" in headers.get("content-disposition", ""):
            continue
        assert answer.ok, f"{path} answered {answer.status}"
        assert ' style="' not in answer.text(), f"{path} has style of its own"
        doors[door] = doors.get(door, 0) + 1
        if not only_with_deeds or 'method="post"' in answer.text().partition("<main")[2]:
            pages.append(path)
        for link in links_in(answer.text()):
            if link not in seen:
                seen.add(link)
                queue.append(link)
    return pages


def links_in(text: str) -> list[str]:
    """The addresses on this site a page links to."""
    import re
    from html import unescape

    found = (unescape(link).split("#")[0] for link in re.findall(r'<a [^>]*href="([^"]+)"', text))
    return [link for link in found if link.startswith("/") and not link.startswith("//")]


def role_named(start: str):
    """The person the demo prepared for a role."""
    from ramverk.apps.organisation.models import Person
    from ramverk.demo.build import sign_ins

    return Person.objects.get(email=next(prepared.email for prepared in sign_ins() if prepared.role.startswith(start)))


BOTH, PHONE = ((1280, "light"), (360, "dark")), ((360, "light"),)
SHARES = 3
"""The walk is long; each worker takes every third page of it."""


@pytest.mark.parametrize(
    ("role", "looks", "share"),
    [*(("Ekonomichef", BOTH, share) for share in range(SHARES)), ("Nämndsekreterare", PHONE, None)],
    ids=[*(f"finance, share {share + 1} of {SHARES}" for share in range(SHARES)), "a board's secretary"],
)
def test_every_page_the_links_lead_to_is_readable(role, looks, share, open_page, assert_accessible, assert_fits):
    from ramverk.demo.build import build_demo

    build_demo(date(2018, 4, 11))
    page = open_page("/", person=role_named(role), reduced_motion="reduce")  # nothing is judged on its way
    faults, pages = [], follow(page.context, "/", only_with_deeds=share is None)
    for path in pages if share is None else pages[share::SHARES]:
        page.goto(path)
        for width, scheme in looks:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            again = SEEN_IN_COLOUR if (width, scheme) != looks[0] else ()
            for judge in (partial(assert_accessible, only=again), assert_fits):
                try:
                    judge(page)
                except AssertionError as fault:
                    faults.append(f"{path} ({width}, {scheme}): {str(fault)[:600]}")
    assert len(pages) > (20 if share is not None else 15)  # fewer pages have something to do than something to read
    assert not faults, "\n\n".join(faults)
