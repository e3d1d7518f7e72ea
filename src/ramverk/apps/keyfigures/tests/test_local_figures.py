"""The municipality's own key figures, tables, chosen groups; and the rules of who may."""

from fractions import Fraction

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ramverk.apps.keyfigures import frames_beside
from ramverk.apps.keyfigures import targets as registry
from ramverk.apps.keyfigures.actions.add_indicator import Local, add_indicator
from ramverk.apps.keyfigures.actions.describe_indicator import Described, describe_indicator
from ramverk.apps.keyfigures.actions.import_table import import_table
from ramverk.apps.keyfigures.actions.set_group import set_group
from ramverk.apps.keyfigures.actions.type_values import Typed, type_values
from ramverk.apps.keyfigures.frames_beside import Framed, PriceIndex
from ramverk.apps.keyfigures.models import ComparisonGroup, Fetch, FigureBlock, Indicator, Vintage
from ramverk.apps.keyfigures.policy import (
    FETCHES,
    GROUPS,
    INDICATORS,
    VERBS,
    VINTAGES,
    may,
    may_answer,
    may_present,
    may_sign,
    may_type,
)
from ramverk.apps.keyfigures.queries.lacking import without_outcome, without_target
from ramverk.apps.keyfigures.queries.measures import last_outcome, outcome, outcomes
from ramverk.apps.keyfigures.queries.reference import reference_rows
from ramverk.apps.keyfigures.targets import Target, register_targets, target_signals
from ramverk.apps.keyfigures.wording import VERBS as WORDED
from ramverk.apps.organisation.actor import ANONYMOUS
from ramverk.apps.trail import clock
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale
from ramverk.core.money import Ore

CAST = "ekonomichefen analytikern namndsekreteraren namndordforanden facket administratoren framlingen".split()


@pytest.fixture
def kotid(finans, kommunen):
    """A local indicator of BUN, masked below five people."""
    words = Local(
        "e-kö1", "Kö till förskola, dagar", source="Förskoleregistret", counted_in="number", body=kommunen["BUN"],
        wish="lower", fewest=5,
    )  # fmt: skip
    return add_indicator(finans, words)


def test_a_local_indicator_is_measured_typed_and_its_vintages_stand(kotid, som, namndsekreteraren, finans):
    secretary = som(namndsekreteraren)
    type_values(secretary, kotid, None, [Typed(2016, "41"), Typed(2017, "38,5", people=4), Typed(2018, "")])
    kotid.refresh_from_db()
    found = outcomes(kotid)
    assert (found[2016].text, found[2016].source) == ("41", "Förskoleregistret")
    assert (found[2017].value, found[2017].why) == (None, "för få personer för att visas")
    assert (found[2018].value, found[2018].why) == (None, "värde saknas")
    with pytest.raises(Stale, match="Inget har sparats"):
        type_values(finans, kotid, None, [Typed(2016, "39")])
    type_values(finans, kotid, kotid.current_id, [Typed(2016, "39")])
    assert outcome(Indicator.objects.get(pk=kotid.pk), 2016).value == 39.0
    assert kotid.blocks.count() == 2
    assert TrailEntry.objects.filter(verb="keyfigures.type_values").count() == 2


def test_a_masked_value_is_not_kept(kotid, finans):
    type_values(finans, kotid, None, [Typed(2017, "38,5", people=4)])
    from ramverk.core.keyfigures.packing import unpack

    block = unpack(bytes(FigureBlock.objects.get().payload))
    assert str(block.values[0, 0, 0]) == "nan"


@pytest.mark.parametrize(("year", "text"), [(2017, "många"), (1200, "3"), (2017, "1e9")])
def test_what_is_no_figure_is_refused_with_its_year(kotid, finans, year, text):
    with pytest.raises(Invalid, match=str(year)):
        type_values(finans, kotid, None, [Typed(year, text)])
    assert not Vintage.objects.exists()


