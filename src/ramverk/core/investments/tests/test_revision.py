"""What a decision asks of the sheets, and what a board may do by itself."""

from dataclasses import replace
from fractions import Fraction

from ramverk.core.investments.revision import Asked, Rule, asked_of, check_new, check_raised
from ramverk.core.investments.sheets import Effect, Part, Sheet, sheet_from_json
from ramverk.core.money import Ore

ROAD = Sheet(
    "vag", "Vägen", "TN", total=Ore(1_000), spent=Ore(100), outlay={2019: Ore(600), 2020: Ore(300)},
    contributions={2020: Ore(50)}, parts=(Part("Väg", Ore(1_000), 40),), activated=(2020, 6),
    effects=(Effect("TN", {2021: Ore(-10)}),), files=(("Kalkyl.pdf", "abc"),),
)  # fmt: skip


def test_a_delayed_project_costs_the_same_later_and_keeps_what_is_spent():
    later = ROAD.delayed(2)
    assert later.outlay == {2021: 600, 2022: 300}
    assert (later.contributions, later.activated, later.spent) == ({2022: 50}, (2022, 6), 100)
    assert later.effects[0].amounts == {2023: -10}
    assert (later.net_total, ROAD.delayed(0)) == (ROAD.net_total, ROAD)


def test_files_travel_with_the_sheet_and_a_sheet_without_them_is_written_as_before():
    assert sheet_from_json(ROAD.as_json()) == ROAD
    assert "files" not in replace(ROAD, files=()).as_json()


def test_only_money_and_years_touch_a_sheet():
    other, gone = replace(ROAD, key="b"), replace(ROAD, key="c")
    words = replace(ROAD, key="d", texts={"need": "Nytt"})
    asked = asked_of([ROAD, other, gone, words], [ROAD, other.delayed(1), gone, replace(words, texts={})], ["c"])
    assert asked == {"vag": Asked.CARRIED, "b": Asked.TOUCHED, "c": Asked.REMOVED, "d": Asked.CARRIED}


def test_a_project_is_raised_by_neither_more_per_cent_nor_more_money():
    for rule, room in ((Rule(Fraction(10)), 100), (Rule(raise_most=Ore(60)), 60), (Rule(Fraction(10), Ore(60)), 60)):
        assert rule.room(Ore(1_000)) == room
        assert not check_raised(replace(ROAD, total=Ore(1_000 + room)), Ore(1_000), rule, blocks=True)
        (found,) = check_raised(replace(ROAD, total=Ore(1_001 + room)), Ore(1_000), rule, blocks=True)
        assert (found.code, found.blocks) == ("sheet.raised_too_much", True)
    assert not check_raised(replace(ROAD, total=Ore(9_000)), Ore(1_000), Rule(), blocks=True)
    assert not check_raised(ROAD, None, Rule(Fraction(1)), blocks=True)
    (found,) = check_raised(replace(ROAD, forecast=Ore(1_200)), Ore(1_000), Rule(Fraction(10)), blocks=False)
    assert not found.blocks


def test_new_projects_share_one_room():
    new = [Sheet("n", "Ny", "TN", outlay={2019: Ore(30)}), Sheet("m", "Mer", "TN", outlay={2019: Ore(30)})]
    assert not check_new(new, Ore(1_000), 2019, Rule(new_pct=Fraction(6)))
    (found,) = check_new(new, Ore(1_000), 2019, Rule(new_pct=Fraction(5)))
    assert found.code == "sheet.new_above_room"
    assert check_new(new, Ore(1_000), 2019, Rule())
    assert not check_new([], Ore(0), 2019, Rule())
