"""A motion in Word: numbered clauses, the figures beside their base, and no machine's traces."""

import io
from datetime import UTC, datetime

from docx import Document

from ramverk.formats.motion_document import MotionText, write_motion


def test_a_motion_carries_its_clauses_its_figures_and_its_checksum():
    clauses = ["att skattesatsen är 21:64", "att satsa"]
    frames = [("Socialnämnden", 100_000, 300_000)]
    text = MotionText(
        "Vårt förslag", ["Framtid Exempelby"], [("", "Läxhjälp först.")], clauses, 2019, "Ramdirektiv", frames,
        (500_000, 300_000), "abc", datetime(2018, 5, 30, tzinfo=UTC),
    )  # fmt: skip
    document = Document(io.BytesIO(write_motion(text)))
    numbered = [one.text for one in document.paragraphs if one.style.name == "List Number"]
    assert numbered == ["att skattesatsen är 21:64", "att satsa"]
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[1] == ["Socialnämnden", "1", "3", "+2"]
    assert rows[2][0] == "Årets resultat"
    assert "abc" in document.sections[0].footer.paragraphs[0].text
    assert document.core_properties.author == "Framtid Exempelby"
