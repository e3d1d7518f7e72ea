"""Kolada's answers, well and badly: what is read, what is walked, and that a fault stores nothing."""

import json
import zipfile
from datetime import date
from io import BytesIO

import pytest

from ramverk.core.keyfigures.blocks import Mark
from ramverk.formats.kolada import shapes
from ramverk.formats.kolada.addresses import area_address, batches, data_addresses, group_address, kpi_addresses
from ramverk.formats.kolada.decoding import blocks_of, day, is_discontinued, kind_of, read_answer, split_title, unit_in
from ramverk.formats.kolada.errors import SourceFault
from ramverk.formats.kolada.files import read_file
from ramverk.formats.kolada.tests.fake import RECORDED, fake_source, recorded
from ramverk.formats.kolada.transport import http_transport
from ramverk.formats.kolada.walking import GENTLE, TRIES, NoConnection, Reply, Walk


def walk(seconds=5.0, pauses=None):
    return Walk(http_transport(seconds), (pauses if pauses is not None else []).append)


def all_rows(source, per_page, faults=(), seconds=5.0):
    source.per_page, source.faults = per_page, list(faults)
    walker = walk(seconds)
    (address,) = data_addresses(f"{source.address}/v3", ["N00945", "N03702", "N03703"], AREAS)
    return [row for _body, page in walker.pages(address, shapes.Values) for row in page.values]


AREAS = sorted({row["municipality"] for row in recorded("data")})


def test_recorded_answers_are_read_in_their_shape():
    for name, kind, count in (
        ("data", shapes.Values, 303),
        ("kpi", shapes.Kpis, 156),
        ("municipality", shapes.Areas, 312),
        ("municipality_groups", shapes.Groups, 33),
    ):
        data = (RECORDED / f"{name}.json").read_bytes()
        assert kind_of(data) is kind
        assert len(read_answer(data, kind).values) == count


def test_ids_keep_their_leading_zeros_and_values_their_decimals():
    answer = read_answer((RECORDED / "data.json").read_bytes(), shapes.Values)
    block = blocks_of(answer.values)["N00945"]
    assert block.areas[0] == "0180"
    assert block.value("0180", 2000) == 31.32959689


def test_null_with_a_status_is_missing_and_deleted_is_withdrawn():
    figures = [
        shapes.Figure("T", None, "Missing"),
        shapes.Figure("K", 3.0, "", isdeleted=True),
        shapes.Figure("M", 0.0, None),
    ]
    block = blocks_of([shapes.Row("N1", "0114", 2017, figures)])["N1"]
    found = [block.cell("0114", 2017, gender) for gender in "TKM"]
    assert [(cell.mark, cell.value, cell.status) for cell in found] == [
        (Mark.MISSING, None, "Missing"),
        (Mark.WITHDRAWN, None, ""),
        (Mark.VALUE, 0.0, ""),
    ]


@pytest.mark.parametrize(("gender", "period"), [("X", 2017), ("T", 17)])
def test_a_sex_or_a_year_that_is_none_is_refused(gender, period):
    with pytest.raises(SourceFault) as fault:
        blocks_of([shapes.Row("N1", "0114", period, [shapes.Figure(gender, 1.0)])])
    assert fault.value.code == "changed_shape"


@pytest.mark.parametrize(
    ("title", "theme", "of", "vintage"),
    [
        ("Liknande kommuner, övergripande, Värnamo, 2025", "övergripande", "Värnamo", 2025),
        ("Liknande kommuner LSS, Värnamo, 2024", "LSS", "Värnamo", 2024),
        ("Liknande kommuner ekonomiskt bistånd, Sjöbo, 2023", "ekonomiskt bistånd", "Sjöbo", 2023),
        ("Skåne läns kommuner (ovägt medel)", "Skåne läns kommuner (ovägt medel)", "", None),
    ],
)
def test_the_title_of_a_group_is_split_from_the_right(title, theme, of, vintage):
    found = split_title(title)
    assert (found.theme, found.of, found.vintage) == (theme, of, vintage)


def test_titles_tell_unit_and_end():
    assert unit_in("Nettokostnadsavvikelse grundskola F-9, miljoner kronor") == "mnkr"
    assert unit_in("Nettokostnadsavvikelse grundskola F-9, (%)") == "percent"
    assert unit_in("Personalkostnader, kr/inv") == "kr_per_inhabitant"
    assert unit_in("Kostnad kommunal grundskola, kr/elev") == "kr_per"
    assert unit_in("Kostnad förskola, kr/inv 1-5 år") == "kr_per"
    assert unit_in("Utjämning, kr/inv 1 nov fg år") == "kr_per_inhabitant"
    assert unit_in("Invånare totalt, antal") == "number"
    assert unit_in("Nöjd medborgarindex") == ""
    assert is_discontinued("Något (-2023)")
    assert not is_discontinued("Något (%)")
    assert day("2026-04-01") == date(2026, 4, 1)
    assert day("senare") is None
    assert day(None) is None