def test_national_figures_are_not_typed(siffror, finans, som, facket, kotid):
    national = Indicator.objects.get(code="N15001")
    with pytest.raises(Refused, match="skrivs inte in för hand"):
        type_values(finans, national, national.current_id, [Typed(2017, "1")])
    with pytest.raises(Refused, match="äger nyckeltalet"):
        type_values(som(facket), kotid, None, [Typed(2017, "1")])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (Local("N15001", "Namn", source="Oss"), "nationellt"),
        (Local("x", "Namn", source="Oss"), "två till tolv"),
        (Local("E-KÖ1", "Namn", source="Oss"), "finns redan"),
        (Local("E2", "", source=""), "namn och källa"),
        (Local("E2", "Namn", source="Oss", wish="sidledes"), "riktning"),
    ],
)
def test_a_faulty_local_indicator_is_refused(kotid, finans, words, said):
    with pytest.raises(Invalid, match=said):
        add_indicator(finans, words)
    assert Indicator.objects.count() == 1


def test_a_table_is_taken_in_whole_or_not_at_all(siffror, kotid, finans):
    table = (
        "nyckeltal;område;år;kön;värde;antal\nE-KÖ1;;2017;T;38;12\nE-KÖ1;9901;2017;T;44;3\nN15001;9999;2017;T;6,1;\n"
    )
    result = import_table(finans, "egna.csv", table.encode())
    assert result.indicators == 2
    assert last_outcome(Indicator.objects.get(code="N15001")).value == 6.1
    assert Indicator.objects.get(code="N15001").blocks.count() == 2
    with pytest.raises(Invalid) as refusal:
        import_table(finans, "fel.csv", (table + "E-KÖ1;1234;2017;T;3;\nX1;;2017;T;tre;\nX2;;2016;T;3;\n").encode())
    for words in ("rad 5", "Området ”1234”", "rad 6", "inget tal", "”X2” finns inte", "Inget har sparats"):
        assert words in str(refusal.value)
    assert Vintage.objects.filter(source="table").count() == 1


def test_a_table_of_units_is_listed_and_small_numbers_are_hidden(siffror, finans, inloggad, facket):
    table = (
        "nyckeltal;enhet;år;kön;värde;antal\n"
        "N15428;Norrskolan;2017;T;81,0;40\nN15428;Norrskolan;2017;K;84,0;22\nN15428;Norrskolan;2017;M;77,0;18\n"
        "N15428;Byskolan;2017;T;90,0;9\nN15428;Byskolan;2017;K;100;6\nN15428;Byskolan;2017;M;66,7;3\n"
        "N15428;Lillskolan;2017;T;50,0;4\n"
    )
    assert import_table(finans, "enheter.csv", table.encode()).units == 3
    page = inloggad(facket).get(reverse("keyfigures:indicator", args=["N15428"])).content.decode()
    assert page.index("Byskolan") < page.index("Norrskolan"), "the highest first"
    assert "84,0" in page
    assert "100,0" not in page, "one sex of the small school would tell the other"
    assert "66,7" not in page
    assert page.count("för få personer för att visas") == 3
    again = import_table(finans, "enheter2.csv", "nyckeltal;enhet;år;värde\nN15428;norrskolan;2018;82\n".encode())
    assert again.units == 0, "the same school"
    assert "82,0" in inloggad(facket).get(reverse("keyfigures:indicator", args=["N15428"])).content.decode()


def test_reference_cost_stands_beside_the_frame_of_what_is_tied_to_it(siffror, finans, inloggad, facket, monkeypatch):
    page = inloggad(facket).get(reverse("keyfigures:reference")).content.decode()
    assert "inte kopplad" in page
    school = Indicator.objects.get(code="N15001")
    describe_indicator(
        finans, school, school.version, Described(operations=("440", "999"), deviation=school.deviation, order=16)
    )
    index = PriceIndex({2017: Fraction(2), 2018: Fraction(3), 2019: Fraction(2)}, "Index januari", "SKL")
    framed = Framed(
        {2019: Ore(40_000_000_000), 2020: Ore(0)}, "Preliminära ramar", "/ramar/1/", ("999",), "/antaganden/", index
    )
    monkeypatch.setattr(frames_beside, "_registered", [lambda groups, _actor: [framed for _codes in groups]])
    row = next(row for row in reference_rows(finans, None) if row.indicator == school)
    assert (row.year, row.frame_year, row.frame.amount) == (2016, 2019, Ore(40_000_000_000))
    assert row.costs.net_cost.amount == row.costs.reference.amount + row.costs.deviation.amount
    assert row.indexed.prices_of == 2019
    assert row.indexed.reference.amount == row.costs.reference.amount.share(Fraction("1.071612"))
    assert row.indexed.left.amount == row.frame.amount - row.indexed.net_cost.amount
    page = inloggad(facket).get(reverse("keyfigures:reference")).content.decode()
    for words in (
        "400,0", "kr/inv", "Preliminära ramar", "okänd kod: 999", "omräknad till 2019 års priser", "107,16",
        "Index januari",
    ):  # fmt: skip
        assert words in page


