"""The workbook as people fill it in: forgiving about form, strict about content, every message with its cure."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from ramverk.formats.organisation_sheets import (
    BodyRow,
    MandateRow,
    PersonRow,
    StandingRow,
    Tables,
    UnreadableSheets,
    parse_organisation,
    write_csv,
    write_xlsx,
)


def book(**sheets):
    """A workbook from text tables: columns parted by |, the first line the heads."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for title, table in sheets.items():
        page = workbook.create_sheet(title)
        lines = [line.strip() for line in table.strip().splitlines()] if isinstance(table, str) else table
        for line in lines:
            page.append([cell.strip() or None for cell in line.split("|")] if isinstance(line, str) else line)
    return workbook


def data(workbook):
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def read(**sheets):
    return parse_organisation(data(book(**sheets)), "organisation.xlsx")


def messages(reading):
    return [finding.message for finding in reading.findings]


def test_it_reads_swedish_heads_whatever_their_case_and_blanks():
    reading = read(
        organ="""
        SLAG  |  namn                 | Kort namn | Kortnamn | e-post
        Nämnd |  Barn-  och utbildningsnämnden | x | BUN | BUN@Exempelby.example
        """
    )
    assert reading.tables.bodies == (
        BodyRow("board", "Barn- och utbildningsnämnden", "BUN", email="bun@exempelby.example"),
    )
    assert messages(reading) == ["Organ, kolumn C: kolumnen 'Kort namn' hör inte till mallen och läses inte."]


@pytest.mark.parametrize(
    "written",
    ["2018-10-15", "20181015", "15/10 2018", "15/10/2018", "15.10.2018", "15 oktober 2018", "15 okt. 2018",
     datetime(2018, 10, 15), date(2018, 10, 15), 20181015, "2018-10-15 00:00:00"],
)  # fmt: skip
def test_it_understands_a_date_however_it_is_written(written):
    reading = read(Uppdrag=[["Person", "Organ", "Roll", "Från"], ["eva@exempelby.example", "KS", "ledamot", written]])
    assert reading.tables.mandates == (
        MandateRow("eva@exempelby.example", "KS", "member", valid_from=date(2018, 10, 15)),
    )


@pytest.mark.parametrize("written", ["hösten 2018", "31/2 2018", 43388, "2018", "15 sommar 2018", "10-15-2018"])
def test_it_refuses_a_date_it_cannot_be_sure_of(written):
    reading = read(Uppdrag=[["Person", "Organ", "Roll", "Från"], ["eva@exempelby.example", "KS", "ledamot", written]])
    assert messages(reading) == [f"Uppdrag, cell D2: '{written}' är inte ett datum. Skriv till exempel 2018-02-06."]


def test_it_asks_what_a_misspelt_role_was_meant_to_be():
    reading = read(
        Uppdrag="""
        Person                | Organ | Roll      | Från
        eva@exempelby.example | KS    | ordförnde | 2018-10-15
        """
    )
    assert messages(reading) == ["Uppdrag, cell C2: rollen 'ordförnde' finns inte. Menade du ordförande?"]
    assert reading.has_errors


def test_it_collects_every_problem_instead_of_stopping_at_the_first():
    reading = read(
        Personer="""
        Namn     | E-post              | Id
        Eva      | eva(at)exempelby    |
                 | nils@exempelby.example |
        Karin    |                     |
        Olle     | olle@exempelby.example | 7
        Olle Ö   | OLLE@exempelby.example | 8
        Stig     |                     | 7
        """,
        Partier="""
        Namn       | Styrande | Mandat KF | Från
        Dalapartiet| kanske   | tjugo     | 2018-10-15
        """,
    )
    assert messages(reading) == [
        "Personer, cell B2: 'eva(at)exempelby' är inte en e-postadress. Skriv till exempel namn@kommunen.se.",
        "Personer, cell A3: Namn saknas. Fyll i cellen.",
        "Personer, cell B4: personen har varken e-post eller id. Fyll i en av dem.",
        "Personer, cell B6: 'olle@exempelby.example' står redan på rad 5. Behåll en av raderna.",
        "Personer, cell C7: '7' står redan på rad 5. Behåll en av raderna.",
        "Partier, cell B2: 'kanske' är varken ja eller nej. Skriv ja eller nej.",
        "Partier, cell C2: 'tjugo' är inte ett helt tal mellan 0 och 32767. Skriv bara siffror.",
    ]


