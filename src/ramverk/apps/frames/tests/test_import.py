"""A file on its way in: looked over first, then all of it or nothing; what was said is remembered."""

import contextlib
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from ramverk.apps.frames import reading_files
from ramverk.apps.frames.actions import import_budget as importing
from ramverk.apps.frames.actions.import_budget import accept_import, import_budget
from ramverk.apps.frames.actions.map_budget import map_budget
from ramverk.apps.frames.actions.save_passing import ItemEdit, save_passing
from ramverk.apps.frames.actions.start_edition import start_edition
from ramverk.apps.frames.actions.upload_budget import upload_budget
from ramverk.apps.frames.models import BudgetDetail, BudgetImport, Change, ClassSum, Edition, ImportMapping, ImportState
from ramverk.apps.frames.policy import IMPORTS
from ramverk.apps.frames.queries.imports import look_at
from ramverk.apps.frames.reading_files import has_died, read_into
from ramverk.apps.trail.actions.freeze import NamedFile, store
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale
from ramverk.core.money import THIN_SPACE, Unit
from ramverk.formats.budget_sheets import FINANCE, Layout, layout_from_json
from ramverk.formats.parquet import read_details

STRANGE = """Kst;Vht;Vht namn;Kto;Utfall
1001;440;Grundskola;5011;-600 000
1001;440;Grundskola;3010;20 000
2001;510;Äldreomsorg;5011;-300 000
;900;Skatter;8011;1 000 000
"""


def named(text, name="budget.csv"):
    data = text if isinstance(text, bytes) else text.encode()
    return NamedFile(store(data), name, "text/csv")


def columns(**places):
    return Layout("", 0, places, Unit.TKR)


CHOSEN = columns(cost_centre=0, code=1, name=2, account=3, amount=4)


@pytest.fixture
def koder(kommunen):
    return {
        "board": {"1001": str(kommunen["BUN"].pk), "2001": str(kommunen["SN"].pk), "": FINANCE},
        "price_class": {"5011": "pay", "3010": "fees"},
        "line": {"8011": "municipal_tax"},
    }


@pytest.fixture
def filen(finans, omgangen):
    return upload_budget(finans, omgangen, named(STRANGE))


def test_a_file_that_nobody_knows_waits_for_its_columns(filen):
    assert filen.state == ImportState.WAITING
    assert filen.survey["headings"] == ["Kst", "Vht", "Vht namn", "Kto", "Utfall"]
    assert not Edition.objects.exists()


def test_columns_and_codes_are_said_once_and_remembered(finans, omgangen, filen, koder):
    map_budget(finans, filen, 1, layout=CHOSEN)
    assert filen.state == ImportState.READ
    looked = look_at(filen)
    assert [(word.kind, word.word, word.target) for word in looked.open_words if word.kind == "price_class"] == [
        ("price_class", "5011", "pay"), ("price_class", "3010", "fees"), ("price_class", "8011", ""),
    ]  # fmt: skip
    assert not looked.is_ready
    map_budget(finans, filen, filen.version, coding=koder)
    assert look_at(filen).is_ready
    edition = accept_import(finans, filen, filen.version)
    assert {(row.body.short_name if row.body else row.line): row.amounts["2019"] for row in edition.changes.all()} == {
        "BUN": -58_000_000_000, "SN": -30_000_000_000, "municipal_tax": 100_000_000_000,
    }  # fmt: skip
    assert filen.state == ImportState.ACCEPTED
    assert filen.lines is None
    again = upload_budget(finans, omgangen, named(STRANGE.replace("600", "700"), "nästa.csv"))
    assert again.layout["columns"] == {"cost_centre": 0, "code": 1, "name": 2, "account": 3, "amount": 4}
    assert again.state == ImportState.WAITING  # its heading still does not say the unit
    assert ImportMapping.objects.get(kind="heading", word="kst").target == "cost_centre"
    assert ImportMapping.objects.get(kind="board", word="1001").target == koder["board"]["1001"]


def test_a_file_like_last_years_is_read_without_asking(finans, omgangen, koder):
    first = upload_budget(finans, omgangen, named(STRANGE.replace("Utfall", "Utfall (tkr)")))
    map_budget(finans, first, 1, layout=CHOSEN)
    map_budget(finans, first, first.version, coding=koder)
    text = STRANGE.replace("Utfall", "Utfall (tkr)").replace("600", "650")
    second = upload_budget(finans, omgangen, named(text))
    assert second.state == ImportState.READ
    looked = look_at(second)
    assert looked.is_ready
    assert {one.net for one in looked.boards} == {-63_000_000_000, -30_000_000_000}


