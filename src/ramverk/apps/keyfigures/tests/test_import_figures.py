"""Figures come in: all or nothing, never overwritten, and the same file twice changes nothing."""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from ramverk.apps.keyfigures.actions.describe_indicator import Described, describe_indicator, use_january_set
from ramverk.apps.keyfigures.actions.import_figures import import_file
from ramverk.apps.keyfigures.models import Area, ComparisonGroup, FigureBlock, Indicator, Vintage
from ramverk.apps.keyfigures.queries.known import known
from ramverk.apps.keyfigures.queries.moving import moves_of_own
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale
from ramverk.demo import keyfigures as invented
from ramverk.formats.kolada.bulk import in_parallel


def answer(*rows, count=None):
    """A saved answer of (indicator, area, year, value or a whole figure)."""
    values = [
        {
            "kpi": kpi, "municipality": area, "period": year,
            "values": [value if isinstance(value, dict) else {"gender": "T", "status": "", "value": value}],
        }
        for kpi, area, year, value in rows
    ]  # fmt: skip
    return json.dumps({"values": values, "count": count or len(values), "next_url": None}).encode()


def catalogue(**titles):
    entries = [{"id": code, "title": title} for code, title in titles.items()]
    return json.dumps({"values": entries, "count": len(entries), "next_url": None}).encode()


def block(code):
    return known([Indicator.objects.get(code=code)])[0].block


def test_the_file_becomes_indicators_areas_groups_and_figures(siffror, finans):
    assert siffror.indicators == 42
    assert Area.objects.get(code="0000").kind == "nation"
    similar = ComparisonGroup.objects.get(code="G990001")
    assert (similar.kind, similar.vintage_year, len(similar.members)) == ("similar", 2017, 7)
    assert "9999" not in similar.members
    assert Indicator.objects.get(code="N15001").deviation.code == "N15045"
    assert block("N15001").value("9999", 2016) == 5.0
    assert block("U23463").value("9906", 2015) is None
    entry = TrailEntry.objects.filter(verb="keyfigures.import_figures").latest("number")
    assert entry.after["indicators"] == 42


def test_the_same_file_twice_changes_nothing(siffror, finans):
    count = FigureBlock.objects.count()
    again = import_file(finans, "december igen.json", invented.figures_file(revised=False))
    assert again.vintage is None
    assert import_file(finans, "katalog.zip", invented.catalogue_file()).remarks == []
    assert FigureBlock.objects.count() == count
    assert Vintage.objects.count() == 1
    assert ComparisonGroup.objects.count() == 3


def test_a_revised_value_stands_beside_the_old(siffror, finans):
    later = import_file(finans, "januari.json", invented.figures_file(revised=True))
    assert later.indicators == 5
    indicator = Indicator.objects.get(code="N15001")
    assert indicator.blocks.count() == 2
    moves = {(row.code, move.year): (move.before.value, move.after.value) for row, move in moves_of_own(finans)}
    assert moves["N15001", 2016] == (5.0, 5.6)
    assert ("N03103", 2016) not in moves, "that one moved for a neighbour"


def test_a_deleted_value_is_withdrawn_and_everything_else_stands(finans):
    import_file(finans, "a.json", answer(("N1", "9999", 2016, 1.5), ("N1", "9999", 2017, 2.5)))
    gone = {"gender": "T", "status": "", "value": 2.5, "isdeleted": True}
    import_file(finans, "b.json", answer(("N1", "9999", 2017, gone)))
    assert block("N1").series("9999") == {2016: 1.5, 2017: None}
    assert block("N1").cell("9999", 2017).mark.name == "WITHDRAWN"


def test_an_unknown_indicator_is_taken_in_with_a_remark(finans):
    assert "N1 saknas i katalogen" in import_file(finans, "a.json", answer(("N1", "9999", 2016, 1.5))).remarks[0]


def test_a_redefined_indicator_says_what_it_was_called(finans):
    import_file(finans, "a.json", catalogue(N1="Kostnad skola, kr/elev"))
    outcome = import_file(finans, "b.json", catalogue(N1="Kostnad grundskola, kr/elev"))
    assert "ny definition" in outcome.remarks[0]
    indicator = Indicator.objects.get(code="N1")
    assert (indicator.earlier_title, indicator.counted_in) == ("Kostnad skola, kr/elev", "kr_per")


def test_a_group_of_a_new_vintage_replaces_the_old_which_stands(siffror, finans):
    members = [{"member_id": f"990{n}", "member_title": f"K{n}"} for n in range(1, 8)]
    group = {"id": "G990099", "title": "Liknande kommuner, övergripande, Exempelby, 2018", "members": members}
    import_file(finans, "grupper.json", json.dumps({"values": [group], "count": 1, "next_url": None}).encode())
    now = ComparisonGroup.objects.get(code="G990099")
    assert now.replaces.code == "G990001"
    assert now.vintage_year == 2018


