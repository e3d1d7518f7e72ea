"""The budget as the ledger wants it: every krona on a code string, kept as it was delivered."""

import io

import polars as pl
import pytest
from django.urls import reverse

from ramverk.apps.frames.actions.deliver_codes import deliver_codes
from ramverk.apps.frames.actions.freeze_edition import freeze_edition
from ramverk.apps.frames.actions.import_budget import import_budget
from ramverk.apps.frames.actions.save_changes import RowEdit, save_changes
from ramverk.apps.frames.actions.save_profile import save_profile
from ramverk.apps.frames.actions.start_edition import start_edition
from ramverk.apps.frames.deliveries import prepared
from ramverk.apps.frames.models import BudgetDetail, Edition, ExportDelivery, ExportProfile
from ramverk.apps.frames.rows import Row
from ramverk.apps.trail.actions.freeze import store
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale
from ramverk.formats.codestring import Format, Period, Profile, read_rows
from ramverk.formats.sie import account_sums, read_sie

DETAILED = """nämnd;ansvar;verksamhet;benämning;konto;kostnadsslag;belopp (kr)
BUN;0101;440;Grundskola;5011;lön;-600
BUN;0102;440;Grundskola;5011;lön;-300
BUN;0101;440;Grundskola;3010;avgifter;100
SN;0201;510;Äldreomsorg;5011;lön;-200
;;municipal_tax;;;;1 200
;;Pensioner;;;;-60
"""
CODES = {
    "konto": {"municipal_tax": "8011", "pensions": "5700", "BUN": "9999", "SN": "9999"},
    "ansvar": {"municipal_tax": "0001", "pensions": "0001"},
    "verksamhet": {"municipal_tax": "010", "pensions": "020"},
}
COLUMNS = ("konto", "ansvar", "verksamhet", "belopp")
YEARLY = Profile(COLUMNS, period=Period.YEAR)


@pytest.fixture
def budgeten(finans, omgangen, kommunen):
    """A detailed opening budget, and an edition on it with a hundred kronor more for one school."""
    base = import_budget(finans, omgangen, store(DETAILED.encode()), "budget.csv")
    edition = start_edition(finans, omgangen, "directive_draft", "Utkast", base)
    more(finans, edition, kommunen["BUN"], -10_000, base)
    return edition


def more(actor, edition, body, amount, base, **fields):
    operation = base.changes.filter(body=body).first().operation_id
    amounts = {str(year): amount for year in edition.years}
    wanted = {"operation_id": operation} | fields
    row = Row(body_id=body.pk, cause="political", amounts=amounts, text="Mer", source={"words": "KS"}, **wanted)
    save_changes(actor, edition, [RowEdit(row)])


@pytest.fixture
def profilen(finans):
    return save_profile(finans, None, 0, "Ekonomisystemet", YEARLY, CODES)


