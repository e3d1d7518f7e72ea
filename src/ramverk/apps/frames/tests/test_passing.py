"""What the opening budget holds for one year only: its reversal stands in every edition on it, explained."""

import pytest
from django.urls import reverse

from ramverk.apps.cycle.models import Round
from ramverk.apps.frames.actions.save_changes import RowsRefused
from ramverk.apps.frames.actions.save_passing import ItemEdit, from_last_year, save_passing
from ramverk.apps.frames.actions.start_edition import start_edition
from ramverk.apps.frames.models import Change, Edition, PassingItem
from ramverk.apps.frames.tests.test_frames_pages import bladdrar, text_of  # noqa: F401 - a fixture
from ramverk.apps.frames.tests.test_ledger import TKR, beslutet, frame  # noqa: F401 - a fixture
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale


def item(kommunen, kind="one_off", opening=1_200, years=(), **more):
    by_year = {str(2019 + at): amount * TKR for at, amount in enumerate(years)}
    return ItemEdit(kind, kommunen["BUN"], None, more.pop("text", "Insats"), "KF § 118", opening * TKR, by_year, **more)


def test_a_one_off_leaves_every_edition_that_begins_on_the_opening_budget(finans, omgangen, ingaende, kommunen):
    save_passing(finans, ingaende, [item(kommunen)])
    draft = start_edition(finans, omgangen, "directive_draft", "Utkast", ingaende)
    made = Change.objects.get(edition=draft)
    assert (made.cause, made.amounts["2021"]) == ("one_off_reversal", 1_200 * TKR)
    assert made.source["words"].replace("\u2009", " ") == "KF § 118; 1 200 tkr i den ingående budgeten"
    assert frame(draft, "BUN") == -938_800
    branch = start_edition(finans, omgangen, "revision", "Gren", draft)
    assert not Change.objects.filter(edition=branch).exists()
    assert TrailEntry.objects.filter(verb="frames.save_passing").get().after == {"rows": "Insats"}


def test_what_comes_back_and_what_gets_its_whole_year(finans, utkastet, ingaende, kommunen):
    election = item(kommunen, "cycle", 1_900, (900,), text="Val")
    school = item(kommunen, "full_year", 5_100, (11_500,), text="Skola")
    save_passing(finans, ingaende, [election, school])
    rows = {row.text: row for row in Change.objects.filter(edition=utkastet)}
    assert rows["Val"].amounts == {"2019": 1_000 * TKR, "2020": 1_900 * TKR, "2021": 1_900 * TKR}
    assert rows["Skola"].amounts == dict.fromkeys(("2019", "2020", "2021"), -6_400 * TKR)
    assert rows["Skola"].cause == "full_year_effect"


def test_a_changed_or_removed_item_is_worked_out_anew_in_what_is_open(finans, omgangen, utkastet, ingaende, kommunen):
    save_passing(finans, ingaende, [item(kommunen)])
    stored = PassingItem.objects.get()
    branch = start_edition(finans, omgangen, "revision", "Gren", utkastet)
    save_passing(finans, ingaende, [item(kommunen, opening=700, pk=stored.pk, version=stored.version)])
    assert frame(utkastet, "BUN") == frame(branch, "BUN") == -939_300
    assert not Change.objects.filter(edition=branch).exists()
    with pytest.raises(Stale):
        save_passing(finans, ingaende, [item(kommunen, opening=5, pk=stored.pk, version=stored.version)])
    now = PassingItem.objects.get()
    save_passing(finans, ingaende, [ItemEdit(pk=now.pk, version=now.version, remove=True)])
    assert frame(utkastet, "BUN") == -940_000


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"text": " "}, "Skriv vad det är"),
        ({"body": None}, "vilken nämnd"),
        ({"kind": "x"}, "engångspost"),
        ({"in_opening": None}, "ligger i den ingående"),
        ({"in_opening": 0}, "Skriv ett belopp"),
        ({"pk": 99}, "finns inte längre"),
    ],
)
def test_an_item_that_says_too_little_is_refused_and_nothing_is_saved(finans, ingaende, kommunen, changes, says):
    fields = {"kind": "one_off", "body": kommunen["SN"], "text": "Insats", "in_opening": 100, "place": "rad 1"}
    with pytest.raises(RowsRefused, match=says):
        save_passing(finans, ingaende, [item(kommunen, place="rad 0"), ItemEdit(**(fields | changes))])
    assert not PassingItem.objects.exists()


