"""A board's sheets to a workbook and back: what a returned file would change, field by field, before it is saved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Activity, Submission
from ramverk.apps.frames.findings import FRAMED
from ramverk.apps.frames.ledger import board_key
from ramverk.apps.investments.edits import EffectEdit, SheetEdit
from ramverk.apps.investments.models import Category, Funding, Project, ProjectPhase
from ramverk.apps.investments.queries.projects import in_force, projects_in_order, projects_of
from ramverk.apps.investments.sheets import plan_years, sheet_years
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail import clock
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid
from ramverk.core.money import Ore, Unit, format_exact
from ramverk.formats.organisation_sheets import UnreadableSheets
from ramverk.formats.project_workbook import (
    CODES,
    KEPT_APART,
    MONEY,
    TEXTS,
    BookEffect,
    BookProject,
    ProjectBook,
    ReadBook,
    read_projects,
    write_projects,
)
from ramverk.formats.returning_books import as_written

_CHOICES: Mapping[str, Any] = {"funding": Funding, "category": Category, "phase": ProjectPhase}


@dataclass(frozen=True, slots=True)
class BookEdit:
    """One project that the file changes, adds or takes away. `version` is the one that was looked at."""

    project: Project | None
    version: int
    edit: SheetEdit | None


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a row would change: label, old and new by field; `who` changed the same project since it was fetched."""

    place: str
    name: str
    fields: list[tuple[str, str, str]]
    is_new: bool = False
    is_removed: bool = False
    who: str = ""


@dataclass(slots=True)
class Returned:
    """What a returned file would do."""

    edits: list[BookEdit] = field(default_factory=list)
    proposed: list[Proposed] = field(default_factory=list)
    faults: dict[str, list[str]] = field(default_factory=dict)


def project_book(actor: Actor, submission: Submission) -> tuple[str, bytes]:
    """File name and bytes of a board's sheets as they stand."""
    return board_book(actor, submission.activity, submission.body)


def board_book(actor: Actor, activity: Activity, body: Body) -> tuple[str, bytes]:
    """The same before the board's room is opened. Words are Swedish whoever fetches it, so that it reads back alike."""
    in_round = activity.round
    prerequisites = in_force(in_round)
    with override("sv"):
        lists: dict[str, list[str]] = {code: [str(one) for one in labels.labels] for code, labels in _CHOICES.items()}
        lists["priority"] = [code for code, _name in (prerequisites.priorities if prerequisites else [])]
        lists["carrier"] = sorted(_bodies())
        book = ProjectBook(
            board=board_key(body), cycle=f"{activity.uid}", fetched=timezone.localtime(clock.now()), by=actor.name,
            years=sheet_years(in_round), plan_years=plan_years(in_round),
            projects=[_row(project) for project in projects_in_order(in_round, body)], lists=lists,
            edition=str(prerequisites) if prerequisites else "",
        )  # fmt: skip
    return f"Projektblad {board_key(body)} {in_round.budget_year}.xlsx", write_projects(book)


def _cycle(submission: Submission) -> str:
    return f"{submission.activity.uid}"


def _bodies() -> dict[str, Body]:
    return {board_key(body): body for body in Body.objects.filter(kind__in=FRAMED, valid_to=None)}


def _label(code: str, value: str) -> str:
    return str(dict(_CHOICES[code].choices).get(value, "")) if code in _CHOICES else value


