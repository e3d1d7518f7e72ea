"""The frame of every page: sections of the top bar, the line of the day, the reader's own links."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Section:
    """A link in the top bar; it is there only when its area is."""

    label: Words
    url_name: str


SECTIONS = (
    Section(_("Året"), "cycle:year"),
    Section(_("Mitt arbete"), "cycle:my_work"),
    Section(_("Ramar"), "frames:index"),
    Section(_("Nyckeltal"), "keyfigures:index"),
    Section(_("Planer"), "plans:index"),
    Section(_("Investeringar"), "investments:index"),
    Section(_("Förslag"), "proposals:index"),
    Section(pgettext_lazy("flera", "Beslut"), "decisions:index"),
    Section(_("Dokument"), "publishing:index"),
    Section(pgettext_lazy("flera", "Utskick"), "dispatch:index"),
    Section(_("Frågor"), "meetings:items"),
    Section(_("Organisation"), "organisation:index"),
)

PERSONAL = (
    Section(_("Kalendrar att prenumerera på"), "meetings:calendars"),
    Section(_("Byt lösenord"), "account_change_password"),
)


@dataclass(frozen=True, slots=True)
class Link:
    """A section as the template shows it on one page."""

    label: Words
    url: str
    is_here: bool = False
    is_exact: bool = False


def links(sections: tuple[Section, ...], path: str) -> list[Link]:
    """Those of the sections that exist; the one with the longest address that begins the path is where we are."""
    found = [(section.label, url) for section in sections if (url := _address(section.url_name))]
    here = max((url for _label, url in found if path.startswith(url)), key=len, default="")
    return [Link(label, url, url == here, url == path) for label, url in found]


def _address(url_name: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


@dataclass(frozen=True, slots=True)
class RoundLine:
    """What the line under the top bar says of the round: its name, the phase, and what comes next."""

    round: str
    round_url: str = ""
    phase: str = ""
    next: str = ""
    next_url: str = ""
    next_on: date | None = None
    has_others: bool = False
    """Whether there are more rounds to choose from."""


def personal_links(request: HttpRequest) -> list[Link]:
    """The links under the reader's own name."""
    return links(PERSONAL, request.path)


def section_links(request: HttpRequest) -> list[Link]:
    """The top bar's links; strangers have none."""
    user: Any = getattr(request, "user", None)
    return links(SECTIONS, request.path) if user is not None and user.is_authenticated else []