def test_it_refuses_formulas_and_merged_cells_where_they_stand():
    workbook = book(
        Organ="""
        Slag  | Namn
        Nämnd | Socialnämnden
        Nämnd | Kulturnämnden
        Nämnd | Byggnämnden
        """
    )
    page = workbook["Organ"]
    page["B3"] = '=CONCATENATE("Kultur","nämnden")'
    page.merge_cells("A3:A4")
    found = messages(parse_organisation(data(workbook), "organisation.xlsx"))
    assert "Organ, cell B3: cellen har en formel. Klistra in värdet i stället." in found
    assert "Organ, cell A4: cellen är sammanfogad. Dela den och fyll i varje rad." in found


def test_it_refuses_a_period_that_ends_before_it_starts():
    reading = read(Partier=[["Namn", "Från", "Till"], ["Dalapartiet", "2018-10-15", "2014-10-14"]])
    assert messages(reading) == ["Partier, cell C2: slutet 2014-10-14 ligger före början 2018-10-15. Byt ett av dem."]


def test_it_lets_a_title_stand_above_the_heads():
    reading = read(Organ=[["Organ i Exempelby"], [], ["Slag", "Namn"], ["nämnd", "Socialnämnden"]])
    assert reading.tables.bodies == (BodyRow("board", "Socialnämnden"),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_it_reads_csv_in_the_tables_and_with_the_marks_swedish_programs_use(encoding, mark):
    text = "\r\n".join(
        mark.join(row) for row in [["Namn", "E-post", "Id"], ["Åsa Öberg", "asa@exempelby.example", "12"]]
    )
    reading = parse_organisation(text.encode(encoding), "personer.csv")
    assert reading.tables.people == (PersonRow("Åsa Öberg", "asa@exempelby.example", "12"),)


def test_it_reads_a_number_in_an_id_column_as_it_looks():
    reading = read(Personer=[["Namn", "Id"], ["Eva", 4711]])
    assert reading.tables.people == (PersonRow("Eva", external_id="4711"),)


def test_it_passes_by_sheets_it_does_not_know_and_says_so():
    reading = read(Organ=[["Slag", "Namn"], ["nämnd", "Socialnämnden"]], Blad4=[["något", "helt", "annat"]])
    assert messages(reading) == ["Blad4: bladet hör inte till mallen och läses inte."]
    assert not reading.has_errors


def encrypted():
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 100


def zip_of(name):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, "hej")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Filen är tom"),
        (encrypted(), "skyddad med lösenord"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "äldre formatet .xls"),
        (zip_of("hej.txt"), "går inte att öppna som arbetsbok"),
        (b"PK\x03\x04 inte en arbetsbok", "går inte att öppna som arbetsbok"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 10, "varken en arbetsbok"),
        ("Recept: vispa ägg och mjölk.\nStek pannkakor.".encode(), "följer inte mallen"),
        (data(book(Blad1="Datum | Belopp\n2018-01-01 | 12")), "följer inte mallen"),
    ],
    ids=["empty", "encrypted", "xls", "zip", "broken", "pdf", "cookery", "other workbook"],
)
def test_it_says_kindly_what_it_cannot_read(content, sentence):
    with pytest.raises(UnreadableSheets, match=sentence):
        parse_organisation(content, "fil.xlsx")


def test_what_begins_like_a_formula_is_written_as_text():
    tables = Tables(standings=(StandingRow("=HYPERLINK(1)", "+x", valid_from=date(2018, 10, 15)),))
    page = openpyxl.load_workbook(io.BytesIO(write_xlsx(tables)))["Partier"]
    assert (page["A2"].value, page["A2"].data_type) == ("'=HYPERLINK(1)", "s")
    assert ";'+x;" in write_csv(tables, "standings").decode("utf-8-sig")


def opendocument(*rows):
    """A minimal .ods with one sheet, Organ; a cell that begins with = is written as a formula with its last value."""
    office, table = (
        "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    )
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"

    def cell(value):
        formula = ' table:formula="of:=1+1"' if value.startswith("=") else ""
        shown = f"<text:p>{value.lstrip('=')}</text:p>"
        return f'<table:table-cell office:value-type="string"{formula}>{shown}</table:table-cell>'

    lines = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{office}" xmlns:table="{table}" '
        f'xmlns:text="{text}"><office:body><office:spreadsheet><table:table table:name="Organ">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return buffer.getvalue()


def test_it_reads_opendocument_and_sees_its_formulas():
    reading = parse_organisation(opendocument(["Slag", "Namn"], ["nämnd", "Socialnämnden"]), "organ.ods")
    assert reading.tables.bodies == (BodyRow("board", "Socialnämnden"),)
    reading = parse_organisation(opendocument(["Slag", "Namn"], ["nämnd", "=Socialnämnden"]), "organ.ods")
    assert messages(reading) == ["Organ, cell B2: cellen har en formel. Klistra in värdet i stället."]
