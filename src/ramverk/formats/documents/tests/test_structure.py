"""The PDF's own tree, walked: what a screen reader is told, in the order it is told."""

from dataclasses import replace

from ramverk.core.documents.brand import Brand
from ramverk.core.documents.model import Heading, Paragraph, Picture
from ramverk.formats.documents.pdf import write_pdf
from ramverk.formats.documents.tests.structure import Read, faults
from ramverk.formats.documents.tests.test_bad_input import A_LOGO, a_picture
from ramverk.formats.documents.tests.test_forms import HELA

BRAND = Brand(accent="#7a1f3d", logo=A_LOGO, logo_type="image/svg+xml", logo_name="Exempelbys vapen", sender="Torget 1")
PICTURE = Picture("skolan", a_picture(), "image/png", "Barn leker på en skolgård.", "Skolgården i Norra Exempelby")


def test_the_tree_of_a_whole_document_has_no_faults_with_and_without_a_mark():
    whole = replace(HELA, blocks=(*HELA.blocks, PICTURE, Heading(3, "Djupare"), Paragraph("Sist.")), status="Utkast")
    for brand in (Brand(), BRAND, replace(BRAND, has_band=False)):
        for has_front in (True, False):
            content = write_pdf(replace(whole, has_front=has_front), brand)
            assert faults(content) == []


def test_what_is_read_aloud_is_the_title_the_headings_in_order_the_heads_and_the_words_of_every_picture():
    read = Read(write_pdf(replace(HELA, blocks=(*HELA.blocks, PICTURE)), BRAND))
    alts = [node.alt for node in read.all("Figure")]
    assert alts == ["Exempelbys vapen", "Ramen minskar med 40.", "Barn leker på en skolgård."]
    assert [node.role for node in read.all("H1", "H2", "H3")] == ["H1", "H2"]
    table = read.all("Table")[0]
    assert [node.scope for node in table.walk() if node.role == "TH"] == ["Column", "Column", "Row", "Row", "Row"]
    assert len([node for node in table.walk() if node.role == "TD"]) == 3
    assert len(read.all("L")) >= 1
    assert "Mål och budget 2019" in read.metadata
