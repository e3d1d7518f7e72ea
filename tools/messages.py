"""Collect the interface's words into web/locale/en and compile them; `make messages` runs it.

Swedish is the language of the source, so only English has a catalogue. Nothing but Babel is needed: Python files go
through its extractor, templates through Django's own `templatize`. `--check` writes nothing, and fails when something
is missing.
"""

import argparse
import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "ramverk"
PO = SOURCE / "web" / "locale" / "en" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {
    "_": None,
    "_now": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
TEMPLATES = {".html", ".txt"}
CALL = re.compile(r"""\b(?:_|n?p?gettext)\((?:[^()"']|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')*\)""")
HEADER = "# The English of Ramverk. Collected by tools/messages.py; the translations are written by hand."


def main() -> int:
    """Update and compile, or only check."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="Write nothing; fail when words are missing.")
    check = parser.parse_args().check
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ramverk.web.settings.test")
    django.setup()
    catalogue = updated()
    if not check:
        write(catalogue)
    problems = untranslated(catalogue)
    for message in problems:
        print(f"{message.locations[0][0]}: {message.id!r} has no English")
    print(f"{len(catalogue)} messages, {len(problems)} without English")
    return 1 if problems or (check and not is_compiled(catalogue)) else 0


def updated() -> Catalog:
    """The catalogue as it should be: every message of the source, with the translations there were."""
    catalogue = read() if PO.exists() else Catalog(locale="en", project="Ramverk", last_translator="", language_team="")
    catalogue.header_comment, catalogue.fuzzy = HEADER, False
    catalogue.update(collected(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def read() -> Catalog:
    """The catalogue as it stands."""
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def collected() -> Catalog:
    """Every message of the source, with the files where it stands."""
    catalogue = Catalog(locale="en")
    for path in sources():
        where = path.relative_to(SOURCE).as_posix()
        for _line, message, comments, context in words_of(path):
            catalogue.add(message, None, [(where, None)], auto_comments=comments, context=context)
    return catalogue


def sources() -> Iterator[Path]:
    """The files that may speak, in a fixed order."""
    for path in sorted(SOURCE.rglob("*")):
        speaks = path.suffix == ".py" or (path.suffix in TEMPLATES and "templates" in path.parts)
        if speaks and not {"tests", "migrations", "__pycache__"} & set(path.parts):
            yield path


def words_of(path: Path) -> Iterator[tuple]:
    """The messages of one file. What `templatize` gives is no whole Python, so only its calls are read."""
    text = path.read_text(encoding="utf-8")
    if path.suffix in TEMPLATES:
        text = "\n".join(CALL.findall(templatize(text, origin=str(path))))
    yield from extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS, comment_tags=("Translators",))


def untranslated(catalogue: Catalog) -> list[Message]:
    """Messages without English, marked as unsure, or with other placeholders than the Swedish."""
    return [message for message in catalogue if message.id and (message.fuzzy or not _is_whole(message))]


def _is_whole(message: Message) -> bool:
    strings = message.string if isinstance(message.string, (list, tuple)) else [message.string]
    return all(strings) and not list(message.check())


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as the machine reads it."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def is_compiled(catalogue: Catalog) -> bool:
    """Whether the compiled file says what the catalogue says."""
    return MO.exists() and MO.read_bytes() == compiled(catalogue)


def write(catalogue: Catalog) -> None:
    """Store both files."""
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, catalogue, width=100, sort_output=True, include_lineno=False, omit_header=False)
    MO.write_bytes(compiled(read()))


if __name__ == "__main__":
    sys.exit(main())