def test_the_same_file_again_changes_nothing(finans, omgangen, ingaende):
    entries, changes = TrailEntry.objects.count(), Change.objects.count()
    detail = BudgetDetail.objects.get(edition=ingaende)
    assert import_budget(finans, omgangen, detail.source, "budget 2018.csv") == ingaende
    assert (TrailEntry.objects.count(), Change.objects.count()) == (entries, changes)
    one = upload_budget(finans, omgangen, named(STRANGE))
    assert upload_budget(finans, omgangen, named(STRANGE)).pk == one.pk


def test_another_file_when_there_is_a_budget_is_refused(finans, omgangen, ingaende, filen, koder):
    map_budget(finans, filen, 1, layout=CHOSEN)
    map_budget(finans, filen, filen.version, coding=koder)
    with pytest.raises(Invalid, match="redan en ingående budget"):
        accept_import(finans, filen, filen.version)
    filen.refresh_from_db()
    assert filen.state == ImportState.READ


def test_a_crash_in_the_middle_leaves_nothing_half_written(finans, filen, koder, monkeypatch):
    map_budget(finans, filen, 1, layout=CHOSEN)
    map_budget(finans, filen, filen.version, coding=koder)

    def broken(*_args, **_kwargs):
        raise OSError("the disk is full")

    monkeypatch.setattr(importing, "record", broken)
    before = TrailEntry.objects.count()
    with pytest.raises(OSError, match="disk"):
        accept_import(finans, filen, filen.version)
    filen.refresh_from_db()
    assert (filen.state, bool(filen.lines)) == (ImportState.READ, True)
    assert not any(model.objects.exists() for model in (Edition, Change, ClassSum, BudgetDetail))
    assert TrailEntry.objects.count() == before


def test_two_who_say_what_codes_stand_for_are_told(finans, filen, koder):
    map_budget(finans, filen, 1, layout=CHOSEN)
    seen = filen.version
    map_budget(finans, filen, seen, coding=koder)
    with pytest.raises(Stale):
        map_budget(finans, BudgetImport.objects.get(pk=filen.pk), seen, coding={"board": {"1001": "x"}})


def test_only_finance_takes_files_in(som, namndsekreteraren, finans, filen, omgangen):
    other = som(namndsekreteraren)
    for refused in (
        lambda: upload_budget(other, omgangen, named(STRANGE)),
        lambda: map_budget(other, filen, 1, layout=CHOSEN),
        lambda: accept_import(other, filen, 1),
    ):
        with pytest.raises(Refused, match="Bara ekonomiavdelningen"):
            refused()
    assert not IMPORTS.check(other, filen)
    assert IMPORTS.check(finans, filen)


def test_a_workbook_of_our_own_is_not_taken_for_a_budget(finans, omgangen, utkastet):
    from ramverk.apps.frames.round_trip import changes_book

    name, data = changes_book(utkastet, [])
    with pytest.raises(Invalid, match="egna arbetsböcker"):
        upload_budget(finans, omgangen, NamedFile(store(data), name, ""))


def test_a_sie_budget_is_taken_in_by_its_operations(finans, omgangen, kommunen):
    text = """#FLAGGA 0
#FORMAT PC8
#SIETYP 3
#RAR 0 20180101 20181231
#DIM 20 "Verksamhet"
#OBJEKT 20 440 "Grundskola"
#KONTO 5011 "Löner"
#PBUDGET 0 201801 5011 {} 1000.00
#PBUDGET 0 201801 5011 {20 440} 1000.00
"""
    one = upload_budget(finans, omgangen, named(text.encode("cp437"), "budget.se"))
    coding = {"board": {"440": str(kommunen["BUN"].pk)}, "price_class": {"5011": "pay"}}
    map_budget(finans, one, one.version, coding=coding)
    edition = accept_import(finans, one, one.version)
    assert edition.changes.get().amounts["2019"] == -100_000
    assert str(edition.changes.get().operation) == "440 Grundskola"


