"""The boards' revised plans as others use them: what a change rests on, and how a board has split its decided frame."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import override

from ramverk.apps.cycle.models import ActivityKind, HandIn, Round
from ramverk.apps.frames.links import Link
from ramverk.apps.frames.models import Edition, EditionKind
from ramverk.apps.plans.models import SectionKind

_CODE = "plan"


def revised_plans(in_round: Round) -> list[HandIn]:
    """The version each board handed in last of its revised plan, by the board's name; files alone are no plan."""
    rows = HandIn.objects.filter(
        submission__activity__round=in_round, submission__activity__kind=ActivityKind.REVISION,
        document__content__kind="activity_plan",
    ).select_related("submission__body", "submission__activity", "document")  # fmt: skip
    newest = {row.submission_id: row for row in rows.order_by("number")}
    return sorted(newest.values(), key=lambda row: row.submission.body.name)


def code_of(row: HandIn) -> str:
    """What a change keeps to say that it comes from this plan."""
    return f"{_CODE}:{row.submission_id}"


def submission_of(code: str) -> int | None:
    """The submission that a change's link names; None where it links to something else."""
    kind, _colon, pk = code.partition(":")
    return int(pk) if kind == _CODE and pk.isdigit() else None


def words_of(row: HandIn) -> str:
    """The plan as the ledger names it, in Swedish whoever reads."""
    with override("sv"):
        board = row.submission.body.short_name or row.submission.body.name
        adopted = f", § {row.paragraph.replace('§', '').strip()}" if row.paragraph else ""
        on = f" den {row.adopted_on.isoformat()}" if row.adopted_on else ""
        return f"{board}: reviderad verksamhetsplan{adopted}{on}"


def plan_links(edition: Edition) -> Iterator[Link]:
    """What changes after the council's decision may be linked to."""
    if edition.kind == EditionKind.CONFIRMED:
        for row in revised_plans(edition.round):
            yield Link(code_of(row), words_of(row), _("Nämndernas reviderade planer"))


def split_of(row: HandIn) -> dict[str, dict[int, int]]:
    """How the board has split its frame: net cost in öre by operation and year; empty where it has not."""
    found: dict[str, dict[int, int]] = {}
    for section in row.document.content["sections"]:
        if section["kind"] == SectionKind.SPLIT:
            for line in section["rows"]:
                _add(found.setdefault(line["operation"], {}), line["amounts"])
    return found


def _add(sums: dict[int, int], amounts: Mapping[str, int]) -> None:
    for year, amount in amounts.items():
        sums[int(year)] = sums.get(int(year), 0) + int(amount)


def written_against(row: HandIn) -> str:
    """The checksum of the edition whose frames the plan was written against."""
    return str((row.document.content["edition"] or {}).get("checksum", ""))