def _row(project: Project) -> BookProject:
    codes = {code: _label(code, str(getattr(project, code))) for code in CODES if code != "carrier"}
    codes["carrier"] = board_key(project.carrier) if project.carrier else ""
    texts = {name: KEPT_APART if name in project.secrecy else as_written(project.texts.get(name, "")) for name in TEXTS}
    return BookProject(
        key=str(project.key), version=project.version, name=project.name, is_block=project.is_block,
        activated=_month(project), codes=codes, texts=texts,
        money={name: _ore(getattr(project, name), empty=name in _ZERO_IS_EMPTY) for name in MONEY},
        outlay={row.year: Ore(row.outlay) for row in project.yearly.all() if row.outlay},
        contributions={row.year: Ore(row.contribution) for row in project.yearly.all() if row.contribution},
        parts=[(row.name, Ore(row.amount), row.life_years) for row in project.components.all()],
        effects=[
            BookEffect(
                board_key(row.body), {int(year): Ore(-amount) for year, amount in row.amounts.items()}, row.because,
                row.is_rent,
            )
            for row in project.effects.all()
        ],
    )  # fmt: skip


_ZERO_IS_EMPTY = ("spent", "carry_over")


def _ore(value: int | None, *, empty: bool) -> Ore | None:
    return None if value is None or (empty and value == 0) else Ore(value)


def _month(project: Project) -> tuple[int, int] | None:
    if project.activated_year and project.activated_month:
        return (project.activated_year, project.activated_month)
    return None


def returned(submission: Submission, data: bytes, name: str) -> Returned:
    """Read a returned file against the sheets as they stand. Raises `Invalid` where it is not this board's."""
    read = _read(data, name)
    if read.board != board_key(submission.body) or read.cycle != _cycle(submission):
        raise Invalid(
            _(
                "Filen hör till %(board)s i en annan inlämning eller till en annan nämnd. Hämta arbetsboken här och "
                "för över det du skrev."
            )
            % {"board": read.board or _("en okänd nämnd")}
        )  # fmt: skip
    english = get_language() == "en"
    found = Returned(faults={place: [pair[1 if english else 0]] for place, pair in read.faults.items()})
    stored = {str(project.key): project for project in projects_of(submission)}
    bodies = _bodies()
    with override("sv"):
        rows = [(row, stored.get(row.key), _edit(row, stored.get(row.key), bodies)) for row in read.projects]
    for row, project, (edit, faults) in rows:
        if row.key and project is None:
            gone = _("Projektet finns inte längre bland nämndens blad. Ta bort raden, eller töm Nyckel.")
            found.faults.setdefault(row.place, []).append(gone)
        elif faults:
            found.faults.setdefault(row.place, []).extend(faults)
        else:
            _propose(found, row, project, edit)
    return found


def _read(data: bytes, name: str) -> ReadBook:
    try:
        return read_projects(data, name)
    except UnreadableSheets as error:
        raise Invalid(error.sentence_en if get_language() == "en" else error.sentence_sv) from error


def _propose(found: Returned, row: BookProject, project: Project | None, edit: SheetEdit) -> None:
    with override("sv"):
        before = _row(project) if project else BookProject()
    differs = _differences(before, row)
    if not differs and not row.remove:
        return
    who = _changed_by(project) if project is not None and project.version != row.version else ""
    found.proposed.append(
        Proposed(row.place, row.name, [] if row.remove else differs, project is None, row.remove, who)
    )
    if project is None and row.remove:
        return
    found.edits.append(BookEdit(project, project.version if project else 0, None if row.remove else edit))


def _changed_by(project: Project) -> str:
    entries = TrailEntry.objects.filter(subject_type="investments.project", subject_id=str(project.pk))
    last = entries.order_by("-number").first()
    return f"{last.actor_name} {last.at:%Y-%m-%d}" if last else _("någon annan")


def _differences(before: BookProject, after: BookProject) -> list[tuple[str, str, str]]:
    """Field by field, old and new as people read them."""
    pairs: list[tuple[str, Any, Any]] = [("Projekt", before.name, after.name)]
    pairs += [(head, before.codes.get(code, ""), after.codes.get(code, "")) for code, head in CODES.items()]
    pairs += [(head, before.texts.get(code, ""), after.texts.get(code, "")) for code, head in TEXTS.items()]
    pairs += [(head, before.money.get(code), after.money.get(code)) for code, head in MONEY.items()]
    pairs.append(("Ram", before.is_block, after.is_block))
    pairs.append(("Aktiveras", before.activated, after.activated))
    for what, old, new in (
        ("brutto", before.outlay, after.outlay),
        ("bidrag", before.contributions, after.contributions),
    ):
        pairs += [(f"{year} {what}", old.get(year), new.get(year)) for year in sorted({*old, *new})]
    pairs.append((_("Komponenter"), before.parts, after.parts))
    pairs.append((_("Driftkonsekvenser"), [*map(_plain, before.effects)], [*map(_plain, after.effects)]))
    return [(head, _words(old), _words(new)) for head, old, new in pairs if old != new]


