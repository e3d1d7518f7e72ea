"""The ledger as people write it: opened from a file, changed in rows, undone, worked out by rules, frozen, decided."""

import io
from datetime import date

import pytest
import python_calamine
from django.db import transaction
from django.urls import reverse
from docx import Document

from ramverk.apps.cycle.actions.adopt import Proof
from ramverk.apps.cycle.actions.record_decision import Decision, record_decision
from ramverk.apps.dispatch.actions.compose import Draft, compose
from ramverk.apps.frames.actions.choose_assumptions import choose_assumptions
from ramverk.apps.frames.actions.decide_edition import decide_edition
from ramverk.apps.frames.actions.dispatch_frames import dispatch_frames
from ramverk.apps.frames.actions.freeze_edition import freeze_edition
from ramverk.apps.frames.actions.generate_changes import generate_changes
from ramverk.apps.frames.actions.import_budget import import_budget
from ramverk.apps.frames.actions.save_changes import RowEdit, RowsRefused, save_changes
from ramverk.apps.frames.actions.start_edition import start_edition
from ramverk.apps.frames.actions.undo_save import undo_save
from ramverk.apps.frames.actions.write_directive import Assignment, write_directive
from ramverk.apps.frames.ledger import core_edition
from ramverk.apps.frames.models import Change, ClassSum, Directive, Edition
from ramverk.apps.frames.rows import Row, row_of
from ramverk.apps.frames.workbook import workbook
from ramverk.apps.trail.actions.freeze import store
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale
from ramverk.core.editions.bridge import bridge
from ramverk.core.editions.changes import Post, PostKind
from ramverk.core.editions.content import checksum, from_json
from ramverk.core.editions.editions import fold
from ramverk.core.money import Ore
from ramverk.core.statements.result_budget import result_budget

TKR = 100_000


def frame(edition, board, year=2019):
    """A board's frame in tkr."""
    posts = fold(core_edition(edition))
    return sum(int(amounts.get(year, Ore(0))) for post, amounts in posts.items() if post.owner == board) / TKR


def line(edition, name, year=2019):
    return int(fold(core_edition(edition))[Post(PostKind.FINANCE, "", name)].get(year, Ore(0))) / TKR


def row(body, amount, **more):
    years = more.pop("years", (2019, 2020, 2021))
    fields = {"cause": "political", "text": "Läxhjälp", "source": {"kind": "person", "words": "Eva Ekström"}} | more
    return Row(body_id=body.pk, amounts={str(year): amount * TKR for year in years}, **fields)


def test_an_opening_budget_is_read_from_a_file(ingaende):
    assert [frame(ingaende, board, 2021) for board in ("BUN", "SN")] == [-940_000, -280_000]
    assert line(ingaende, "municipal_tax") == 1_300_000
    assert ClassSum.objects.filter(edition=ingaende).count() == 5
    assert Change.objects.get(operation__code="440").source["words"] == "budget 2018.csv, rad 2–4"
    core = core_edition(ingaende)
    assert int(result_budget(fold(core), core.years).result(2019)) == 20_000 * TKR


def test_a_file_with_faults_changes_nothing_and_says_which_rows(finans, omgangen):
    text = "nämnd;verksamhet;benämning;kostnadsslag;belopp (tkr)\nBUN;440;Grundskola;lön;-1\nXX;1;Okänd;lön;-2\n"
    with pytest.raises(RowsRefused) as refused:
        import_budget(finans, omgangen, store(text.encode()), "budget.csv")
    assert list(refused.value.faults) == ["rad 3"]
    assert refused.value.lead == "1 rad behöver rättas; inget har sparats."
    assert not Edition.objects.exists()


def test_the_opening_budget_is_read_once(finans, omgangen, ingaende):
    with pytest.raises(Invalid, match="redan en ingående budget"):
        import_budget(finans, omgangen, store(b"x"), "igen.csv")


def test_a_row_is_saved_seen_and_undone(finans, utkastet, kommunen):
    save_changes(finans, utkastet, [RowEdit(row(kommunen["BUN"], -2_000))])
    assert frame(utkastet, "BUN") == -942_000
    undo_save(finans, utkastet)
    assert frame(utkastet, "BUN") == -940_000
    with pytest.raises(Refused, match="inget att ångra"):
        undo_save(finans, utkastet)


