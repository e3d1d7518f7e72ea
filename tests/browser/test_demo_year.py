"""The demo's year, walked to 11 April, page by page: whatever its links lead to is readable, wide and on a phone."""

import json
from functools import partial

import fasteners
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


@pytest.fixture
def pages_of(tmp_path_factory):
    """Every page a role is led to, found once for all workers of a run: they look at the same year."""
    shared = tmp_path_factory.getbasetemp().parent

    def found(role: str, context, **which) -> list[str]:
        kept = shared / f"pages-{role}.json"
        with fasteners.InterProcessLock(kept.with_suffix(".lock")):
            if not kept.exists():
                kept.write_text(json.dumps(follow(context, "/", **which)), encoding="utf-8")
        return json.loads(kept.read_text(encoding="utf-8"))

    return found


BOTH, PHONE = ((1280, "light"), (360, "dark")), ((360, "light"),)
SHARES = 6
"""The walk is long; the workers take their shares of its pages."""


@pytest.mark.parametrize(
    ("role", "looks", "share", "shares"),
    [
        ("Ekonomichef", BOTH, 0, SHARES),
        ("Nämndsekreterare", PHONE, 0, 1),
        *(("Ekonomichef", BOTH, share, SHARES) for share in range(1, SHARES)),
    ],
)
def test_every_page_the_links_lead_to_is_readable(
    role, looks, share, shares, exempelby, open_page, pages_of, assert_accessible, assert_fits
):
    page = open_page("/", person=role_named(role), reduced_motion="reduce")  # nothing is judged on its way
    faults, pages = [], pages_of(role, page.context, only_with_deeds=looks == PHONE)[share::shares]
    for path in pages:
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
    assert len(pages) > (15 if shares == 1 else 120 // shares)  # fewer pages have something to do than to read
    assert not faults, "\n\n".join(faults)