def delivered(made, profile=YEARLY):
    rows = read_rows(bytes(made.file.content), profile)
    return {(row.code("konto"), row.code("ansvar"), row.code("verksamhet")): int(row.amount) // 100 for row in rows}


def test_every_krona_stands_once_and_what_moved_is_shared_by_size(finans, budgeten, profilen):
    made = deliver_codes(finans, freeze_edition(finans, budgeten), profilen, 2019)
    assert delivered(made) == {
        ("5011", "0101", "440"): -660, ("5011", "0102", "440"): -330, ("3010", "0101", "440"): 90,
        ("5011", "0201", "510"): -200, ("8011", "0001", "010"): 1200, ("5700", "0001", "020"): -60,
    }  # fmt: skip
    assert sum(amount for *_key, amount in made.totals) == 4_000
    assert made.edition_checksum == Edition.objects.get(pk=budgeten.pk).checksum
    entry = TrailEntry.objects.get(verb="frames.deliver_codes")
    assert entry.after["sha256"] == made.file.sha256


def test_a_row_for_a_whole_board_is_shared_among_its_lines(finans, budgeten, profilen, kommunen):
    base = budgeten.parent
    more(finans, budgeten, kommunen["BUN"], -100_000, base, operation_id=None)
    ready = prepared(budgeten, profilen, 2019)
    assert ready.missing == []
    sums = {row.codes[:3]: int(row.amount) // 100 for row in ready.rows if row.board == "BUN"}
    assert sum(sums.values()) == -1_900
    assert sums["5011", "0101", "440"] == -1_260


def test_what_has_no_code_stops_the_delivery_with_a_list(finans, budgeten):
    bare = save_profile(finans, None, 0, "Utan koder", YEARLY, {"konto": {"pensions": "5700"}})
    frozen = freeze_edition(finans, budgeten)
    with pytest.raises(Invalid, match="konto: Kommunalskatt") as refused:
        deliver_codes(finans, frozen, bare, 2019)
    assert "5 koder saknas" in str(refused.value.sentence)
    assert not ExportDelivery.objects.exists()


def test_the_difference_is_what_the_ledger_must_add(finans, omgangen, budgeten, profilen, kommunen):
    deliver_codes(finans, freeze_edition(finans, budgeten), profilen, 2019)
    revision = start_edition(finans, omgangen, "revision", "Revidering", budgeten)
    more(finans, revision, kommunen["SN"], -5_000, budgeten.parent)
    made = deliver_codes(finans, freeze_edition(finans, revision), profilen, 2019, only_difference=True)
    assert delivered(made) == {("5011", "0201", "510"): -50}
    assert made.since is not None
    with pytest.raises(Invalid, match="Inget har ändrats"):
        deliver_codes(finans, Edition.objects.get(pk=revision.pk), profilen, 2019, only_difference=True)


def test_only_what_is_frozen_is_delivered_and_only_after_a_whole_the_difference(finans, budgeten, profilen):
    with pytest.raises(Invalid, match="Utgåvan är öppen"):
        deliver_codes(finans, budgeten, profilen, 2019)
    frozen = freeze_edition(finans, budgeten)
    with pytest.raises(Invalid, match="ingen tidigare leverans"):
        deliver_codes(finans, frozen, profilen, 2019, only_difference=True)
    with pytest.raises(Invalid, match="utanför utgåvans år"):
        deliver_codes(finans, frozen, profilen, 2031)


def test_a_sie_budget_has_the_ledgers_sign(finans, budgeten):
    codes = {"konto": CODES["konto"], "verksamhet": CODES["verksamhet"]}
    profile = save_profile(finans, None, 0, "SIE", Profile(format=Format.SIE), codes)
    made = deliver_codes(finans, freeze_edition(finans, budgeten), profile, 2019)
    assert b"8011" in bytes(made.file.content)
    file, _findings = read_sie(bytes(made.file.content))
    assert int(account_sums(file, "PBUDGET", 0)["8011"]) == 120_000


def test_a_profile_is_kept_changed_and_guarded(finans, som, namndsekreteraren, profilen):
    save_profile(finans, profilen, 1, "Nytt namn", YEARLY, CODES)
    with pytest.raises(Stale):
        save_profile(finans, ExportProfile.objects.get(pk=profilen.pk), 1, "Ännu ett", YEARLY, {})
    assert TrailEntry.objects.filter(verb="frames.save_profile").count() == 2
    with pytest.raises(Invalid, match="redan en profil"):
        save_profile(finans, None, 0, "Nytt namn", YEARLY, {})
    with pytest.raises(Invalid, match="belopp måste"):
        save_profile(finans, None, 0, "Tom", Profile(("konto",)), {})
    with pytest.raises(Invalid, match="ett namn"):
        save_profile(finans, None, 0, " ", YEARLY, {})
    for refused in (
        lambda: save_profile(som(namndsekreteraren), None, 0, "X", YEARLY, {}),
        lambda: deliver_codes(som(namndsekreteraren), Edition.objects.none(), profilen, 2019),
    ):
        with pytest.raises(Refused, match="Bara ekonomiavdelningen"):
            refused()


def test_the_detailed_lines_are_kept_beside_the_ledger(budgeten):
    detail = BudgetDetail.objects.get(edition=budgeten.parent)
    table = pl.read_parquet(io.BytesIO(bytes(detail.file.content)))
    assert (detail.count, table.height) == (6, 6)
    assert table["cost_centre"].to_list()[:2] == ["0101", "0102"]
    assert table["amount_ore"].sum() == 14_000


@pytest.fixture
def bladdrar(client, ekonomichefen):
    client.force_login(ekonomichefen)
    return client


def test_the_pages_make_a_profile_show_its_rows_and_deliver(bladdrar, finans, budgeten):
    form = {
        "name": "Ekonomisystemet", "format": "csv", "columns": "konto ansvar verksamhet belopp", "unit": "kr",
        "decimals": "0", "sign": "ledger", "period": "year", "zero_rows": "omit", "delimiter": ";",
        "decimal_mark": ",", "encoding": "utf-8-sig", "codes_konto": "municipal_tax = 8011\npensions = 5700",
    }  # fmt: skip
    refused = bladdrar.post(reverse("frames:new_profile"), form | {"columns": "ansvar", "codes_konto": "fel"})
    assert refused.status_code == 422
    assert "skriv nyckel = kod" in refused.content.decode()
    first = bladdrar.get(reverse("frames:new_profile")).content.decode()
    assert "municipal_tax = \n" in first.replace("\r\n", "\n"), "what the budget needs a code for stands there"
    waiting = {"codes_konto": "municipal_tax = 8011\npensions = 5700\npay = "}
    assert bladdrar.post(reverse("frames:new_profile"), form | waiting).status_code == 302
    profile = ExportProfile.objects.get()
    address = reverse("frames:export", args=[budgeten.pk])
    page = bladdrar.get(address).content.decode()
    assert "koder saknas" in page
    assert "Utgåvan är öppen" in page
    whole = (
        form
        | {"version": "1"}
        | {f"codes_{part}": "\n".join(f"{key} = {code}" for key, code in CODES[part].items()) for part in CODES}
    )
    assert bladdrar.post(reverse("frames:profile", args=[profile.pk]), whole).status_code == 302
    assert "pensions = 5700" in bladdrar.get(reverse("frames:profile", args=[profile.pk])).content.decode()
    stale = bladdrar.post(reverse("frames:profile", args=[profile.pk]), whole | {"name": "Annat"})
    assert stale.status_code == 409
    assert "Annat" in stale.content.decode()
    freeze_edition(finans, budgeten)
    page = bladdrar.get(address).content.decode()
    assert "Gör filen" in page
    target = reverse("frames:deliver", args=[budgeten.pk, profile.pk])
    assert "Filen är gjord" in bladdrar.post(target, {"year": "2019"}, follow=True).content.decode()
    made = ExportDelivery.objects.get()
    file = bladdrar.get(reverse("frames:delivery", args=[made.pk]))
    assert file.content.startswith("\ufeffkonto;ansvar".encode())
    page = bladdrar.get(address + f"?profil={profile.pk}&ar=2019&skillnad=1").content.decode()
    assert "inga rader att leverera" in page
    assert "Ekonomisystemet" in bladdrar.get(reverse("frames:profiles")).content.decode()


def test_the_edition_is_downloaded_as_parquet_by_those_who_see_it(bladdrar, budgeten, namndsekreteraren):
    answer = bladdrar.get(reverse("frames:parquet", args=[budgeten.pk, "poster"]))
    assert pl.read_parquet(io.BytesIO(answer.content))["amount_ore"].sum() == 3 * 4_000
    assert bladdrar.get(reverse("frames:parquet", args=[budgeten.pk, "annat"])).status_code == 404
    bladdrar.force_login(namndsekreteraren)
    assert bladdrar.get(reverse("frames:parquet", args=[budgeten.pk, "andringar"])).status_code == 404
    assert bladdrar.get(reverse("frames:export", args=[budgeten.pk])).status_code == 404
    assert bladdrar.get(reverse("frames:profiles")).status_code == 403