def test_undo_puts_back_what_was_changed_and_what_was_removed(finans, utkastet, kommunen):
    save_changes(
        finans, utkastet, [RowEdit(row(kommunen["BUN"], -1)), RowEdit(row(kommunen["SN"], -2, text="Vikarier"))]
    )
    first, second = Change.objects.filter(edition=utkastet)
    save_changes(
        finans,
        utkastet,
        [RowEdit(row(kommunen["BUN"], -5), str(first.key), 1), RowEdit(None, str(second.key), 1)],
    )
    assert (frame(utkastet, "BUN"), frame(utkastet, "SN")) == (-940_005, -280_000)
    undo_save(finans, utkastet)
    assert (frame(utkastet, "BUN"), frame(utkastet, "SN")) == (-940_001, -280_002)


def test_of_two_who_save_the_same_row_one_is_told(finans, utkastet, kommunen):
    save_changes(finans, utkastet, [RowEdit(row(kommunen["BUN"], -1))])
    stored = Change.objects.get(edition=utkastet)
    save_changes(finans, utkastet, [RowEdit(row(kommunen["BUN"], -2), str(stored.key), 1)])
    with pytest.raises(Stale, match="Någon annan"):
        save_changes(finans, utkastet, [RowEdit(row(kommunen["BUN"], -3), str(stored.key), 1)])
    assert frame(utkastet, "BUN") == -940_002


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"text": " "}, "Skriv vad ändringen gäller"),
        ({"cause": "guesswork"}, "Välj en orsak"),
        ({"cause": "forecast"}, "hör till finansförvaltningen"),
        ({"cause": "unexplained"}, "skrivs inte in"),
        ({"years": (2031,)}, "utanför utgåvans år"),
        ({"years": ()}, "minst ett år"),
    ],
)
def test_a_row_that_cannot_stand_is_refused_and_nothing_is_saved(finans, utkastet, kommunen, changes, says):
    good = RowEdit(row(kommunen["SN"], -7), place="rad 1")
    with pytest.raises(RowsRefused, match=says):
        save_changes(finans, utkastet, [good, RowEdit(row(kommunen["BUN"], -1, **changes), place="rad 2")])
    assert not Change.objects.filter(edition=utkastet).exists()


def test_a_transfer_sums_to_zero_every_year(finans, utkastet, kommunen):
    pair = "0b9a8a4c-7f0e-4a53-8a0f-1d9a6a1f1c11"
    out = row(kommunen["BUN"], 900, cause="transfer", text="Skolskjuts till KS", pair=pair)
    into = row(kommunen["KS"], -900, cause="transfer", text="Skolskjuts till KS", pair=pair, years=(2019, 2020))
    with pytest.raises(RowsRefused, match="inte jämnt upp 2021"):
        save_changes(finans, utkastet, [RowEdit(out), RowEdit(into)])
    into = row(kommunen["KS"], -900, cause="transfer", text="Skolskjuts till KS", pair=pair)
    save_changes(finans, utkastet, [RowEdit(out), RowEdit(into)])
    assert (frame(utkastet, "BUN"), frame(utkastet, "KS")) == (-939_100, -900)


def test_indexation_pay_and_forecast_are_worked_out_by_class(finans, utkastet, antag):
    choose_assumptions(
        finans, utkastet, antag("price_index", {"premises": {"2019": "2", "2020": "2"}, "fees": {"2019": "1"}})
    )
    assert frame(utkastet, "BUN") == -942_000
    assert frame(utkastet, "BUN", 2020) == -944_040  # two per cent on two per cent
    assert frame(utkastet, "SN") == -279_800  # fees rise: 1 % of 20 000 more income
    choose_assumptions(finans, utkastet, antag("pay", {"2019": {"pct": "2", "month": "4"}}))
    assert frame(utkastet, "BUN") == -942_000 - 840_000 * 0.02 * 9 / 12
    assert frame(utkastet, "BUN", 2020) == -944_040 - 840_000 * 0.02
    choose_assumptions(
        finans, utkastet, antag("forecast", {"municipal_tax": {"2019": "1 342 000", "2020": "1 380 000"}})
    )
    assert (line(utkastet, "municipal_tax"), line(utkastet, "municipal_tax", 2021)) == (1_342_000, 1_300_000)


def test_the_same_assumptions_twice_change_nothing(finans, utkastet, antag):
    choose_assumptions(finans, utkastet, antag("price_index", {"premises": {"2019": "2"}}))
    before = Edition.objects.get(pk=utkastet.pk).version
    assert generate_changes(finans, utkastet) is None
    assert Edition.objects.get(pk=utkastet.pk).version == before


