"""`ramverk timetable` as a finance officer types it."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from ramverk.web.cli import app

ROOT = Path(__file__).parents[4]
SEED = ROOT / "tests/data/timetables/00_seed_2018.txt"
SCHEMA = json.loads((ROOT / "tests/data/timetable.schema.json").read_text())
ONE_ROW = "Tid\tDeltagare\tAktivitet\n6 februari 2018\tKS\tBeslut om ramar\n"


def ramverk(*words, given=None):
    return CliRunner().invoke(app, ["timetable", *map(str, words)], input=given)


def test_reading_as_json_keeps_the_contract():
    result = ramverk("read", SEED, "--format", "json")
    assert result.exit_code == 0
    timetable = json.loads(result.stdout)
    jsonschema.validate(timetable, SCHEMA)
    assert len(timetable["activities"]) == 23
    assert "election_year_binding_decision" in {finding["code"] for finding in timetable["findings"]}


def test_reading_as_a_table_shows_rows_certainty_and_phases():
    result = ramverk("read", SEED)
    assert result.exit_code == 0
    for words in ("R23", "Säkerhet", "22 maj 30 maj", "2018-05-30", "Dialog/uppdrag: 2018-01-18", "Antal rader: 23"):
        assert words in result.stdout


def test_a_dash_reads_standard_input():
    result = ramverk("read", "-", "--format", "json", given=ONE_ROW)
    assert json.loads(result.stdout)["activities"][0]["start"] == "2018-02-06"


def test_the_year_is_that_of_the_first_row():
    rows = "December\tEkonomiavd.\tUtskick\n22 januari\tKS\tDialog\n13 mars\tNämnderna\tInlämning\nJuni\tKF\tBeslut\n"
    world = f"Tid\tDeltagare\tAktivitet\n{rows}"
    result = ramverk("read", "-", "--year", 2017, "--format", "json", given=world)
    assert [row["start"] for row in json.loads(result.stdout)["activities"]] == [
        "2017-12-01",
        "2018-01-22",
        "2018-03-13",
        "2018-06-01",
    ]


def test_checking_lists_findings_worst_first_and_exits_zero_without_errors():
    result = ramverk("check", SEED)
    assert result.exit_code == 0
    assert "rescheduled_dates" in result.stdout
    assert result.stdout.index("varning") < result.stdout.index("upplysning")


def test_checking_speaks_english_when_asked():
    assert "warning" in ramverk("check", SEED, "--lang", "en").stdout


def test_checking_exits_one_when_a_finding_is_an_error():
    dates, texts = (
        "6 februari\n7 februari\n13 mars\n20 mars\n",
        "Beslut om ramdirektiv\nUtskick\nInlämning\nInformation\n",
    )
    result = ramverk("check", "-", "--format", "json", given=f"Tidplan 2018\n\n{dates}\n{texts}")
    assert result.exit_code == 1
    errors = [finding["code"] for finding in json.loads(result.stdout)["findings"] if finding["severity"] == "error"]
    assert errors == ["reading_order_lost"]


@pytest.mark.parametrize("to", ["txt", "csv", "xlsx", "docx", "ics"])
def test_an_export_reads_back(tmp_path, to):
    out = tmp_path / f"plan.{to}"
    assert ramverk("export", SEED, "--to", to, "--out", out).exit_code == 0
    again = json.loads(ramverk("read", out, "--format", "json").stdout)
    first = json.loads(ramverk("read", SEED, "--format", "json").stdout)
    assert [row["start"] for row in again["activities"]] == [row["start"] for row in first["activities"]]


def test_the_kind_of_export_follows_from_the_file_name(tmp_path):
    assert ramverk("export", SEED, "--out", tmp_path / "plan.ics").exit_code == 0
    assert (tmp_path / "plan.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_an_export_without_a_file_goes_to_standard_output():
    result = ramverk("export", SEED, "--to", "txt", "--version-line", "Version 2")
    assert result.stdout.split("\n")[1] == "Version 2"


def test_the_original_is_never_overwritten(tmp_path):
    original = tmp_path / "plan.txt"
    original.write_bytes(SEED.read_bytes())
    result = ramverk("export", original, "--out", original)
    assert result.exit_code == 2
    assert "originalet skrivs inte över" in result.stderr
    assert original.read_bytes() == SEED.read_bytes()


WRONG = [
    (["read", "finns_inte.txt"], "finns inte"),
    (["read"], "Något saknas i kommandot: FILE"),
    (["read", SEED, "--foo"], "Växeln finns inte: --foo"),
    (["read", SEED, "--year", "i fjol"], "Värdet går inte att använda: --year"),
    (["read", SEED, "--year", "18"], "Året 18 kan inte stämma"),
    (["read", SEED, "--format", "xml"], "Formatet finns inte: xml"),
    (["read", SEED, "--lang", "fi"], "Språket finns inte: fi"),
    (["read", SEED, "en till"], "ord för mycket"),
    (["las", SEED], "Kommandot finns inte: las"),
    (["export", SEED, "--to", "pdf"], "Ange vad planen ska skrivas som"),
    (["export", SEED, "--to", "txt", "--out", "/finns/inte/plan.txt"], "gick inte att skriva"),
    (["read", Path(sys.executable).resolve()], "varken text eller"),
]


@pytest.mark.parametrize(("words", "sentence"), WRONG)
def test_wrong_use_is_explained_in_swedish_with_code_two(words, sentence):
    result = ramverk(*words)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert result.stdout == ""


def test_wrong_use_is_explained_in_english_when_asked():
    result = ramverk("read", SEED, "--foo", "--lang", "en")
    assert result.exit_code == 2
    assert "No such option: --foo" in result.stderr
    assert "Växeln" not in result.stderr


def test_a_file_over_the_limit_is_refused(tmp_path):
    large = tmp_path / "stor.txt"
    with large.open("wb") as stream:
        stream.truncate(50_000_000)
    result = ramverk("read", large)
    assert result.exit_code == 2
    assert "för stor" in result.stderr


def test_a_cookery_book_has_no_rows_and_no_invented_dates():
    book = "Kardemummabullar\n\nVispa ägg och socker. Tillsätt mjölk.\n\n1. Smält smöret.\n2. Grädda i 10 minuter.\n"
    timetable = json.loads(ramverk("read", "-", "--format", "json", given=book).stdout)
    assert all(row["start"] is None for row in timetable["activities"])


def test_the_command_starts_without_django():
    code = "import sys, ramverk.web.cli; sys.exit('django' in sys.modules or 'docx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
