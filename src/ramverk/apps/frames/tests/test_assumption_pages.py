"""The page where assumptions are laid in: typed, pasted, from a file; what differs from the set they replace."""

import io
import re
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ramverk.apps.frames.actions.add_assumptions import add_assumptions
from ramverk.apps.frames.actions.freeze_edition import freeze_edition
from ramverk.apps.frames.models import AssumptionSet
from ramverk.apps.frames.people import from_youngest
from ramverk.apps.frames.tests.test_frames_pages import bladdrar, text_of  # noqa: F401 - a fixture
from ramverk.apps.keyfigures.actions.import_figures import import_file
from ramverk.apps.keyfigures.models import ScbTable
from ramverk.demo.keyfigures import population_file

HEAD = {"name": "Prognos", "dated": "2018-01-10", "source": "SCB"}
PEOPLE = "Ålder\t2017\t2018\t2019\t2020\t2021\n1–5 år\t2 050\t2100\t2152\t2150\t2178\n80-\t1\t2\t3\t4\t5\n"


def cells_of(page):
    """The fields of the table with their values, as a browser would send them."""
    fields = re.findall(r'<input[^>]*name="([^"]+)"[^>]*?(?:value="([^"]*)")?[^>]*>', page)
    found = {}
    for name, _value in fields:
        tag = re.search(rf'<input[^>]*name="{re.escape(name)}"[^>]*>', page)[0]
        value = re.search(r'value="([^"]*)"', tag)
        found[name] = value[1] if value else ""
    for name, options in re.findall(r'<select name="([^"]+)"(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return {name: value for name, value in found.items() if ":" in name or name in {"rows", "file"}}


def test_a_forecast_is_pasted_looked_over_and_laid_in(bladdrar, ingaende):  # noqa: F811
    url = reverse("frames:add_assumptions", args=["population"])
    assert 'value="7–15"' in text_of(bladdrar.get(url))
    answer = bladdrar.post(url, {"fill": "1", "pasted": PEOPLE, "name": "Prognos"})
    page = text_of(answer)
    assert "Tabellen är ifylld" in page
    assert not AssumptionSet.objects.exists()
    assert bladdrar.post(url, HEAD | cells_of(page)).status_code == 302
    assert AssumptionSet.objects.get().values["1–5"] == {
        "2017": 2050, "2018": 2100, "2019": 2152, "2020": 2150, "2021": 2178,
    }  # fmt: skip


def test_a_price_list_comes_from_a_file_which_is_kept(bladdrar, ingaende, kommunen):  # noqa: F811
    book = openpyxl.Workbook()
    for row in (["Nämnd", "Verksamhet", "Ålder", "Pris", 2018, 2019], ["BUN", 440, "7-15", 96.5, 98, 98.5]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    url = reverse("frames:add_assumptions", args=["price_list"])
    page = text_of(bladdrar.post(url, {"fill": "1", "table": SimpleUploadedFile("priser.xlsx", out.getvalue())}))
    assert bladdrar.post(url, HEAD | cells_of(page)).status_code == 302
    kept = AssumptionSet.objects.get()
    assert kept.file is not None
    assert kept.values["rows"] == [
        {
            "body": kommunen["BUN"].pk,
            "operation": kept.values["rows"][0]["operation"],
            "age": "7–15",
            "price": 9_650_000,
            "shares": {"2018": "98", "2019": "197/2"},
        }
    ]


def test_a_table_that_cannot_be_read_says_so_and_rows_that_are_not_known_are_named(bladdrar, ingaende):  # noqa: F811
    url = reverse("frames:add_assumptions", args=["internal_interest"])
    answer = bladdrar.post(url, {"fill": "1", "pasted": "bara\tord\n1\t2\n"})
    assert answer.status_code == 422
    assert "Ingen rubrikrad hittas" in text_of(answer)
    page = text_of(
        bladdrar.post(url, {"fill": "1", "pasted": "\t2018\t2019\nInternränta\t1,75\t1,5\nOkänd\t\t5\nKN\t\t7\n"})
    )
    assert "rad 3 (Okänd)" in page
    assert 'value="1,75"' in page
    assert 'value="7"' in page


def test_what_was_typed_is_kept_when_a_set_is_refused(bladdrar, ingaende):  # noqa: F811
    url = reverse("frames:add_assumptions", args=["on_cost"])
    answer = bladdrar.post(url, HEAD | {"rate:2019": "39,15"})
    assert answer.status_code == 422
    assert "procentsatsen 2018" in text_of(answer)
    assert 'value="39,15"' in text_of(answer)


@pytest.mark.parametrize(("second", "says"), [("39,2", "39 %"), ("39,001", "mindre än vad som visas")])
def test_a_set_shows_what_differs_from_the_one_it_replaces(bladdrar, utkastet, antag, second, says):  # noqa: F811
    antag("on_cost", {"rate": {"2018": "38,33", "2019": "39"}}, "PO i januari")
    first = AssumptionSet.objects.get()
    url = reverse("frames:add_assumptions", args=["on_cost"])
    assert f'<option value="{first.pk}" selected' in text_of(bladdrar.get(url))
    bladdrar.post(url, HEAD | {"replaces": first.pk, "rate:2018": "38,33", "rate:2019": second})
    page = text_of(bladdrar.get(reverse("frames:assumptions", args=[utkastet.pk])))
    assert "Skiljer sig från PO i januari" in page
    assert says in page


def test_the_population_is_filled_in_from_a_table_of_statistics_sweden(bladdrar, ingaende, finans):  # noqa: F811
    url = reverse("frames:add_assumptions", args=["population"])
    assert "befolkningen från SCB" not in text_of(bladdrar.get(url)), "no table has been read in"
    import_file(finans, "TAB0001.json", population_file())
    assert "befolkningen från SCB" in text_of(bladdrar.get(url))
    key = ScbTable.objects.get().pk
    assert bladdrar.post(url, {"fill_scb": "1", "tabell": 0}).status_code == 404
    page = text_of(bladdrar.post(url, {"fill_scb": "1", "tabell": key, "indelning": "vara"}))
    assert "Tabellen är ifylld" in page
    assert "SCB, TAB0001, 2018-01-08" in page
    assert not AssumptionSet.objects.exists()
    assert bladdrar.post(url, HEAD | cells_of(page)).status_code == 302
    kept = AssumptionSet.objects.get().values
    assert kept["80–"] == {"2017": 1905, "2018": 1980, "2019": 2055, "2020": 2130, "2021": 2205}
    assert from_youngest(kept) == ["1–5", "6", "7–15", "16–18", "19–64", "65–79", "80–"]
    assert 'value="16–18"' in text_of(bladdrar.post(url, {"fill_scb": "1", "tabell": key})), "the table's own classes"


ENDS = dict(zip(("2017", "2018", "2019", "2020", "2021"), ("1 900", "2", "3", "4", "5"), strict=True))
NEWER = {
    "forecast": {
        "municipal_tax": {"2019": "1 310 000,5"}, "tax_rate": {"2019": "21,64"}, "factor_year": {"2020": "1,0345"},
    },
    "price_index": {"premises": {"2019": "1,925"}, "together": {"2017": "2,6", "2019": "-0,5"}},
    "pay": {"2019": {"pct": "2,25", "month": "4"}, "2021": {"pct": "2", "month": "10"}},
    "on_cost": {"rate": {"2018": "38,33", "2019": "39,15"}},
    "population": {"80–": ENDS},
    "price_list": {"rows": [{"board": "BUN", "operation": "440", "age": "7–15", "price": "96,5", "2018": "98,25"}]},
}  # fmt: skip


@pytest.mark.parametrize("kind", NEWER)
def test_a_new_set_begins_with_what_the_newest_says_and_is_the_same_until_something_is_changed(
    bladdrar,  # noqa: F811
    ingaende,
    antag,
    kind,
):
    before = antag(kind, NEWER[kind], "Det förra")
    url = reverse("frames:add_assumptions", args=[kind])
    page = text_of(bladdrar.get(url))
    assert "Tabellen börjar med värdena i Det förra" in page
    assert bladdrar.post(url, HEAD | {"replaces": before.pk} | cells_of(page)).status_code == 302
    made = AssumptionSet.objects.get(name="Prognos")
    assert made.values == before.values
    assert made.replaces == before
    empty = text_of(bladdrar.get(url + "?fran=tom"))
    assert "Tabellen börjar med" not in empty
    assert not any(value for name, value in cells_of(empty).items() if name[-4:].isdecimal())
    assert "Tabellen börjar med värdena i Det förra" in text_of(bladdrar.get(f"{url}?fran={before.pk}"))


def test_interest_on_the_boards_books_begins_with_the_newest_too(bladdrar, ingaende, antag, kommunen):  # noqa: F811
    books = {str(kommunen["BUN"].pk): {"2019": "52 000", "2020": "50 000", "2021": "48 000,5"}}
    before = antag("internal_interest", {"rate": {"2018": "1,75", "2019": "1,5"}} | books)
    url = reverse("frames:add_assumptions", args=["internal_interest"])
    bladdrar.post(url, HEAD | cells_of(text_of(bladdrar.get(url))))
    assert AssumptionSet.objects.get(name="Prognos").values == before.values


def test_a_pasted_table_replaces_the_newest_without_taking_anything_of_it(bladdrar, ingaende, antag):  # noqa: F811
    before = antag("population", {"1–5": dict.fromkeys(("2017", "2018", "2019", "2020", "2021"), "9")})
    url = reverse("frames:add_assumptions", args=["population"])
    page = text_of(bladdrar.post(url, {"fill": "1", "pasted": PEOPLE}))
    assert f'<option value="{before.pk}" selected' in page
    assert 'value="9"' not in page


def test_only_what_both_state_is_counted_as_different_and_what_one_states_is_named(
    bladdrar,  # noqa: F811
    utkastet,
    antag,
    finans,
    omgangen,
):
    years = ("2019", "2020", "2021")
    first = antag("forecast", {"municipal_tax": dict.fromkeys(years, "1"), "tax_rate": {"2019": "21,64"}}, "December")
    add_assumptions(
        finans, omgangen, "forecast", "April", date(2018, 4, 27), "SKL",
        {"municipal_tax": {"2019": "2", "2020": "1"}, "property_charge": {"2019": "5"}}, replaces=first,
    )  # fmt: skip
    page = text_of(bladdrar.get(reverse("frames:assumptions", args=[utkastet.pk])))
    assert re.search(r'Skiljer sig från December <span class="count">1</span>', page)
    assert "April anger inte längre: Skattesats, kr per 100 kr 2019; Kommunalskatt 2021." in page
    assert "Nytt i April:" in page


def test_the_very_same_set_is_laid_in_once(bladdrar, ingaende):  # noqa: F811
    url, data = reverse("frames:add_assumptions", args=["on_cost"]), HEAD | {"rate:2018": "38,33", "rate:2019": "39,15"}
    assert bladdrar.post(url, data).status_code == 302
    again = bladdrar.post(url, data)
    assert again.status_code == 422
    assert "är redan inlagt" in text_of(again)
    assert bladdrar.post(url, data | {"rate:2019": "39,2"}).status_code == 302


def test_the_deed_stands_outside_the_fold_and_a_new_set_is_pointed_at_in_the_open_draft(
    bladdrar,  # noqa: F811
    utkastet,
    finans,
):
    url = reverse("frames:add_assumptions", args=["on_cost"])
    answer = bladdrar.post(url, HEAD | {"rate:2018": "38,33", "rate:2019": "39,15"})
    made = AssumptionSet.objects.get()
    assert answer.url == reverse("frames:assumptions", args=[utkastet.pk]) + f"#antagande-{made.pk}"
    page = text_of(bladdrar.get(answer.url))
    assert "Räkna om ”Utkast till ramdirektiv” med det" in page
    row = page[page.index(f'id="antagande-{made.pk}"') :]
    assert row.index("</details>") < row.index("Räkna om utgåvan med det här")
    assert answer.url in text_of(bladdrar.get(reverse("frames:assumption", args=[made.pk])))
    freeze_edition(finans, utkastet)
    answer = bladdrar.post(url, HEAD | {"rate:2018": "38,33", "rate:2019": "39,2"}, follow=True)
    assert "Det finns inget öppet utkast" in text_of(answer)
    assert f'href="{reverse("frames:start")}"' in text_of(answer)


def test_a_forecast_pasted_in_millions_is_brought_to_thousands_and_what_is_left_out_is_said(bladdrar, ingaende):  # noqa: F811
    url = reverse("frames:add_assumptions", args=["forecast"])
    pasted = "Prognos februari 2018, mnkr\n\t2018\t2019\nmunicipal_tax\t1\t1 579,5\ntax_rate\t\t21,64\n"
    page = text_of(bladdrar.post(url, {"fill": "1", "pasted": pasted}))
    assert cells_of(page)["municipal_tax:2019"] == "1 579 500"
    assert cells_of(page)["tax_rate:2019"] == "21,64", "a rate is no amount"
    assert "Beloppen stod i mnkr och är omräknade till tkr." in page
    assert "Kolumnerna för 2018 hör inte hit" in page
    page = text_of(bladdrar.post(url, {"fill": "1", "pasted": "\t2019\t2020\nmunicipal_tax\t1 579\t1\nOkänd\t1\t2\n"}))
    assert "säger inte vilken enhet" in page
    assert "1 rad känns inte igen" in page
    answer = bladdrar.post(url, {"fill": "1", "pasted": "mkr\t2019\t2020\nmunicipal_tax\tmycket\t1\n"})
    assert "rad 2: ”mycket” är inte ett belopp" in text_of(answer)


def test_an_edition_that_lacks_what_the_law_asks_for_is_not_said_to_be_free_of_hindrance(bladdrar, ingaende):  # noqa: F811
    page = text_of(bladdrar.get(reverse("frames:edition", args=[ingaende.pk])))
    assert "lagkrav återstår" in page
    assert "inget i lagen hindrar" not in page
