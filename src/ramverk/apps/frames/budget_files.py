"""Somebody's file of an opening budget: read, looked up in what is known and remembered, packed while it waits."""

import io
import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import numpy as np
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramverk.apps.frames.models import ImportMapping
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail.verdicts import Invalid
from ramverk.core.statements.result_budget import FINANCE_LINES
from ramverk.formats.budget_sheets import (
    PRICE_CLASSES,
    BudgetLines,
    Coded,
    Coding,
    Layout,
    Progress,
    RowFault,
    Source,
    Survey,
    Unknown,
    layout_faults,
    layout_from_json,
    layout_to_json,
    open_source,
    read_lines,
    survey,
)
from ramverk.formats.budget_sheets.lines import Column
from ramverk.formats.organisation_sheets import UnreadableSheets

KINDS = ("board", "price_class", "line", "operation")
"""What a word in a file may stand for."""


def opened(data: bytes, name: str) -> Source:
    """The file, or `Invalid` with what is wrong with it."""
    try:
        source = open_source(data, name)
    except UnreadableSheets as error:
        raise Invalid(_told(error)) from error
    if source.template and not source.template.startswith("budget/"):
        raise Invalid(
            _(
                "Filen är en av Ramverks egna arbetsböcker (%s), inte en budget. Ändringar i en utgåva läses tillbaka "
                "på utgåvans sida; här läses förra årets budget in."
            )
            % source.template.partition("/")[0]
        )
    return source


def surveyed(source: Source, wanted: Layout | None = None) -> Survey:
    """What the file holds, with what its headings were last taken for."""
    return survey(source, wanted, remembered_words("heading"))


def read(source: Source, layout: Layout, progress: Progress | None = None) -> BudgetLines:
    """Its rows. Raises `Invalid` where columns or unit are still to be chosen."""
    for swedish, english in layout_faults(layout):
        raise Invalid(english if get_language() == "en" else swedish)
    try:
        return read_lines(source, layout, progress)
    except UnreadableSheets as error:
        raise Invalid(_told(error)) from error


def _told(error: UnreadableSheets) -> str:
    return error.sentence_en if get_language() == "en" else error.sentence_sv


def remembered_words(kind: str) -> dict[str, str]:
    """What words of a kind were last taken for."""
    return dict(ImportMapping.objects.filter(kind=kind).values_list("word", "target"))


def known_coding(chosen: Mapping[str, Mapping[str, str]] | None = None) -> Coding:
    """What words stand for: in the organisation, in what is remembered, and above all in what was chosen."""
    chosen = chosen or {}
    memory: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    for kind, word, target in ImportMapping.objects.filter(kind__in=KINDS).values_list("kind", "word", "target"):
        memory[kind][word] = target
    boards: dict[str, str] = {}
    for body in Body.objects.filter(valid_to=None):
        boards |= {word.casefold(): str(body.pk) for word in (body.name, body.short_name) if word}
    alive = set(boards.values())
    memory["board"] = {word: key for word, key in memory["board"].items() if key in alive or key.startswith("*")}
    return Coding(
        boards={**memory["board"], **boards, **chosen.get("board", {})},
        classes={**memory["price_class"], **chosen.get("price_class", {})},
        lines={**memory["line"], **chosen.get("line", {})},
        operations={**memory["operation"], **chosen.get("operation", {})},
    )


def faults_by_place(coded: Coded) -> dict[str, list[str]]:
    """Everything that has to be mended before the lines are used, a sentence each by its place."""
    found: dict[str, list[str]] = defaultdict(list)
    for fault in [*coded.lines.faults, *coded.faults]:
        found[fault.place].append(in_language(fault))
    for one in coded.unknown:
        found[one.place].append(sentence_of(one))
    if (more := coded.lines.fault_count - len(coded.lines.faults)) > 0:
        found[""].append(_("Filen har %s fel till av samma slag. Rätta och läs in den igen.") % more)
    return dict(found)


def in_language(fault: RowFault) -> str:
    """A fault's sentence in the reader's language."""
    return fault.english if get_language() == "en" else fault.swedish


def sentence_of(one: Unknown) -> str:
    """What stands for nothing yet, and how to mend it."""
    words = one.word or one.name
    if one.kind == "board":
        told = _(
            "Nämnden ”%s” finns inte. Skriv namnet eller förkortningen som i organisationen, eller lägg in nämnden."
        )
        sentence = told % words
    elif one.kind == "price_class":
        known = ", ".join(names[0] for names in PRICE_CLASSES.values())
        told = _("Kostnadsslaget ”%(word)s” är okänt. Slagen heter %(known)s.")
        sentence = told % {"word": words, "known": known}
    else:
        known = ", ".join(line.swedish.lower() for line in FINANCE_LINES.values())
        told = _("”%(word)s” är ingen rad i finansförvaltningen. Raderna heter %(known)s.")
        sentence = told % {"word": words, "known": known}
    if one.count > 1:
        sentence += " " + _("Det gäller %s rader.") % one.count
    return sentence


def packed(lines: BudgetLines) -> bytes:
    """The lines as bytes, to wait in the database while their codes are looked over."""
    out = io.BytesIO()
    words = {role: column.words for role, column in lines.columns.items()}
    about = json.dumps({"sheet": lines.sheet, "words": words, "layout": layout_to_json(lines.layout)})
    arrays: dict[str, Any] = {f"codes_{role}": column.codes for role, column in lines.columns.items()}
    if lines.whole_year is not None:
        arrays["whole_year"] = lines.whole_year
    np.savez_compressed(
        out, about=np.frombuffer(about.encode(), np.uint8), amounts=lines.amounts, rows=lines.rows, **arrays
    )
    return out.getvalue()


def unpacked(data: bytes) -> BudgetLines:
    """The lines that were packed; their faults are kept elsewhere."""
    with np.load(io.BytesIO(data), allow_pickle=False) as held:
        about = json.loads(held["about"].tobytes())
        columns = {role: Column(words, held[f"codes_{role}"]) for role, words in about["words"].items()}
        return BudgetLines(
            about["sheet"], columns, held["amounts"], held["rows"], layout_from_json(about["layout"]),
            whole_year=held.get("whole_year"),
        )  # fmt: skip