@pytest.mark.parametrize("content", [b"{", b"not json", answer(("N1", "9999", 17, 1.0)), b'{"values":[{"kpi":1}]}'])
def test_a_faulty_file_stores_nothing(finans, content):
    with pytest.raises(Invalid) as refusal:
        import_file(finans, "fel.json", content)
    assert "Inget har sparats" in str(refusal.value)
    assert not Vintage.objects.exists()
    assert not Indicator.objects.exists()


def test_a_fault_in_the_last_answer_takes_the_first_ones_back(finans, monkeypatch):
    monkeypatch.setattr("ramverk.apps.keyfigures.importing._MOST_WAITING", 0)  # every answer is written at once
    rows = json.loads(answer(("N1", "9999", 2016, 1.0)))
    wrong = json.loads(answer(("N2", "9999", 2016, {"gender": "X", "value": 1.0})))
    rows["values"] += wrong["values"]
    with pytest.raises(Invalid):
        import_file(finans, "halv.json", json.dumps(rows).encode())
    assert not FigureBlock.objects.exists()


def test_an_indicator_on_many_pages_becomes_one_block(finans, monkeypatch):
    monkeypatch.setattr("ramverk.apps.keyfigures.importing._MOST_WAITING", 0)
    from ramverk.apps.keyfigures.actions.import_figures import import_figures
    from ramverk.apps.keyfigures.importing import Origin
    from ramverk.formats.kolada.files import read_file

    pages = [*read_file(answer(("N1", "9999", 2016, 1.0))), *read_file(answer(("N1", "9901", 2016, 2.0)))]
    import_figures(finans, pages, Origin("kolada", "http://x/v3", "0" * 64))
    assert FigureBlock.objects.count() == 1
    assert block("N1").of_year(2016, ["9999", "9901"]) == [1.0, 2.0]


def test_only_those_who_work_with_the_figures_read_them_in(som, namndordforanden):
    with pytest.raises(Refused, match="analysgruppen"):
        import_file(som(namndordforanden), "a.json", answer(("N1", "9999", 2016, 1.0)))


def test_the_direction_is_decided_against_the_version_seen(siffror, finans):
    indicator = Indicator.objects.get(code="N15027")
    describe_indicator(finans, indicator, indicator.version, Described(wish="lower", counted_in="kr_per"))
    with pytest.raises(Stale):
        describe_indicator(finans, indicator, 1, Described(wish="higher"))
    assert Indicator.objects.get(code="N15027").wish == "lower"
    assert TrailEntry.objects.filter(verb="keyfigures.describe_indicator", subject_id=str(indicator.pk)).count() == 1
    with pytest.raises(Invalid, match="sig självt"):
        describe_indicator(finans, indicator, indicator.version, Described(heads=indicator))


def test_the_january_set_leaves_what_is_decided(siffror, finans):
    indicator = Indicator.objects.get(code="N00901")
    describe_indicator(finans, indicator, indicator.version, Described(wish="none", order=7, section="Skatt"))
    assert use_january_set(finans) == 0
    assert Indicator.objects.get(code="N00901").order == 7


def test_a_folder_of_answers_comes_in_by_the_command_all_or_nothing(finans, ekonomichefen, tmp_path, monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    (tmp_path / "a.json").write_bytes(answer(("N1", "9999", 2016, 1.0), ("N1", "9901", 2016, 2.0)))
    (tmp_path / "b.json").write_bytes(answer(("N2", "9999", 2016, 3.0)))
    call_command("import_keyfigures", tmp_path, "--as", ekonomichefen.email)
    assert (block("N1").value("9901", 2016), block("N2").value("9999", 2016)) == (2.0, 3.0)
    (tmp_path / "b.json").write_bytes(answer(("N2", "9999", 2016, 4.0)))
    (tmp_path / "c.json").write_bytes(b"{")
    with pytest.raises(CommandError, match="Nothing was saved"):
        call_command("import_keyfigures", tmp_path, "--as", ekonomichefen.email)
    assert block("N2").value("9999", 2016) == 3.0
    for arguments in ((tmp_path / "nowhere", ekonomichefen.email), (tmp_path, "ingen@exempelby.example")):
        with pytest.raises(CommandError):
            call_command("import_keyfigures", arguments[0], "--as", arguments[1])


@pytest.mark.parametrize("processes", [1, 2])
def test_work_in_parallel_comes_back_in_order(processes):
    assert list(in_parallel(abs, range(-9, 0), processes)) == list(range(9, 0, -1))
