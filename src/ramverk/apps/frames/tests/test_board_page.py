"""The page of one board: what the conference has before it, tied to the frame, for whoever may see the edition."""

from datetime import date
from fractions import Fraction

from django.urls import reverse

from ramverk.apps.cycle.desks import papers
from ramverk.apps.cycle.models import Activity
from ramverk.apps.frames.actions.choose_assumptions import choose_assumptions
from ramverk.apps.frames.actions.freeze_edition import freeze_edition
from ramverk.apps.frames.actions.save_changes import RowEdit, save_changes
from ramverk.apps.frames.actions.write_directive import Assignment, write_directive
from ramverk.apps.frames.key_figures import frames_of
from ramverk.apps.frames.ledger import core_edition
from ramverk.apps.frames.models import Operation
from ramverk.apps.frames.queries.board_page import board_page
from ramverk.apps.frames.tests.test_assumption_rules import POPULATION, PRICES
from ramverk.apps.frames.tests.test_frames_pages import bladdrar, text_of  # noqa: F401 - a fixture
from ramverk.apps.frames.tests.test_ledger import TKR, row
from ramverk.core.editions.editions import fold


def test_the_operations_and_the_causes_both_sum_to_the_frame(finans, utkastet, kommunen, antag):
    choose_assumptions(finans, utkastet, antag("population", POPULATION))
    choose_assumptions(finans, utkastet, antag("price_list", {"rows": PRICES}))
    save_changes(finans, utkastet, [RowEdit(row(kommunen["BUN"], -500))])
    write_directive(finans, utkastet, 0, [], [Assignment("Alla"), Assignment("Platser", kommunen["SN"])], None)
    page = board_page(utkastet, "BUN", finans)
    frame = page.line.frame[0].amount
    assert sum(line.amounts[0] for line in page.operations) == frame == 950_500 * TKR
    assert page.line.opening.amount + sum(line.cells[0].amount for line in page.line.causes) == frame
    assert [line.name for line in page.operations] == [str(Operation.objects.get(code="440")), ""]
    assert [(line.age, dict(line.people)[2019]) for line in page.ages] == [("7–15", 3150)]
    assert [one.text for one in page.assignments] == ["Alla"]
    assert board_page(utkastet, "XX", finans) is None


def test_a_board_opens_its_own_page_and_may_look_at_the_others(client, finans, utkastet, namndsekreteraren, bladdrar):  # noqa: F811
    url = reverse("frames:board", args=[utkastet.pk])
    assert "Barn- och utbildningsnämnden" in text_of(bladdrar.get(url))
    assert bladdrar.get(url + "?organ=XX").status_code == 404
    client.force_login(namndsekreteraren)
    assert client.get(url).status_code == 404
    freeze_edition(finans, utkastet)
    assert "940 000" in text_of(client.get(url))
    assert "280 000" in text_of(client.get(url + "?organ=SN"))


def test_a_dialogue_has_the_newest_edition_one_may_see_before_it(
    finans, ingaende, utkastet, som, namndsekreteraren, omgangen
):
    day = date(2018, 1, 22)
    dialogue = Activity.objects.create(
        round=omgangen, order=91, kind="dialogue", title="Diskussion", start=day, end=day
    )
    assert [paper.url for paper in papers(dialogue, finans)] == [reverse("frames:board", args=[utkastet.pk])]
    board = som(namndsekreteraren)
    assert papers(dialogue, board) == []
    freeze_edition(finans, ingaende)
    assert [paper.url for paper in papers(dialogue, board)] == [reverse("frames:board", args=[ingaende.pk])]


def fold_of(edition):
    return {post: dict(amounts) for post, amounts in fold(core_edition(edition)).items()}


def test_the_frame_of_an_operation_stands_beside_a_reference_cost_with_the_index(finans, utkastet, som, facket, antag):
    page = board_page(utkastet, "BUN", finans)
    school = page.operations[0]
    (framed,) = frames_of([["440", "X9"]], finans)
    assert (framed.by_year[2019], framed.edition, framed.unknown) == (school.amounts[0], utkastet.name, ("X9",))
    Operation.objects.create(code="44", name="Skola")
    Operation.objects.filter(code="440").update(parent=Operation.objects.get(code="44"))
    assert frames_of([["44"]], finans)[0].by_year == framed.by_year
    assert framed.index is None
    prices = {"premises": {"2018": "2", "2019": "2"}, "together": {"2016": "2", "2017": "2,5", "2019": "3"}}
    choose_assumptions(finans, utkastet, antag("price_index", prices))
    moved = fold_of(utkastet)
    (framed,) = frames_of([["440"]], finans)
    assert framed.index.by_year == {2017: Fraction("2.5"), 2019: Fraction(3)}, "from two years before the budget's"
    assert framed.index.source == "SKL, cirkulär 17:68"
    choose_assumptions(finans, utkastet, antag("price_index", {"premises": {"2019": "2"}}))
    assert fold_of(utkastet) == moved, "pay and prices together move no frame"
    assert not frames_of([["440"]], som(facket)), "an edition that is not for everyone yet"
