"""What a handed-over proposal says, structured: for readers, for the comparison and for the decision."""

from collections.abc import Sequence
from typing import Any

from ramverk.apps.organisation.models import Body
from ramverk.apps.proposals.draft import DraftRow
from ramverk.apps.proposals.queries.drafts import Opened, Outcome, clauses_of_draft, project_words
from ramverk.apps.proposals.signs import line_words

FORMAT = "ramverk.proposal/1"


def content_of(one: Opened, found: Outcome, givers: Sequence[Body]) -> dict[str, Any]:
    """Rates are öre per 100 kr, amounts öre, frames as net cost; nothing internal to the room is in it."""
    draft = one.draft
    names = {board.key: board.name for board in found.figures.boards}
    return {
        "format": FORMAT,
        "title": draft.title,
        "kind": one.core.kind.value,
        "parties": [party.name for party in givers],
        "years": list(one.core.years),
        "base": {"uid": str(one.base.uid), "name": one.base.name, "checksum": one.base.checksum},
        "tax_rate": {str(year): rate for year, rate in found.rates},
        "tax_rate_now": one.terms.tax_rate,
        "tax_rate_base": {str(year): rate for year, rate in one.rates_behind.items()},
        "frames": [
            {"key": board.key, "name": board.name, "amounts": {str(cell.year): cell.amount for cell in board.frame}}
            for board in found.figures.boards
        ],
        "result": {str(year): amount for year, _base, amount in found.results},
        "changes": [
            {
                "text": row.text,
                "owner": row.owner,
                "part": row.part,
                "where": _where(row, names),
                "amounts": row.amounts,
                "deed": row.deed,
            }
            for row in draft.rows
        ],
        "investments": {
            "list": one.basis.name,
            "net": {str(line[0]): line[2] for line in found.investments.lines} if found.investments else {},
            "borrowed": {str(y): n for y, n in found.investments.borrowed.items()} if found.investments else {},
        },
        "projects": [project.as_json() | {"words": words} for project, words in project_words(one)],
        "goals": [dict(goal) for goal in draft.goals],
        "assignments": [dict(one) for one in draft.assignments],
        "texts": [dict(text) for text in draft.texts],
        "clauses": [
            {"subject": clause.subject, "text": clause.text, "value": clause.value} for clause in clauses_of_draft(one)
        ],
    }


def _where(row: DraftRow, names: dict[str, str]) -> str:
    return names.get(row.owner, row.owner) if row.owner else line_words(row.part)