def _plain(effect: BookEffect) -> tuple[Any, ...]:
    amounts = tuple(sorted((year, amount) for year, amount in effect.amounts.items() if amount))
    return (effect.board, amounts, effect.because, effect.is_rent)


def _words(value: Any) -> str:
    if value is None or value == []:
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, Ore):
        return format_exact(value, Unit.TKR)
    if isinstance(value, tuple) and len(value) == 2 and all(type(part) is int for part in value):
        return f"{value[0]}-{value[1]:02d}"
    if isinstance(value, list | tuple):
        return ", ".join(word for part in value if (word := _words(part)))
    return str(value)


def _edit(row: BookProject, project: Project | None, bodies: Mapping[str, Body]) -> tuple[SheetEdit, list[str]]:
    """The sheet the row asks for: what the workbook does not carry stays as it is."""
    faults: list[str] = []
    fields: dict[str, Any] = {"name": row.name, "is_block": row.is_block}
    for code, labels in _CHOICES.items():
        fields[code] = _code(row.codes[code], labels, CODES[code], faults)
    fields["priority"] = row.codes["priority"].partition(" ")[0]
    carrier = row.codes["carrier"]
    if carrier and carrier not in bodies:
        faults.append(_("%(head)s: ”%(value)s” är ingen nämnd.") % {"head": CODES["carrier"], "value": carrier})
    fields["carrier_id"] = bodies[carrier].pk if carrier in bodies else None
    fields |= {code: None if row.money[code] is None else int(row.money[code] or 0) for code in ("total", "forecast")}
    fields |= {code: int(row.money[code] or 0) for code in _ZERO_IS_EMPTY}
    fields["activated_year"], fields["activated_month"] = row.activated or (None, None)
    if not fields["phase"]:
        fields["phase"] = project.phase if project else ProjectPhase.NEED.value
    stored = dict(project.texts) if project else {}
    texts = stored | {name: text for name, text in row.texts.items() if text != KEPT_APART}
    marks = {name: mark["paragraph"] for name, mark in project.secrecy.items()} if project else {}
    unknown = [one.board for one in row.effects if one.board not in bodies]
    faults += [_("Driftkonsekvensen för ”%s” gäller ingen nämnd. Skriv kortnamnet.") % name for name in unknown]
    effects = [
        EffectEdit(bodies[one.board].pk, {year: -int(amount) for year, amount in one.amounts.items()}, one.because,
                   one.is_rent)
        for one in row.effects if one.board in bodies
    ]  # fmt: skip
    edit = SheetEdit(
        fields=fields, texts=texts, marks=marks,
        outlay={year: int(amount) for year, amount in row.outlay.items()},
        contributions={year: int(amount) for year, amount in row.contributions.items()},
        components=[(name, int(amount), life) for name, amount, life in row.parts], effects=effects,
    )  # fmt: skip
    return edit, faults


def _code(value: str, labels: Any, head: str, faults: list[str]) -> str:
    known = {str(label).casefold(): code for code, label in labels.choices}
    if not value:
        return ""
    if value.casefold() not in known:
        words = {"head": head, "value": value, "choices": ", ".join(str(label) for label in labels.labels)}
        faults.append(_("%(head)s: ”%(value)s” finns inte. Välj bland %(choices)s.") % words)
        return ""
    return str(known[value.casefold()])
