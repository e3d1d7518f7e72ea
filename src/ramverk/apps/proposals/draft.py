"""A draft proposal as a plain value: what is sealed, and the core's edition it becomes."""

import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from ramverk.apps.proposals.projects import SPACE, Basis, DraftProject, after_deeds, ledger_rows, project_of
from ramverk.core.editions.causes import Cause
from ramverk.core.editions.changes import Change, Post, PostKind, Source, SourceKind
from ramverk.core.editions.editions import Edition, EditionKind, fold
from ramverk.core.editions.proposing import tax_changes
from ramverk.core.money import Ore


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One change of the draft. `deed` says how it came about: written, taken back, moved in time, or a shift."""

    key: str
    kind: str
    owner: str = ""
    part: str = ""
    amounts: dict[str, int] = field(default_factory=dict)
    text: str = ""
    cause: str = Cause.POLITICAL.value
    is_one_off: bool = False
    pair: str = ""
    reverses: str = ""
    deed: str = "write"

    def change(self, source: Source) -> Change:
        """The row as the core's change."""
        return Change(
            self.key, Post(PostKind(self.kind), self.owner, self.part), Cause(self.cause),
            {int(year): Ore(amount) for year, amount in self.amounts.items()}, self.text, source,
            is_one_off=self.is_one_off, pair=self.pair, reverses=self.reverses,
        )  # fmt: skip


def row_of(change: Change, deed: str) -> DraftRow:
    """The row that keeps a core's change."""
    return DraftRow(
        change.id, change.post.kind.value, change.post.owner, change.post.part,
        {str(year): int(amount) for year, amount in change.amounts.items()}, change.text, change.cause.value,
        change.is_one_off, change.pair, change.reverses, deed,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything a draft holds. `base` is the uid of the frozen edition it stands on; rates are öre per 100 kr."""

    title: str
    base: str
    rows: tuple[DraftRow, ...] = ()
    tax_rate: dict[str, int] = field(default_factory=dict)
    goals: tuple[dict[str, str], ...] = ()
    assignments: tuple[dict[str, str], ...] = ()
    texts: tuple[dict[str, str], ...] = ()
    projects: tuple[DraftProject, ...] = ()
    approvals: dict[str, str] = field(default_factory=dict)
    """By party id the checksum that its leader approved."""
    log: tuple[dict[str, str], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The draft as it is sealed."""
        return asdict(self)

    def logged(self, at: str, by: str, what: str) -> "Draft":
        """The draft with one more line in its own log, the newest last; it is kept to two hundred."""
        return replace(self, log=(*self.log, {"at": at, "by": by, "what": what})[-200:])


def draft_of(content: Mapping[str, Any]) -> Draft:
    """The draft that was sealed."""
    rows = tuple(DraftRow(**row) for row in content["rows"])
    listed = {name: tuple(content.get(name, ())) for name in ("goals", "assignments", "texts", "log")}
    projects = tuple(map(project_of, content.get("projects", ())))
    rate, approvals = dict(content.get("tax_rate", {})), dict(content.get("approvals", {}))
    return Draft(content["title"], content["base"], rows, rate, projects=projects, approvals=approvals, **listed)


def core_of_draft(
    draft: Draft,
    uid: uuid.UUID | str,
    base: Edition,
    rates: Mapping[int, int],
    kind: EditionKind = EditionKind.PARTY_PROPOSAL,
    basis: Basis | None = None,
) -> Edition:
    """The draft as an edition on its base. `rates` by year and `basis` are the tax rates and projects the base counts
    on.
    """
    source = Source(SourceKind.PERSON, draft.title)
    changes = [row.change(source) for row in draft.rows]
    wanted = {int(year): value for year, value in draft.tax_rate.items() if int(year) in base.years}
    taxed = tax_changes(fold(base), rates, wanted, "tax", "Ändrad skattesats", source)
    changes += [replace(one, id=str(uuid.uuid5(SPACE, f"{uid}:{one.id}"))) for one in taxed]
    if basis is not None and draft.projects:
        sheets, _impossible = after_deeds(basis, draft.projects, base.years[0])
        changes += ledger_rows(basis, sheets, base.years, uid)
    return Edition(str(uid), kind, draft.title, base.years, tuple(changes), base, base.forecast_set)