@pytest.mark.django_db(transaction=True)
def test_a_large_file_is_read_beside_the_request_and_tells_how_far_it_is(finans, omgangen, monkeypatch):
    monkeypatch.setattr(reading_files, "SMALL", 10)
    monkeypatch.setattr(reading_files, "_EVERY_SECONDS", 0)
    monkeypatch.setattr("ramverk.apps.frames.actions.upload_budget.SMALL", 10)
    told = []
    monkeypatch.setattr(reading_files.threading, "Thread", Now)
    teller = reading_files._teller

    def listening(pk, version):
        tell = teller(pk, version)

        def both(done, total):
            tell(done, total)
            told.append(BudgetImport.objects.get(pk=pk).done)

        return both

    monkeypatch.setattr(reading_files, "_teller", listening)
    rows = "\n".join(f"BUN;{number};x;lön;-1" for number in range(12_000))
    one = upload_budget(finans, omgangen, named(f"nämnd;verksamhet;benämning;kostnadsslag;belopp (tkr)\n{rows}\n"))
    assert told == [5_000, 10_000]
    assert (one.state, one.done) == (ImportState.READ, 12_000)


class Now:
    """A thread that does its work as it is started, so that a test need not wait for it."""

    def __init__(self, target, args, **_more):
        self.start = lambda: target(*args)


def test_a_reading_that_fails_says_so_and_may_be_done_again(finans, omgangen, filen, monkeypatch):
    monkeypatch.setattr(reading_files, "read", lambda *_args: 1 / 0)
    map_budget(finans, filen, 1, layout=CHOSEN)
    assert filen.state == ImportState.BROKEN
    assert "fel hos oss" in look_at(filen).faults[""][0]
    monkeypatch.undo()
    map_budget(finans, filen, filen.version, layout=CHOSEN)
    assert filen.state == ImportState.READ


def test_a_reading_does_not_overwrite_what_was_chosen_meanwhile(finans, filen):
    BudgetImport.objects.filter(pk=filen.pk).update(state=ImportState.READING, version=7)
    read_into(filen.pk, 1)
    filen.refresh_from_db()
    assert filen.state == ImportState.READING
    BudgetImport.objects.filter(pk=filen.pk).update(beat_at=filen.created_at - 2 * reading_files.SILENT)
    filen.refresh_from_db()
    assert has_died(filen)


@pytest.fixture
def bladdrar(client, ekonomichefen):
    client.force_login(ekonomichefen)
    return client


def text_of(answer):
    return answer.content.decode().replace(THIN_SPACE, " ")


def test_the_pages_ask_for_columns_then_codes_and_show_the_sums(bladdrar, omgangen, koder):
    file = SimpleUploadedFile("b.csv", STRANGE.encode())
    answer = bladdrar.post(reverse("frames:import"), {"file": file}, follow=True)
    assert "Vilken kolumn är vilken?" in text_of(answer)
    one = BudgetImport.objects.get()
    form = {"version": one.version, "heading_row": 1, "unit": "tkr", "sign": "income"}
    form |= {f"column_{at}": role for at, role in enumerate(["cost_centre", "code", "name", "account", "amount"])}
    twice = bladdrar.post(reverse("frames:import_columns", args=[one.pk]), form | {"column_0": "amount"})
    assert twice.status_code == 422
    assert "Två kolumner är valda" in text_of(twice)
    answer = bladdrar.post(reverse("frames:import_columns", args=[one.pk]), form, follow=True)
    assert "Vad står koderna för?" in text_of(answer)
    one.refresh_from_db()
    words = answer.context["codes"].words
    chosen = {f"word_{at}": koder[word.kind].get(word.word, "") for at, word in enumerate(words)}
    answer = bladdrar.post(
        reverse("frames:import_codes", args=[one.pk]), chosen | {"version": one.version}, follow=True
    )
    one.refresh_from_db()
    if look_at(one).open_words:  # finance lines are asked for once their board is known
        words = answer.context["codes"].words
        chosen = {f"word_{at}": koder[word.kind].get(word.word, word.target) for at, word in enumerate(words)}
        answer = bladdrar.post(
            reverse("frames:import_codes", args=[one.pk]), chosen | {"version": one.version}, follow=True
        )
        one.refresh_from_db()
    page = text_of(answer)
    assert "Allt går att läsa in" in page
    assert "−580 000" in page
    assert bladdrar.post(reverse("frames:import_accept", args=[one.pk]), {"version": 1}).status_code == 302
    assert not Edition.objects.exists()
    bladdrar.post(reverse("frames:import_accept", args=[one.pk]), {"version": one.version})
    assert Edition.objects.get().kind == "base"
    assert "Filen är inläst" in text_of(bladdrar.get(reverse("frames:import_page", args=[one.pk])))
    assert "b.csv" in text_of(bladdrar.get(reverse("frames:import")))