def test_a_cost_stays_in_its_own_prices_where_the_index_has_a_gap(siffror, finans, inloggad, facket, monkeypatch):
    school = Indicator.objects.get(code="N15001")
    words = Described(operations=("440",), deviation=school.deviation, order=16)
    describe_indicator(finans, school, school.version, words)
    index = PriceIndex({2017: Fraction(2), 2019: Fraction(2)}, "Index", "SKL")
    framed = Framed({2019: Ore(40_000_000_000)}, "Preliminära ramar", "/ramar/1/", (), "/antaganden/", index)
    monkeypatch.setattr(frames_beside, "_registered", [lambda groups, _actor: [framed for _codes in groups]])
    row = next(row for row in reference_rows(finans, None) if row.indicator == school)
    assert (row.indexed, row.lacks_index) == (None, True)
    page = inloggad(facket).get(reverse("keyfigures:reference")).content.decode()
    assert "kan inte räknas om till 2019 års priser" in page


def test_signals_tell_what_lacks_an_outcome_or_a_target(siffror, finans, inloggad, facket):
    Indicator.objects.filter(code="N15813").update(order=99, wish="higher")
    assert [one.indicator.code for one in without_outcome(finans)] == ["N15813"]
    assert "N15813" in [one.code for one in without_target(finans)]
    page = inloggad(facket).get(reverse("keyfigures:moved")).content.decode()
    for words in (
        "Sticker ut mot gruppen",
        "inget utfall för den egna kommunen",
        "Har en önskad riktning men inget mål",
    ):
        assert words in page


def test_a_chosen_group_is_changed_by_a_new_one_and_the_old_stands(siffror, finans):
    group = set_group(finans, "Grannarna", ["9901", "9902", "9999"])
    assert group.members == ["9901", "9902"]
    changed = set_group(finans, "Grannarna", ["9901", "9903"], group)
    with pytest.raises(Stale):
        set_group(finans, "Grannarna", ["9901", "9904"], group)
    assert ComparisonGroup.objects.get(pk=group.pk).members == ["9901", "9902"]
    assert changed.replaces == group
    for title, codes in (
        ("", ["9901", "9902"]),
        ("En", ["9901"]),
        ("Fel", ["9901", "4711"]),
        ("Riket", ["0000", "9901"]),
    ):
        with pytest.raises(Invalid):
            set_group(finans, title, codes)
    with pytest.raises(Invalid, match="Koladas grupper"):
        set_group(finans, "Min", ["9901", "9902"], ComparisonGroup.objects.get(code="G990001"))


def test_targets_of_any_indicator_are_looked_after(siffror, kotid, finans, monkeypatch):
    school, dates = Indicator.objects.get(code="N15428"), "keyfigures/mal/1"
    monkeypatch.setattr(registry, "_registered", [])
    given = [
        Target(school, {2016: 99.0, 2017: 99.5}, "Fler behöriga", dates),
        Target(school, {2016: 10.0, 2017: 12.0}, "Aldrig nära", dates),
        Target(kotid, {2018: 30.0}, "Kortare kö", dates),
        Target(kotid, {}, "Utan målvärde", dates),
    ]
    register_targets(lambda _actor: given)
    assert [(signal.target.goal, signal.kind, list(signal.years)) for signal in target_signals(finans)] == [
        ("Fler behöriga", "never_near", [2016, 2017]),
        ("Aldrig nära", "never_near", [2016, 2017]),
        ("Kortare kö", "no_outcome", []),
        ("Utan målvärde", "no_target", []),
    ]


