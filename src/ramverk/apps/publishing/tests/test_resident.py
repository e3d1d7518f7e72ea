"""A resident tries a budget, compares and reads why; nothing is kept of anybody, nothing shows before its second."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ramverk.apps.organisation.models import Municipality
from ramverk.apps.proposals.models import Terms
from ramverk.apps.publishing.queries.projects import projects_by_board, projects_by_place
from ramverk.apps.publishing.templatetags.publishing import months
from ramverk.apps.publishing.tests.conftest import OPPNAS
from ramverk.apps.trail import clock
from ramverk.apps.trail.models import TrailEntry
from ramverk.core.editions.bridge import BridgeRow, Step, moving_steps
from ramverk.core.editions.causes import Cause
from ramverk.core.editions.changes import Change, Post, PostKind, Source, SourceKind
from ramverk.core.investments.sheets import Sheet
from ramverk.core.money import Ore

pytestmark = pytest.mark.django_db
PLACES = """\
nämnd | projekt               | plats
BUN   | Norrdalsskolan        | Norrdal 4:12
TN    | Gång- och cykelväg    | Norrdal
TN    | Ängsbron              | Änget
TN    | Ågrändens belysning   | Ågränden 7
TN    | Maskiner              |
"""


PAGES = "front changes proposals goals investments attempt calendar questions press access data interface".split()


def page(name, **asked):
    return Client().get(reverse(f"public:{name}"), asked)


@pytest.fixture
def villkoren(oppnas):
    """The rate is 21:64, the median income 300 000 kronor; 10 000 live here."""
    Municipality.objects.update(inhabitants=10_000)
    return Terms.objects.create(round=oppnas.round, tax_rate=2164, median_income=30_000_000)


def test_before_the_second_no_page_knows_of_it_and_then_all_do(oppnas):
    with clock.stopped_at(OPPNAS - timedelta(seconds=1)):
        for name in PAGES:
            answer = page(name)
            assert answer.status_code == 200, name
            assert oppnas.edition.name not in answer.content.decode(), name
            assert oppnas.title not in answer.content.decode(), name
        missing = page("goals", utgava=oppnas.slug)
        assert (missing.status_code, missing["Cache-Control"], bool(missing.cookies)) == (404, "no-cache", False)
    with clock.stopped_at(OPPNAS):
        for name in ("front", "press", "data", "attempt"):
            assert oppnas.title in page(name).content.decode(), name


def test_no_page_sets_a_cookie_runs_a_script_or_carries_style(oppnas, villkoren):
    with clock.stopped_at(OPPNAS):
        for name in PAGES:
            for asked in ({}, {"lang": "en"}):
                answer = page(name, **asked)
                assert not answer.cookies, name
                words = answer.content.decode()
                assert "<script" not in words, name
                assert "style=" not in words, name
                assert reverse("public:access") in words, name
                assert f'lang="{asked.get("lang", "sv")}"' in words, name


def test_a_try_is_worked_out_from_its_address_and_kept_nowhere(oppnas, villkoren):
    deeds = TrailEntry.objects.count()
    with clock.stopped_at(OPPNAS), CaptureQueriesContext(connection) as queries:
        words = page("attempt", skatt="21,74", **{"ram-BUN": "-5 000"}).content.decode()
    written = [
        query["sql"] for query in queries if not query["sql"].lstrip().upper().startswith(("SELECT", "SAVE", "REL"))
    ]
    assert not written
    assert TrailEntry.objects.count() == deeds
    assert "935\u2009000" in words  # 940 000 less 5 000
    assert "+6\u2009007" in words  # ten öre of 1 300 mnkr at 21:64
    assert "+300" in words  # a year, of 300 000 kronor
    assert "+1\u2009101" in words  # 11 007 tkr by 10 000 inhabitants
    assert "skatt=21%2C74&amp;ram-BUN=-5000" in words


def test_a_try_shows_when_the_law_is_not_met_and_what_cannot_be_used(oppnas, villkoren):
    with clock.stopped_at(OPPNAS):
        words = page("attempt", **{"ram-BUN": "150 000", "ram-SN": "väldigt mycket", "skatt": "99"}).content.decode()
        whole = page("attempt").content.decode()
        english = page("attempt", lang="en", **{"ram-SN": "x" * 500}).content.decode()
    assert "Budgetåret går inte ihop" in words
    assert "underskott" in words
    assert "mellan 19,64 och 23,64" in words
    assert "Skriv bara siffror" in words
    assert "Budgetåret går ihop" in whole
    assert "x" * 30 not in english
    assert "The number is too long" in english


def test_auditors_and_unknown_boards_cannot_be_tried(oppnas, villkoren):
    Terms.objects.filter(pk=villkoren.pk).update(closed_boards=["SN"])
    with clock.stopped_at(OPPNAS):
        words = page("attempt", **{"ram-SN": "1000", "ram-XYZ": "1000"}).content.decode()
    assert 'name="ram-BUN"' in words
    assert 'name="ram-SN"' not in words
    assert "Du har inte ändrat något än" in words


def test_what_changed_has_the_public_words_and_never_the_internal_ones(oppnas):
    with clock.stopped_at(OPPNAS):
        assert page("changes").status_code == 200
        assert page("changes", mot=oppnas.slug).status_code == 404


def test_the_projects_of_a_place_stand_together_and_what_has_no_place_stands_last(oppnas):
    rows = [[cell.strip() for cell in line.split("|")] for line in PLACES.splitlines()[1:]]
    sheets = [
        Sheet(name, name, board, outlay={2019: Ore(1_000_00)}, texts={"site": site} if site else {})
        for board, name, site in rows
    ]
    hidden = Sheet("mark", "Markköp", "TN", texts={"site": {"secret": "OSL 19:3"}})
    found = projects_by_place([*sheets, hidden], oppnas.edition)
    assert [group.name for group in found.groups[:3]] == ["Norrdal", "Ågränden", "Änget"]
    assert [one.name for one in found.groups[0].projects] == ["Norrdalsskolan", "Gång- och cykelväg"]
    assert [one.name for one in found.groups[-1].projects] == ["Markköp", "Maskiner"]
    assert found.groups[0].amounts == (200_000, 0, 0)
    with clock.stopped_at(OPPNAS):
        assert page("investments", efter="plats").status_code == 200


def test_the_front_page_s_drawings_speak_english_where_the_words_are_the_system_s(oppnas):
    with clock.stopped_at(OPPNAS):
        swedish_page, english_page = (page("front", lang=language).content.decode() for language in ("sv", "en"))
    assert "Varför ramarna ändras 2019, tkr" in swedish_page
    assert "Why the frames change" in english_page
    for words in ("Varför ramarna ändras", "Vart hundra kronor går", "Stapeldiagram"):
        assert words not in english_page


def test_a_project_s_years_sum_to_the_whole_with_those_before_the_first(oppnas):
    begun = Sheet("a", "Bad", "KFN", spent=Ore(5_00), outlay={2019: Ore(3_00), 2030: Ore(2_00)})
    no_sums = Sheet("b", "Bro", "KFN")
    found = projects_by_board([begun, no_sums], oppnas.edition)
    bath, bridge = sorted(found.groups[0].projects, key=lambda one: one.name)
    assert (bath.earlier, bath.amounts, bath.later, bath.total) == (500, (300, 0, 0), 200, 1000)
    assert (found.has_earlier, bath.has_amounts, bridge.has_amounts) == (True, True, False)


def test_what_only_spreads_a_board_s_frame_over_its_operations_is_no_reason():
    def step(owner, text, amount):
        post, source = Post(PostKind.FRAME, owner), Source(SourceKind.PERSON, "Eva")
        return Step(Change(f"{owner}{amount}", post, Cause.ORGANISATION, {2019: Ore(amount)}, text, source))

    spread = [step("BUN", "Ramen fördelad", 5), step("BUN", "Ramen fördelad", -5)]
    moved = [step("BUN", "Personal flyttas", -9), step("SN", "Personal flyttas", 9)]
    row = BridgeRow(Cause.ORGANISATION, {2019: Ore(0)}, {}, (*spread, *moved))
    assert moving_steps(row, (2019,)) == moved


def test_the_calendar_says_the_year_of_a_stretch_of_months_once():
    assert months(date(2018, 8, 1), date(2018, 9, 30)) == "augusti–september 2018"
    assert months(date(2017, 12, 1), date(2018, 1, 31)) == "december 2017–januari 2018"
    assert months(date(2017, 12, 1), date(2017, 12, 31)) == months(date(2017, 12, 1), None) == "december 2017"