def test_a_branch_holds_only_what_its_own_assumptions_move(finans, omgangen, utkastet, antag):
    choose_assumptions(finans, utkastet, antag("price_index", {"premises": {"2019": "2"}}, "Gammalt"))
    branch = start_edition(finans, omgangen, "revision", "Revidering", utkastet)
    assert generate_changes(finans, branch) is None
    choose_assumptions(finans, branch, antag("price_index", {"premises": {"2019": "3"}}, "Nytt"))
    assert frame(branch, "BUN") == -943_000
    assert row_of(Change.objects.get(edition=branch)).amounts["2019"] == -1_000 * TKR
    core = core_edition(branch)
    passed = bridge(core_edition(utkastet), core)
    assert passed.closes()
    assert [(one.cause, int(one.amounts[2019])) for one in passed.rows] == [("price", -1_000 * TKR)]


def test_what_a_rule_made_is_not_edited_by_hand(finans, utkastet, antag, kommunen):
    choose_assumptions(finans, utkastet, antag("price_index", {"premises": {"2019": "2"}}))
    made = Change.objects.get(edition=utkastet)
    with pytest.raises(RowsRefused, match="räknas fram av en regel"):
        save_changes(finans, utkastet, [RowEdit(row(kommunen["BUN"], -1), str(made.key), made.version)])


@pytest.mark.parametrize(
    ("kind", "values", "says"),
    [
        ("price_index", {"premises": {"2019": "två"}}, "inte en procentsats"),
        ("price_index", {"premises": {"2019": "200"}}, "orimligt"),
        ("price_index", {"premises": {"2019": ""}}, "minst ett värde"),
        ("pay", {"2019": {"pct": "2", "month": "13"}}, "1 till 12"),
        ("forecast", {"municipal_tax": {"2019": "1e9"}}, "inte ett belopp"),
    ],
)
def test_an_assumption_that_cannot_be_read_is_refused(antag, kind, values, says):
    with pytest.raises(Invalid, match=says):
        antag(kind, values)


def test_what_is_frozen_never_changes(finans, utkastet, kommunen):
    frozen = freeze_edition(finans, utkastet)
    assert len(frozen.checksum) == 64
    with pytest.raises(Refused, match="fryst och ändras aldrig"):
        save_changes(finans, utkastet, [RowEdit(row(kommunen["BUN"], -1))])
    with pytest.raises(Refused, match="fryst"):
        undo_save(finans, utkastet)


def test_what_a_frozen_edition_stands_on_is_frozen_with_it(finans, utkastet, ingaende, kommunen):
    frozen = freeze_edition(finans, utkastet)
    assert Edition.objects.get(pk=ingaende.pk).state == "frozen"
    with pytest.raises(Refused, match="fryst och ändras aldrig"):
        save_changes(finans, ingaende, [RowEdit(row(kommunen["BUN"], -1))])
    assert checksum(core_edition(frozen)) == frozen.checksum
    assert from_json(frozen.document.content) == core_edition(frozen)


def test_freezing_what_has_changed_since_it_was_looked_at_is_refused(finans, utkastet):
    with pytest.raises(Stale, match="granska den igen"):
        freeze_edition(finans, utkastet, seen="something else")
    assert Edition.objects.get(pk=utkastet.pk).is_open


@pytest.fixture
def beslutet(finans, aret, kommunen):
    decision = Decision(kommunen["KS"], Proof(date(2018, 2, 6), "18", "adjusted"), "Ramdirektivet fastställs.")
    return record_decision(finans, aret("R06"), aret("R06").version, decision)


def test_a_decision_decides_one_edition_once(finans, utkastet, ingaende, beslutet):
    decided = decide_edition(finans, utkastet, beslutet)
    assert (decided.state, decided.decision, len(decided.checksum)) == ("decided", beslutet, 64)
    assert Edition.objects.get(pk=utkastet.pk).kind == "preliminary"
    assert checksum(core_edition(decided)) == decided.checksum
    with pytest.raises(Invalid, match="redan avgjord"):
        decide_edition(finans, utkastet, beslutet)
    with pytest.raises(Invalid, match="gäller redan"):
        decide_edition(finans, ingaende, beslutet)


def test_a_directive_is_written_with_its_edition_and_frozen_when_that_is_decided(finans, utkastet, beslutet, kommunen):
    given = [Assignment("Redovisa lokalerna"), Assignment("Kostnad per elev", kommunen["BUN"], date(2018, 4, 11))]
    written = write_directive(finans, utkastet, 0, [("Läget", "Stramt.")], given, date(2018, 4, 11))
    with pytest.raises(Stale, match="Någon annan"):
        write_directive(finans, utkastet, 0, [("Läget", "Gott.")], [], None)
    with pytest.raises(Invalid, match="behöver en rubrik"):
        write_directive(finans, utkastet, written.version, [(" ", "Stramt.")], [], None)
    decided = decide_edition(finans, utkastet, beslutet)
    frozen = Directive.objects.get(edition=decided).document.content
    assert frozen["checksum"] == decided.checksum
    assert frozen["sections"] == [["Läget", "Stramt."]]
    assert ["BUN", "Barn- och utbildningsnämnden", 94_000_000_000, [94_000_000_000] * 3] in frozen["frames"]
    with pytest.raises(Refused, match="fryst"):
        write_directive(finans, decided, written.version, [("Läget", "Gott.")], [], None)
    dispatch = dispatch_frames(finans, decided)
    assert dispatch.drafts.filter(addressed_to=None).count() == 2
    directive = dispatch.drafts.get(name__endswith=".docx", addressed_to=None)
    document = Document(io.BytesIO(bytes(directive.file.content)))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Stramt." in words
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert ["Kostnad per elev", "Barn- och utbildningsnämnden", "11 april 2018"] in rows
    assert document.tables[0].rows[1].cells[1].text == "940\u202f000"


