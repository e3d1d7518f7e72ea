"""Open data comes in two conventions that say the same, described by a package and a catalogue."""

import csv
import io
import json
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ramverk.formats.datapackage.catalogue import Catalogue, Dataset, Distribution, Service, write_catalogue
from ramverk.formats.datapackage.tables import DataTable, Field, write_csv, write_excel_csv, write_package

FIELDS = (Field("namnd", "string", "Nämnd"), Field("ar", "integer", "År"), Field("belopp_kr", "number", "Belopp"))
RAMAR = DataTable("ramar", "Ramar", FIELDS, [("Barn; skola", 2019, Decimal("-1234.50")), ("=1+1", 2020, None)])


def test_machines_get_points_and_excel_gets_commas():
    assert write_csv(RAMAR).decode() == "namnd,ar,belopp_kr\r\nBarn; skola,2019,-1234.50\r\n'=1+1,2020,\r\n"
    assert write_excel_csv(RAMAR).decode("utf-8-sig").splitlines()[1] == '"Barn; skola";2019;-1234,50'
    assert write_excel_csv(RAMAR).startswith(b"\xef\xbb\xbf")


@given(
    st.lists(
        st.tuples(
            st.text(st.characters(codec="utf-8", exclude_characters="\r\n\x00")),
            st.integers(),
            st.decimals(allow_nan=False, allow_infinity=False, places=2),
        )
    )
)
def test_both_conventions_hold_the_same_rows(rows):
    table = DataTable("t", "T", FIELDS, rows)
    plain = list(csv.reader(io.StringIO(write_csv(table).decode(), newline="")))
    excel = list(csv.reader(io.StringIO(write_excel_csv(table).decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [row[:2] for row in plain] == [row[:2] for row in excel]
    assert [row[2] for row in plain[1:]] == [row[2].replace(",", ".") for row in excel[1:]]
    assert len(plain) == len(rows) + 1


def test_the_package_describes_every_file_and_the_comma_of_excels():
    package = json.loads(write_package("budget-2019", "Budget 2019", "CC0-1.0", [RAMAR], "2018-06-20T20:00:00+02:00"))
    plain, excel, typed = package["resources"]
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    paths = ("ramar.csv", "ramar-excel.csv", "ramar.parquet")
    assert (plain["path"], excel["path"], typed["path"]) == paths
    assert excel["dialect"] == {"delimiter": ";"}
    assert excel["schema"]["fields"][2] == {
        "name": "belopp_kr",
        "type": "number",
        "title": "Belopp",
        "decimalChar": ",",
    }
    assert "decimalChar" not in plain["schema"]["fields"][2]


def test_the_catalogue_has_what_the_national_portal_demands():
    files = [Distribution("https://b.example/ramar.csv", "ramar.csv", "text/csv")]
    sets = [Dataset("https://b.example/2019", "Budget & mål", "Ramar", "2018-06-20", files)]
    root = etree.fromstring(
        write_catalogue(
            Catalogue(
                "https://b.example/datasets/dcat",
                "Öppna data",
                "Allt",
                "Exempelby",
                "data@b.example",
                "https://creativecommons.org/publicdomain/zero/1.0/",
                sets,
                [Service("https://b.example/api/v1/", "API", "JSON", "https://b.example/api/v1/openapi.json")],
            )
        )
    )
    spaces = {
        "dcat": "http://www.w3.org/ns/dcat#",
        "dcterms": "http://purl.org/dc/terms/",
        "vcard": "http://www.w3.org/2006/vcard/ns#",
    }
    assert root.findtext("dcat:Dataset/dcterms:title", namespaces=spaces) == "Budget & mål"
    for needed in (
        "dcat:Catalog/dcterms:publisher",
        "dcat:Catalog/dcat:dataset",
        "dcat:Dataset/dcat:contactPoint",
        "dcat:Dataset/dcat:distribution",
        "dcat:Distribution/dcat:accessURL",
        "dcat:Distribution/dcterms:license",
        "vcard:Organization/vcard:hasEmail",
        "dcat:Catalog/dcat:service",
        "dcat:DataService/dcat:endpointDescription",
        "dcat:DataService/dcat:servesDataset",
    ):
        assert root.find(needed, spaces) is not None, needed
