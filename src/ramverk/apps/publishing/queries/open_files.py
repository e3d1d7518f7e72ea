"""The files of a publication as a reader looks for them: what each holds, in which forms it comes, and how large."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ramverk.apps.publishing.contents.press import PRESS
from ramverk.apps.publishing.models import Publication

Words = str | Promise
_TABLES: dict[str, tuple[Words, Words]] = {
    "ramar": (
        _("Nämndernas ramar"),
        _("Nettokostnad för varje nämnd och år, i kronor."),
    ),
    "andringar": (
        _("Ändringarna av ramarna"),
        _("Varje ändring med nämnd, orsak, text och belopp per år, i kronor. Plus ökar nettokostnaden."),
    ),
    "resultat": (
        _("Resultatbudgeten"),
        _("Intäkter, kostnader och resultat för varje år, i kronor. Plus är intäkt."),
    ),
}
_DOCUMENT = (_("Hela dokumentet"), _("Texterna, tabellerna och diagrammen, som det frystes."))
_SHEETS = (_("Dokumentets tabeller"), _("Varje tabell i dokumentet på ett eget blad, med belopp i kronor."))
_PACKAGE = (_("Beskrivning av datafilerna"), _("Kolumner, typer och licens, för program (Data Package v2)."))
_PRESS = (_("Presspaket"), _("Nyckelbudskap, dokumentet som PDF, tabellerna, och diagrammen som bilder."))
_PICTURES = (_("Bilder"), _("Bilderna ur dokumentet."))
_FORMS: dict[str, Words] = {
    "pdf": "PDF", "docx": "Word", "html": _("webbsida"), "xlsx": "Excel", "json": "JSON", "parquet": "Parquet",
    "zip": "ZIP", "png": "PNG", "jpg": "JPEG", "csv": _("CSV (komma, decimalpunkt)"),
}  # fmt: skip
_EXCEL_CSV = _("CSV för Excel (semikolon, decimalkomma)")
_EXCEL = "-excel"
FOR_PROGRAMS = (".csv", ".json", ".xlsx", ".parquet")


@dataclass(frozen=True, slots=True)
class OpenFile:
    """One file: its name in the address, what form it is, its size in bytes."""

    name: str
    form: Words
    size: int
    media_type: str

    @property
    def is_data(self) -> bool:
        """Whether it is for programs and spreadsheets; otherwise it is for readers."""
        return self.name.endswith(FOR_PROGRAMS)


@dataclass(frozen=True, slots=True)
class OpenFiles:
    """The same content in one or more forms."""

    title: Words
    about: Words
    files: tuple[OpenFile, ...]


def open_files(publication: Publication) -> list[OpenFiles]:
    """What the frozen document has, data first; a file of a kind that is not known here stands under its own name."""
    if publication.document is None:
        return []
    rows = publication.document.attachments.select_related("file").defer("file__content").order_by("pk")
    grouped: dict[tuple[Words, Words], list[OpenFile]] = {}
    for row in rows:
        group = _group(row.name, publication.slug)
        file = OpenFile(row.name, _form(row.name), row.file.size, row.media_type)
        grouped.setdefault(group, []).append(file)
    found = [OpenFiles(title, about, tuple(files)) for (title, about), files in grouped.items()]
    return sorted(found, key=_order)


def data_files(groups: Sequence[OpenFiles]) -> list[tuple[OpenFiles, OpenFile]]:
    """Each file for programs with what it holds."""
    return [(group, file) for group in groups for file in group.files if file.is_data]


def _group(name: str, slug: str) -> tuple[Words, Words]:
    stem, _dot, ending = name.rpartition(".")
    table = _TABLES.get(stem.removesuffix(_EXCEL))
    if table is not None:
        return table
    if stem == slug:
        return _SHEETS if ending == "xlsx" else _DOCUMENT
    if name == "datapackage.json":
        return _PACKAGE
    if name == PRESS:
        return _PRESS
    return _PICTURES if ending in {"png", "jpg"} else (name, "")


def _form(name: str) -> Words:
    stem, _dot, ending = name.rpartition(".")
    return _EXCEL_CSV if ending == "csv" and stem.endswith(_EXCEL) else _FORMS.get(ending, ending.upper())


_ORDER: tuple[tuple[Words, Words], ...] = (*_TABLES.values(), _SHEETS, _PACKAGE, _DOCUMENT, _PRESS, _PICTURES)


def _order(group: OpenFiles) -> int:
    known = (group.title, group.about)
    return next((at for at, one in enumerate(_ORDER) if one is known or one == known), len(_ORDER))
