"""A file is called what it holds: one line for each content, with its forms and sizes."""

import io
import json

import pyarrow.parquet as pq
import pytest
from django.test import Client
from django.urls import reverse

from ramverk.apps.publishing.queries.open_files import data_files, open_files
from ramverk.apps.publishing.tests.conftest import OPPNAS
from ramverk.apps.trail import clock

pytestmark = pytest.mark.django_db


def test_every_table_has_a_name_what_it_holds_and_its_forms(oppnas):
    groups = open_files(oppnas)
    assert [str(group.title) for group in groups] == [
        "Nämndernas ramar", "Ändringarna av ramarna", "Resultatbudgeten", "Beskrivning av datafilerna",
    ]  # fmt: skip
    forms = [str(kept.form) for kept in groups[0].files]
    assert forms == ["CSV (komma, decimalpunkt)", "CSV för Excel (semikolon, decimalkomma)", "Parquet"]
    assert all(kept.size for _group, kept in data_files(groups))
    assert all(group.about for group in groups)


def test_the_page_of_open_data_names_edition_content_and_form_and_no_bare_file(oppnas):
    with clock.stopped_at(OPPNAS):
        page = Client().get(reverse("public:data")).content.decode()
        catalogue = Client().get(reverse("public:dcat"), {"lang": "en"}).content.decode()
    assert oppnas.edition.name in page
    assert oppnas.edition.checksum[:12] in page
    assert "Nettokostnad för varje nämnd och år" in page
    assert ">ramar.csv<" not in page
    assert "Nämndernas ramar, CSV (komma, decimalpunkt)" in catalogue


def test_the_typed_table_says_the_same_as_the_plain_one(oppnas):
    kept = {one.name: bytes(one.file.content) for one in oppnas.document.attachments.all()}
    typed = pq.read_table(io.BytesIO(kept["ramar.parquet"])).to_pylist()
    plain = [line.split(",") for line in kept["ramar.csv"].decode().splitlines()[1:]]
    assert [[row["namnd_kod"], row["namnd"], str(row["ar"]), str(row["belopp_kr"])] for row in typed] == plain
    described = json.loads(kept["datapackage.json"])["resources"]
    assert {row["path"] for row in described if row["format"] == "parquet"} == {
        "ramar.parquet", "andringar.parquet", "resultat.parquet",
    }  # fmt: skip
