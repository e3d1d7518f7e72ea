"""A document is data: what keeps somebody out is found, what changed is listed, and it comes back as it was."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramverk.core.documents.brand import check_accent
from ramverk.core.documents.changed import Difference, changed_since
from ramverk.core.documents.checks import check_document
from ramverk.core.documents.cleaning import cleaned, hidden_in
from ramverk.core.documents.colours import contrast
from ramverk.core.documents.content import from_json, to_json
from ramverk.core.documents.model import (
    Cell,
    Chart,
    Column,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Picture,
    Row,
    Style,
    Table,
    tables,
)

RAMAR = Table(
    "ramar",
    "Ramar, tkr",
    (Column("Nämnd"), Column("2019", is_figures=True)),
    (Row((Cell("Skola"), Cell("940 000", 94_000_000_000))), Row((Cell("Summa"), Cell("940 000")), is_sum=True)),
)
BRO = Chart("bro", "Bro", "Ramen ökar.", "<svg/>", RAMAR)


def a_document(*blocks) -> Document:
    return Document("mal-och-budget", "Mål och budget", "Exempelby", "2018-06-20", tuple(blocks))


def codes(document: Document) -> list[str]:
    return [finding.code for finding in check_document(document)]


def test_a_document_that_everybody_can_read_has_no_findings():
    assert codes(a_document(Heading(1, "Ett"), Heading(2, "Två"), RAMAR, BRO, Heading(1, "Tre"))) == []


@pytest.mark.parametrize(
    ("blocks", "code"),
    [
        ([Heading(2, "Mitt i")], "document.heading_skipped"),
        ([Heading(1, "Ett"), Heading(3, "Tre")], "document.heading_skipped"),
        ([Heading(1, " ")], "document.heading_empty"),
        ([replace(RAMAR, caption="")], "document.table_without_caption"),
        ([replace(RAMAR, columns=(Column(""), Column("2019")))], "document.column_without_head"),
        ([replace(RAMAR, rows=(Row((Cell("ensam"),)),))], "document.ragged_row"),
        ([replace(BRO, description=" ")], "document.chart_without_words"),
        ([replace(BRO, table=None)], "document.chart_without_table"),
    ],
)
def test_what_keeps_somebody_out_is_found_and_blocks(blocks, code):
    findings = check_document(a_document(*blocks))
    assert [finding.code for finding in findings] == [code]
    assert all(finding.blocks and finding.message and finding.message_en for finding in findings)


def test_a_document_without_title_or_language_is_found():
    assert codes(replace(a_document(), title=" ", language="")) == ["document.untitled", "document.no_language"]


def test_a_changed_amount_is_told_with_where_it_stands():
    later = replace(RAMAR, rows=(Row((Cell("Skola"), Cell("941 000"))), RAMAR.rows[1]))
    assert changed_since(a_document(RAMAR), a_document(later)) == (
        Difference("Ramar, tkr", "Skola, 2019", "940 000", "941 000"),
    )


def test_rows_tables_and_words_that_came_or_went_are_told():
    before = a_document(Heading(1, "Ett"), Paragraph("gammalt"), RAMAR)
    after = a_document(
        Heading(1, "Ett"), Paragraph("nytt"), replace(RAMAR, rows=(*RAMAR.rows, Row((Cell("Kultur"), Cell("5")))))
    )
    assert Difference("Ett", "", "gammalt", "nytt") in changed_since(before, after)
    assert Difference("Ramar, tkr", "Kultur", "", "5") in changed_since(before, after)
    assert Difference("Ramar, tkr", "", "tabellen", "") in changed_since(before, a_document())
    assert Difference("Ramar, tkr", "", "", "tabellen") in changed_since(a_document(), after)


def test_a_document_has_not_changed_since_itself():
    whole = a_document(Heading(1, "Ett"), Paragraph("text"), ListBlock(("a", "b")), RAMAR, BRO)
    assert changed_since(whole, whole) == ()


def test_the_table_of_a_chart_is_one_of_the_tables_and_each_comes_once():
    assert tables(a_document(BRO, RAMAR)) == [RAMAR]


words = st.text(max_size=20)
blocks = st.one_of(
    st.builds(Heading, st.integers(1, 3), words, words),
    st.builds(Paragraph, words, st.sampled_from(Style)),
    st.builds(ListBlock, st.lists(words, max_size=3).map(tuple), st.booleans()),
    st.just(RAMAR),
    st.just(BRO),
)


@given(st.lists(blocks, max_size=6))
def test_a_document_comes_back_as_it_was(content):
    whole = a_document(*content)
    assert from_json(to_json(whole)) == whole


def test_an_unknown_block_is_no_document():
    content = to_json(a_document()) | {"blocks": [{"type": "film"}]}
    with pytest.raises(ValueError, match="film"):
        from_json(content)


def test_a_document_with_facts_pictures_and_a_status_comes_back_as_it_was():
    whole = replace(
        a_document(Picture("b", b"\x89PNG", "image/png", "Torget.", "Bild 1")), facts=(("Nämnd", "Skola"),),
        status="Utkast", has_front=False,
    )  # fmt: skip
    assert from_json(to_json(whole)) == whole
    assert "Utkast" in whole.footing


def test_hidden_signs_are_found_counted_and_taken_out_of_every_text():
    document = a_document(Heading(1, "Ett\u202e"), ListBlock(("två\x00",)), RAMAR)
    assert [(one.text, one.count) for one in hidden_in(document)] == [("Ett", 1), ("två", 1)]
    assert hidden_in(cleaned(document)) == []
    assert cleaned(a_document(RAMAR)) == a_document(RAMAR)


def test_contrast_is_counted_as_the_guidelines_count_it():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert check_accent("#1f4e63") == []
    assert [finding.code for finding in check_accent("#ffd400")] == ["brand.faint_colour"]
    assert [finding.code for finding in check_accent("blå")] == ["brand.no_colour"]
