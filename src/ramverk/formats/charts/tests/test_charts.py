"""Charts say in shapes what their table says in words, and bring no style of their own into a page."""

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramverk.core.money import THIN_SPACE, Unit
from ramverk.formats.charts.declaration import Chart, Kind, Role, Series
from ramverk.formats.charts.layout import lay_out, lay_out_narrow
from ramverk.formats.charts.shapes import Rect, Text
from ramverk.formats.charts.svg import for_print, for_web

TKR = 100_000


def bridge(*amounts, **more):
    """A bridge from the first amount over steps to where they lead, tkr."""
    first, *steps = amounts
    series = [
        Series("Från", (first * TKR,), Role.LEVEL),
        *(Series(f"Steg {at}", (step * TKR,)) for at, step in enumerate(steps)),
        Series("Till", (sum(amounts) * TKR,), Role.LEVEL),
    ]
    return Chart(Kind.BRIDGE, "Från till", ("2019",), tuple(series), **more)


FAN = Chart(
    Kind.FAN,
    "Resultatet",
    ("2019", "2020"),
    (
        Series("var tionde lägre", (-5 * TKR, -9 * TKR), Role.LOW),
        Series("hälften lägre", (3 * TKR, 2 * TKR), Role.MIDDLE),
        Series("var tionde högre", (8 * TKR, 12 * TKR), Role.HIGH),
    ),
    caption="tkr",
)
EVERY = [
    bridge(100, 5, -3),
    FAN,
    Chart(Kind.BARS, "Steg", ("2019",), (Series("Lön & pris", (-5 * TKR,)), Series("Skatt", (9 * TKR,)))),
    Chart(
        Kind.TRENDS,
        "Invånarna",
        ("2017", "2021"),
        (Series("7–15 år", (3850, 4134), Role.AS_IS), Series("80– år", (1960, 1900), Role.AS_IS)),
        is_count=True,
    ),
    Chart(Kind.PATH, "Vägen", ("2019",), (Series("A", (5 * TKR,), Role.LEVEL), Series("B", (-2 * TKR,), Role.LEVEL))),
]


@pytest.mark.parametrize("chart", EVERY, ids=lambda chart: chart.kind)
def test_every_kind_is_sound_svg_with_a_title_and_no_style(chart):
    page = for_web(chart, "x")
    root = ET.fromstring(page)  # noqa: S314 - our own bytes
    assert root.get("aria-labelledby") == "x-title"
    assert root[0].text == chart.title
    assert "style" not in page
    assert "fill=" not in page


@pytest.mark.parametrize("chart", EVERY, ids=lambda chart: chart.kind)
def test_every_amount_of_the_table_is_written_in_the_drawing(chart):
    written = " ".join(line for shape in lay_out(chart).shapes if isinstance(shape, Text) for line in shape.lines)
    for _label, amounts in chart.table():
        assert amounts[-1] in written


def test_every_trend_is_named_beside_its_line_and_its_move_is_said():
    written = [line for shape in lay_out(EVERY[3]).shapes if isinstance(shape, Text) for line in shape.lines]
    assert {"7–15 år", "80– år", "+7,4 %", "−3,1 %", "4\u2009134"} <= set(written)


def test_print_is_grey_and_whole_in_itself():
    printed = for_print(bridge(100, 5, -3, caption="Källa: utgåvan")).decode()
    assert "<style>" in printed
    assert "url(#hatch)" in printed
    assert "<desc>Källa: utgåvan</desc>" in printed
    assert "http" not in printed.replace("http://www.w3.org/2000/svg", "")


def test_an_axis_that_does_not_begin_at_zero_says_so():
    assert lay_out(bridge(1_000_000, 5)).floor == f"999{THIN_SPACE}998"
    assert lay_out(bridge(10, 5)).floor == ""


def test_words_are_never_markup():
    chart = Chart(Kind.BARS, "<b>", ("1",), (Series("<script>", (1,)),))
    assert "<script>" not in for_web(chart, "x")


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=9))
def test_a_bridge_never_leaves_its_frame(amounts):
    drawing = lay_out(bridge(*amounts))
    for shape in drawing.shapes:
        if isinstance(shape, Rect):
            assert shape.y >= -0.01
            assert shape.y + shape.height <= drawing.height


def test_the_same_chart_is_always_the_same_file():
    assert for_print(FAN) == for_print(FAN)
    assert FAN.table()[0][1] == ["\u22125", "\u22129"]


def test_shares_stand_at_one_edge_with_their_exact_words():
    parts = (Series("Barn- och utbildningsnämnden", (3508,)), Series("Valnämnden", (10,)), Series("Ingen", (0,)))
    shares = Chart(Kind.SHARES, "Hundra kronor", ("2019",), parts, unit=Unit.KR, is_exact=True)
    bars = [shape for shape in lay_out(shares).shapes if isinstance(shape, Rect)]
    assert len({bar.x for bar in bars}) == 1
    assert bars[0].width > 100 * bars[1].width
    assert "35,08" in for_web(shares, "h")
    assert "0,10<" in for_web(shares, "h")


def test_a_bridge_of_many_steps_goes_down_the_paper_and_says_where_a_cut_axis_begins():
    printed = for_print(bridge(1000, *(1, -2, 3, 4, -5, 6, 7))).decode()
    width = float(re.search(r'width="([\d.]+)"', printed)[1])
    assert width < 620  # what is set at full size between the margins
    assert "\u2191" in printed
    assert printed.count("<text") == 2 * 9 + 1
    assert "\u2191" not in for_print(bridge(100, 5, -3)).decode()


def test_on_a_phone_every_bar_stands_under_its_words_inside_a_narrow_frame():
    long = "Invånare +1 procent fler i varje åldersgrupp, alla år som planen räcker"
    chart = Chart(Kind.BARS, "Steg", ("",), (Series(long, (-9 * TKR,)), Series("Skatt", (9 * TKR,))))
    drawing = lay_out_narrow(chart)
    bars = [shape for shape in drawing.shapes if isinstance(shape, Rect)]
    assert [round(bar.width) for bar in bars] == [round(bars[0].width)] * 2
    assert bars[0].width > drawing.width / 4
    assert all(bar.x >= 0 and bar.x + bar.width <= drawing.width for bar in bars)
    assert all(bar.y + bar.height <= drawing.height for bar in bars)
    words = [shape for shape in drawing.shapes if isinstance(shape, Text) and shape.x == 0]
    assert [len(one.lines) for one in words] == [2, 1]
    assert lay_out_narrow(EVERY[0]) is None
