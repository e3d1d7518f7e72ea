"""What was worked out, as a table for a person at a terminal."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from ramverk.formats.cases import CaseRelation, write_relations
from ramverk.web.timetable_tables import console

_HEADS = {
    "sv": ("Fall", "Uppgift", "Beräknat", "Angivet", "Enhet", "Stämmer"),
    "en": ("Case", "Answer", "Computed", "Stated", "Unit", "Holds"),
}
_WORDS = {"sv": ("ja", "nej", "–"), "en": ("yes", "no", "–")}
_SUMMARY = {
    "sv": "{n} uppgifter beräknade, {wrong} stämmer inte.",
    "en": "{n} answers worked out, {wrong} do not hold.",
}


def print_relations(relations: Sequence[CaseRelation], lang: str) -> None:
    """Every stated answer beside the computed one, then how many do not hold."""
    screen = console()
    table = Table(*_HEADS[lang])
    for relation, row in zip(relations, write_relations("", relations)["relations"], strict=True):
        if relation.expected is None and relation.holds:
            continue
        word = _WORDS[lang][0 if relation.holds else 1]
        stated = relation.why_sv or str(row["expected"])
        table.add_row(
            row["case"], row["path"], str(row["computed"]), stated, row["unit"],
            Text(word, "" if relation.holds else "bold red"),
        )  # fmt: skip
    screen.print(table)
    wrong = sum(not relation.holds for relation in relations)
    screen.print(Text(_SUMMARY[lang].format(n=len(relations), wrong=wrong)))