def test_the_decided_frames_go_into_the_dispatch_that_waits_for_them(finans, utkastet, beslutet, aret):
    with pytest.raises(Invalid, match="när de är beslutade"):
        dispatch_frames(finans, utkastet)
    decided = decide_edition(finans, utkastet, beslutet)
    dispatch = dispatch_frames(finans, decided)
    assert dispatch.activity == aret("R07")
    assert list(dispatch.opens.values_list("row", flat=True)) == ["R11"]
    attached = dispatch.drafts.get(addressed_to=None)
    assert attached.name == "Ramar Utkast till ramdirektiv.xlsx"
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(bytes(attached.file.content)))
    assert book.sheet_names == ["Ramar", "Ändringar", "Resultatbudget", "BUN", "SN"]
    own = book.get_sheet_by_name("BUN").to_python()
    assert own[4] == ["Ingående ram", "", "", 940_000, 940_000, 940_000]
    assert own[-1] == ["Summa", "", "", 940_000, 940_000, 940_000]
    rows = book.get_sheet_by_name("Ramar").to_python()
    assert decided.checksum in rows[1][0]
    assert ["Barn- och utbildningsnämnden", 940_000, 940_000, 940_000, 940_000] in rows
    assert workbook(decided)[1] == bytes(attached.file.content)
    with pytest.raises(Invalid, match="inget utskick kvar"):
        dispatch_frames(finans, decided)


def test_the_empty_dispatch_leads_to_the_frames_and_a_draft_begun_without_them_gets_them(
    finans, utkastet, beslutet, aret, inloggad, ekonomichefen
):
    browser, form = inloggad(ekonomichefen), reverse("dispatch:compose", args=[aret("R07").pk])
    before = browser.get(form).content.decode()
    assert "inte beslutad än (öppen)" in before
    assert "Skriv utskicket med ramarna" not in before
    decided = decide_edition(finans, utkastet, beslutet)
    assert "Skriv utskicket med ramarna" in browser.get(form).content.decode()
    begun = compose(finans, aret("R07"), Draft("Ramar", "Min egen text"))
    page = reverse("dispatch:page", args=[begun.pk])
    assert "Bifoga ramarna" in browser.get(page).content.decode()
    assert browser.post(reverse("frames:dispatch", args=[decided.pk])).headers["Location"] == page
    assert begun.drafts.filter(name="Ramar Utkast till ramdirektiv.xlsx").count() == 1
    after = browser.get(page).content.decode()
    assert "Min egen text" in after
    assert "Bifoga ramarna" not in after


@pytest.mark.django_db(transaction=True)
def test_what_is_remembered_is_never_old_not_even_after_a_transaction_taken_back(finans, utkastet, kommunen):
    assert frame(utkastet, "BUN") == -940_000
    with transaction.atomic():
        save_changes(finans, utkastet, [RowEdit(row(kommunen["BUN"], -1))])
        assert frame(utkastet, "BUN") == -940_001
        transaction.set_rollback(True)
    assert frame(utkastet, "BUN") == -940_000
    save_changes(finans, utkastet, [RowEdit(row(kommunen["BUN"], -7))])
    assert frame(utkastet, "BUN") == -940_007
    assert core_edition(utkastet) is core_edition(utkastet)


def test_a_frozen_edition_is_remembered_inside_transactions_too_and_not_mixed_up_with_a_freezing_taken_back(
    finans, utkastet, kommunen
):
    with transaction.atomic():
        freeze_edition(finans, utkastet)
        assert core_edition(utkastet) is core_edition(utkastet)
        assert frame(utkastet, "BUN") == -940_000
        transaction.set_rollback(True)
    save_changes(finans, utkastet, [RowEdit(row(kommunen["BUN"], -3))])
    assert frame(freeze_edition(finans, utkastet), "BUN") == -940_003
