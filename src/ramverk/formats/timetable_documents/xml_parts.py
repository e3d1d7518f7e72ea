"""Parts of Office packages as XML trees, parsed without entities, network or document types."""

import zipfile
from typing import Any, TypeAlias

from lxml import etree

from ramverk.formats.timetable_documents.errors import CorruptDocument

Element: TypeAlias = Any
"""An lxml element; lxml has no public name for the type."""

SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False}


def xml_part(
    archive: zipfile.ZipFile, name: str, *, what: str, replace: tuple[bytes, bytes] = (b"", b"")
) -> Element | None:
    """The root of a part, or None where the package lacks it; `replace` exchanges one vocabulary's name for another.

    Raises CorruptDocument, naming the file type `what`, when it is not XML.
    """
    if name not in archive.namelist():
        return None
    try:
        data = archive.read(name)
        return etree.fromstring(data.replace(*replace) if replace[0] else data, etree.XMLParser(**SAFE))
    except etree.XMLSyntaxError as error:
        raise CorruptDocument(what) from error