def test_a_reading_under_way_shows_its_progress_without_scripts_too(bladdrar, filen):
    BudgetImport.objects.filter(pk=filen.pk).update(state="reading", done=120_000, total=500_000)
    page = text_of(bladdrar.get(reverse("frames:import_page", args=[filen.pk])))
    assert 'value="120000" max="500000"' in page
    assert "Rad 120 000 av ungefär 500 000" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    BudgetImport.objects.filter(pk=filen.pk).update(state="broken", faults=[["", "Trasig.", "Broken."]])
    page = text_of(bladdrar.get(reverse("frames:import_page", args=[filen.pk])))
    assert "Trasig." in page
    assert bladdrar.post(reverse("frames:import_again", args=[filen.pk])).status_code == 302


def test_faults_are_listed_by_cell(bladdrar, omgangen):
    book = openpyxl.Workbook()
    for row in (["nämnd", "verksamhet", "kostnadsslag", "belopp (tkr)"], ["BUN", "440", "lön", "1 2O0"]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    file = SimpleUploadedFile("b.xlsx", out.getvalue())
    answer = bladdrar.post(reverse("frames:import"), {"file": file}, follow=True)
    assert "Sheet, cell D2" in text_of(answer)
    assert "Läs in budgeten" not in text_of(answer)


def test_a_file_that_is_too_large_or_of_no_kind_is_refused(bladdrar, omgangen, settings):
    settings.BUDGET_UPLOAD_LIMIT_BYTES = 10
    answer = bladdrar.post(reverse("frames:import"), {"file": SimpleUploadedFile("b.csv", STRANGE.encode())})
    assert answer.status_code == 422
    assert "gränsen är" in text_of(answer)
    with contextlib.suppress(BudgetImport.DoesNotExist):
        BudgetImport.objects.get()
        pytest.fail("nothing is kept")


def test_the_command_line_takes_a_file_in_or_lists_what_is_wrong(tmp_path, ekonomichefen, omgangen, capsys):
    from ramverk.apps.frames.tests.conftest import BUDGET

    file = tmp_path / "budget.csv"
    file.write_text(BUDGET.replace("SN;510", "Okänd;510"), encoding="utf-8")
    with pytest.raises(CommandError, match="Nämnden ”Okänd” finns inte"):
        call_command("import_budget", file, "--as", ekonomichefen.email)
    file.write_text(BUDGET, encoding="utf-8")
    call_command("import_budget", file, "--as", ekonomichefen.email, "--year", "2019")
    assert "7 rader" in capsys.readouterr().out
    file.write_text(BUDGET.replace("-300 000", "-290 000"), encoding="utf-8")
    with pytest.raises(CommandError, match="redan en ingående budget"):
        call_command("import_budget", file, "--as", ekonomichefen.email)
    call_command("import_budget", file, "--as", ekonomichefen.email, "--replace")
    assert -27_000_000_000 in {row.amounts["2019"] for row in Edition.objects.get().changes.all()}
    for arguments, says in (
        ([file, "--as", "ingen@exempelby.example"], "Nobody has"),
        ([tmp_path / "saknas.csv", "--as", ekonomichefen.email], "no such file"),
        ([file, "--as", ekonomichefen.email, "--year", "1999"], "no round"),
    ):
        with pytest.raises(CommandError, match=says):
            call_command("import_budget", *arguments)


def test_decisions_of_the_year_come_in_as_their_own_rows_and_one_offs_leave_the_editions_on_them(
    finans, omgangen, inloggad, ekonomichefen
):
    text = """nämnd;verksamhet;benämning;kostnadsslag;belopp (tkr);beslut;varar;helårsbelopp (tkr)
BUN;440;Grundskola;lön;-600 000;;;
BUN;440;Grundskola;lön;-900;KF 2017-12-18 § 131, valet;engångs;
SN;510;Äldreomsorg;lön;-300 000;;;
SN;510;Äldreomsorg;lokaler;-4 000;KF 2018-01-08 § 2, nytt boende;;-9 000
;municipal_tax;;;1 300 000;;;
;Pensioner;;;-60 000;;;
;Pensioner;;;-500;KF 2018-01-08 § 3, pensioner;;
"""
    one = upload_budget(finans, omgangen, named(text))
    base = accept_import(finans, one, one.version)  # by way of the page, so that it has been packed and unpacked
    rows = {row.text: (row.cause, row.amounts["2019"] // 100_000) for row in base.changes.all()}
    assert rows["KF 2017-12-18 § 131, valet"] == ("decision_in_year", -900)
    assert rows["KF 2018-01-08 § 3, pensioner"] == ("decision_in_year", -500)
    assert rows["440 Grundskola"] == ("opening_frame", -600_000)
    draft = start_edition(finans, omgangen, "directive_draft", "Utkast", base)
    made = {row.text: (row.cause, row.amounts["2019"] // 100_000) for row in draft.changes.all()}
    assert made == {
        "KF 2017-12-18 § 131, valet": ("one_off_reversal", 900),
        "KF 2018-01-08 § 2, nytt boende": ("full_year_effect", -5_000),
    }
    kept = read_details(bytes(BudgetDetail.objects.get(edition=base).file.content))
    assert kept.word("decision", 1) == "KF 2017-12-18 § 131, valet"
    page = inloggad(ekonomichefen).get(reverse("frames:edition", args=[draft.pk])).content.decode()
    assert "Ingående är årets budget utan det som beslutats under året" in page


def ready(finans, omgangen, text=None, name="budget 2018 rättad.csv"):
    """Another file for the same round, read and ready to be taken in."""
    from ramverk.apps.frames.tests.conftest import BUDGET

    return upload_budget(finans, omgangen, named(text or BUDGET.replace("-300 000", "-290 000"), name))


def test_a_second_file_is_told_at_once_that_there_is_a_budget_who_took_it_in_and_what_differs(
    bladdrar, finans, omgangen, utkastet
):
    base = text_of(bladdrar.get(reverse("frames:edition", args=[utkastet.parent_id])))
    assert reverse("frames:import") in base, "the way there"
    upload = text_of(bladdrar.get(reverse("frames:import")))
    one = ready(finans, omgangen)
    page = text_of(bladdrar.get(reverse("frames:import_page", args=[one.pk])))
    for told in (upload, page):
        assert "budget: ”Ingående budget 2018”, inläst ur ”budget 2018.csv” av" in told
        assert finans.name in told
        assert "men inte tas in: Utgåvan ”Utkast till ramdirektiv” bygger på den." in told
        assert reverse("frames:changes", args=[utkastet.pk]) in told
    assert "+10 000" in page
    assert "Socialnämnden" in page
    assert "Läs in budgeten" not in page
    assert "Ersätt den ingående budgeten" not in page
    answer = bladdrar.post(
        reverse("frames:import_accept", args=[one.pk]), {"version": one.version, "ersatt": "1"}, follow=True
    )
    assert "bygger på den. Rätta den med ändringar i ett utkast" in text_of(answer)
    assert Edition.objects.filter(kind="base").count() == 1


def test_a_budget_that_nothing_rests_on_makes_way_and_its_file_waits_to_be_read_again(bladdrar, finans, omgangen):
    first = ready(finans, omgangen, name="fel fil.csv")
    old = accept_import(finans, first, first.version)
    one = ready(finans, omgangen, "nämnd;verksamhet;kostnadsslag;belopp (tkr)\nBUN;440;lön;-5\n;municipal_tax;;6\n")
    page = text_of(bladdrar.get(reverse("frames:import_page", args=[one.pk])))
    assert "Inget bygger på den än" in page
    with pytest.raises(Invalid, match="välj att ersätta den"):
        accept_import(finans, one, one.version)
    bladdrar.post(reverse("frames:import_accept", args=[one.pk]), {"version": one.version, "ersatt": "1"})
    new = Edition.objects.get(kind="base")
    assert new.pk != old.pk
    assert sorted(row.amounts["2019"] for row in new.changes.all()) == [-500_000, 600_000]
    entry = TrailEntry.objects.get(verb="frames.replace_budget")
    assert entry.before["file"] == "fel fil.csv"
    first.refresh_from_db()
    assert (first.state, first.edition) == (ImportState.WAITING, None)
    map_budget(finans, first, first.version, layout=layout_from_json(first.layout))
    assert look_at(first).is_ready


def test_what_is_written_by_hand_in_the_opening_budget_holds_it(finans, omgangen, ingaende, kommunen):
    item = ItemEdit("one_off", kommunen["BUN"], None, "Valet", "KF § 1", 100, place="rad 1")
    save_passing(finans, ingaende, [item])
    one = ready(finans, omgangen)
    with pytest.raises(Invalid, match="skrivet i den för hand"):
        accept_import(finans, one, one.version, replaces=True)
    assert Edition.objects.filter(kind="base").count() == 1


def test_the_very_file_that_stands_is_recognised(bladdrar, omgangen, ingaende):
    from ramverk.apps.frames.tests.conftest import BUDGET

    file = SimpleUploadedFile("budget 2018.csv", BUDGET.encode())
    page = text_of(bladdrar.post(reverse("frames:import"), {"file": file}, follow=True))
    assert "Det är samma fil" in page
    assert "Läs in budgeten" not in page