def test_a_segment_has_at_most_25_ids_and_none_twice():
    ids = [f"N{number:05d}" for number in range(60)]
    assert [len(part) for part in batches([*ids, *ids])] == [25, 25, 10]
    addresses = list(data_addresses("http://x/v3", ids, ["0000", "9999"], [2016, 2017], date(2018, 1, 5)))
    assert len(addresses) == 3
    assert "/year/2016,2017?per_page=5000&from_date=2018-01-05" in addresses[0]
    assert len(list(kpi_addresses("http://x/v3", ids))) == 3
    assert list(kpi_addresses("http://x/v3")) == ["http://x/v3/kpi?per_page=5000"]
    assert area_address("http://x/v3").startswith("http://x/v3/municipality?")
    assert "title=Sj%C3%B6bo" in group_address("http://x/v3", "Sjöbo")


@pytest.mark.parametrize("per_page", [1000, 100, 7])
def test_all_pages_are_followed_to_the_end(per_page):
    with fake_source() as source:
        assert len(all_rows(source, per_page)) == 303
        assert len(source.asked) == -(-303 // per_page)


def test_it_asks_at_most_five_times_a_second_and_waits_longer_after_a_refusal():
    pauses: list[float] = []
    with fake_source(per_page=100, faults=["429", "503"]) as source:
        walker = walk(pauses=pauses)
        (address,) = data_addresses(f"{source.address}/v3", ["N00945", "N03702", "N03703"], AREAS)
        assert sum(len(page.values) for _body, page in walker.pages(address, shapes.Values)) == 303
    assert min(pauses) >= GENTLE
    assert pauses[1] < pauses[2]
    assert walker.asked == 6


@pytest.mark.parametrize("fault", ["half", "cut", "500", "429"])
def test_what_passes_is_tried_again(fault):
    with fake_source() as source:
        assert len(all_rows(source, 100, ["", fault])) == 303


@pytest.mark.parametrize("fault", ["half", "cut", "500", "429"])
def test_what_does_not_pass_fails_the_whole(fault):
    with fake_source() as source:
        with pytest.raises(SourceFault) as found:
            all_rows(source, 100, ["", *[fault] * TRIES])
        assert "Inget har sparats" in found.value.message
        assert found.value.may_pass


@pytest.mark.parametrize(
    ("fault", "code"),
    [("renamed", "changed_shape"), ("text", "changed_shape"), ("away", "other_host"), ("404", "no_answer")],
)
def test_what_will_not_pass_fails_at_once_and_says_what_it_is(fault, code):
    with fake_source() as source:
        with pytest.raises(SourceFault) as found:
            all_rows(source, 100, [fault])
        assert found.value.code == code
        assert len(source.asked) == 1
        assert not found.value.may_pass


def test_a_changed_field_is_named_with_its_place():
    with fake_source() as source, pytest.raises(SourceFault, match=r"\$\.values\[0\]\.values\[0\]"):
        all_rows(source, 100, ["renamed"])


@pytest.mark.parametrize(("fault", "code"), [("repeat", "repeated_page"), ("fewer", "half_a_page")])
def test_a_repeated_page_and_a_short_one_are_noticed(fault, code):
    with fake_source() as source:
        with pytest.raises(SourceFault) as found:
            all_rows(source, 100, ["", fault])
        assert found.value.code == code


def test_a_slow_source_is_left():
    with fake_source() as source, pytest.raises(SourceFault, match="does not answer"):
        all_rows(source, 100, ["slow"] * TRIES, seconds=0.1)


def test_a_source_that_is_down_says_so():
    with fake_source() as source:
        address = source.address
    with pytest.raises(NoConnection):
        http_transport(1.0)(f"{address}/v3/kpi")
    with pytest.raises(NoConnection):
        http_transport(1.0)("file:///etc/hostname")


def test_count_may_tell_of_the_page_or_of_the_whole():
    rows = recorded("data")[:4]

    def transport(address):
        last = "page=2" in address
        shown = rows[2:] if last else rows[:2]
        following = None if last else "http://x/v3/data?page=2"
        return Reply(200, json.dumps({"values": shown, "count": 4, "next_url": following}).encode())

    pages = Walk(transport, lambda _seconds: None).pages("http://x/v3/data", shapes.Values)
    assert sum(len(page.values) for _body, page in pages) == 4


def test_a_saved_answer_and_a_zip_of_them_are_read_alike():
    data = (RECORDED / "data.json").read_bytes()
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("kpi", "data"):
            archive.write(RECORDED / f"{name}.json", f"{name}.json")
    assert [type(one) for one in read_file(data)] == [shapes.Values]
    assert [type(one) for one in read_file(packed.getvalue())] == [shapes.Values, shapes.Kpis]


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"values":1}', b"PK\x03\x04broken", "åäö".encode("latin-1")])
def test_a_file_that_is_no_answer_is_refused_with_a_sentence(data):
    with pytest.raises(SourceFault) as fault:
        list(read_file(data))
    assert fault.value.message