@pytest.fixture
def alla(request, som):
    return {who: som(request.getfixturevalue(who)) for who in CAST} | {"utomstaende": ANONYMOUS}


def test_list_and_object_say_the_same_for_everyone(siffror, alla):
    Fetch.objects.create(addresses=[], started_at=clock.now(), started_by="Eva")
    for visibility, model in (
        (INDICATORS, Indicator),
        (VINTAGES, Vintage),
        (GROUPS, ComparisonGroup),
        (FETCHES, Fetch),
    ):
        for who, actor in alla.items():
            thing = model.objects.first()
            listed = visibility.filter(model.objects.all(), actor).filter(pk=thing.pk).exists()
            assert listed == bool(visibility.check(actor, thing)), (model, who)
            expected = who in {"ekonomichefen", "analytikern"} if model is Fetch else who != "utomstaende"
            assert listed == expected, (model, who)


def test_who_may_what_and_every_refusal_has_a_sentence(alla, kotid, kommunen):
    analysts = {"ekonomichefen", "analytikern"}
    for verb, judge in VERBS.items():
        if judge is may:
            for who, actor in alla.items():
                verdict = may(actor, verb)
                assert bool(verdict) == (who in analysts), (verb, who)
                assert verdict or str(verdict.sentence)
    bun = kommunen["BUN"].pk
    allowed = {
        "sign": ({"analytikern"}, may_sign),
        "type": (analysts | {"namndsekreteraren", "namndordforanden"}, lambda actor: may_type(actor, kotid)),
        "answer": ({"namndsekreteraren", "namndordforanden"}, lambda actor: may_answer(actor, bun)),
        "present": ({"namndsekreteraren", "namndordforanden", "ekonomichefen"}, lambda actor: may_present(actor, bun)),
    }
    for name, (expected, judge) in allowed.items():
        assert {who for who, actor in alla.items() if judge(actor)} == expected, name
    assert set(WORDED) == set(VERBS)


def test_the_pages_settle_describe_and_type(siffror, inloggad, ekonomichefen, facket, kommunen):
    browser = inloggad(ekonomichefen)
    fields = {"code": "E-KÖ2", "title": "Kö", "source": "Registret", "wish": "lower", "counted_in": "number"}
    page = browser.post(reverse("keyfigures:add"), fields, follow=True)
    assert "Skriv in ett värde: Kö" in page.content.decode()
    url = reverse("keyfigures:type", args=["E-KÖ2"])
    assert browser.post(url, {"year": 2017, "gender": "T", "text": "tre"}).status_code == 422
    assert "38" in browser.post(url, {"year": 2017, "gender": "T", "text": "38"}, follow=True).content.decode()
    assert browser.post(url, {"year": 2016, "gender": "T", "text": "3"}).status_code == 422, "an older page"
    describe = reverse("keyfigures:describe", args=["N15027"])
    assert browser.get(describe).status_code == 200
    words = {"version": 1, "wish": "lower", "counted_in": "kr_per", "order": 0,
             "heads": Indicator.objects.get(code="N01951").pk}  # fmt: skip
    assert "mnkr mindre" in browser.post(describe, words, follow=True).content.decode()
    assert browser.post(describe, words).status_code == 422
    groups = reverse("keyfigures:groups")
    assert (
        "Grannarna"
        in browser.post(groups, {"title": "Grannarna", "members": ["9901", "9902"]}, follow=True).content.decode()
    )
    pk = ComparisonGroup.objects.get(title="Grannarna").pk
    assert "Ändra gruppen" in browser.get(f"{groups}?andra={pk}").content.decode()
    table = SimpleUploadedFile("egna.csv", "nyckeltal;år;värde\nE-KÖ2;2018;31\n".encode())
    assert (
        "nya värden för 1" in browser.post(reverse("keyfigures:sources"), {"file": table}, follow=True).content.decode()
    )
    union = inloggad(facket)
    assert union.get(describe).status_code == 403
    assert union.get(url).status_code == 403
    assert union.get(reverse("keyfigures:add")).status_code == 403
    assert "Grannarna" in union.get(groups).content.decode()
    assert union.post(groups, {"title": "x", "members": ["9901", "9902"]}).status_code == 403