def test_items_are_written_in_the_opening_budget_by_finance(finans, utkastet, kommunen, som, ks_ordforanden, ingaende):
    with pytest.raises(Invalid, match="skrivs i den ingående"):
        save_passing(finans, utkastet, [item(kommunen)])
    with pytest.raises(Refused, match="Bara ekonomiavdelningen"):
        save_passing(som(ks_ordforanden), ingaende, [item(kommunen)])


@pytest.fixture
def forra_aret(ingaende, kommunen, beslutet):  # noqa: F811
    """Last year's decided budget, with plan years."""
    before = Round.objects.create(
        name="Mål & Budget 2018–2020", process_year=2017, budget_year=2018, plan_years=[2019, 2020], state="confirmed"
    )
    edition = Edition.objects.create(
        round=before, kind="council_decision", name="Budget 2018", years=[2018, 2019, 2020], state="decided",
        decision=beslutet, created_at=ingaende.created_at, created_by="KF",
    )  # fmt: skip
    rows = (
        ("one_off", "Insats", {"2018": -1_200}, True, ""),
        ("political", "Skola", {"2018": -500, "2019": -1_200, "2020": -1_200}, False, ""),
        ("political", "Bibliotek", {"2018": -300, "2019": -300, "2020": -300}, False, ""),
        ("price", "Prisuppräkning", {"2018": -10, "2019": -20, "2020": -30}, False, "price_index:1"),
    )
    for cause, text, amounts, is_one_off, rule in rows:
        Change.objects.create(
            edition=edition, body=kommunen["BUN"], cause=cause, text=text, is_one_off=is_one_off, rule=rule,
            amounts={year: amount * TKR for year, amount in amounts.items()}, source={"words": "KF § 118"},
        )  # fmt: skip
    return edition


def test_last_years_decision_says_what_does_not_last(finans, ingaende, forra_aret, bladdrar):  # noqa: F811
    found = {one.text: one for one in from_last_year(ingaende)}
    assert set(found) == {"Insats", "Skola"}
    assert (found["Insats"].kind, found["Insats"].in_opening) == ("one_off", 1_200 * TKR)
    assert found["Skola"].kind == "full_year"
    assert found["Skola"].by_year == dict.fromkeys(("2019", "2020", "2021"), 1_200 * TKR)
    url = reverse("frames:passing", args=[ingaende.pk])
    assert "Hämta ur förra årets beslut" in text_of(bladdrar.get(url))
    assert bladdrar.post(url, {"fetch": "1"}).status_code == 302
    assert PassingItem.objects.count() == 2
    assert not list(from_last_year(ingaende))


def test_the_page_keeps_what_was_typed_and_points_at_the_row(bladdrar, utkastet, kommunen):  # noqa: F811
    url = reverse("frames:passing", args=[utkastet.pk])
    cells = {"post-TOTAL_FORMS": "1", "post-INITIAL_FORMS": "0", "post-0-text": "Insats", "post-0-in_opening": "1 200"}
    answer = bladdrar.post(url, cells)
    assert answer.status_code == 422
    assert "Välj vilken nämnd" in text_of(answer)
    assert 'value="1 200"' in text_of(answer)
    cells |= {"post-0-body": kommunen["BUN"].pk, "post-0-kind": "one_off"}
    assert bladdrar.post(url, cells).status_code == 302
    assert PassingItem.objects.get().in_opening == 1_200 * TKR
    assert "938 800" in text_of(bladdrar.get(reverse("frames:edition", args=[utkastet.pk])))
