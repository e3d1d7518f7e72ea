"""Asking SCB what tables there are and what one holds: short questions while somebody waits, with words for silence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings

from ramverk.apps.keyfigures.fetching import scb_source, wanted_areas
from ramverk.apps.keyfigures.models import Area, AreaKind
from ramverk.apps.keyfigures.queries.known import NATION, own_area
from ramverk.formats.kolada.transport import http_transport
from ramverk.formats.kolada.walking import Transport, Walk
from ramverk.formats.scb.addresses import code_list_address, search_address, table_address
from ramverk.formats.scb.decoding import codes_of, read_answer
from ramverk.formats.scb.series import area_of
from ramverk.formats.scb.shapes import CodeList, CodeListName, Dataset, Table, Tables

OWN, GROUPS, ALL = "egen", "grupper", "alla"


@dataclass(frozen=True, slots=True)
class Side:
    """A dimension to choose codes of."""

    name: str
    label: str
    kind: str
    """`region`, `time`, `sex` or `codes`."""
    codes: tuple[tuple[str, str], ...]
    """Code and label."""
    lists: tuple[CodeListName, ...] = ()
    chosen_list: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """A table with its sides."""

    table: str
    title: str
    updated: str
    sides: tuple[Side, ...]


def _walk(transport: Transport | None) -> Walk:
    """Asked while somebody waits: once, without pauses."""
    return Walk(transport or http_transport(settings.KOLADA_SECONDS), lambda _seconds: None, read=read_answer, tries=1)


def tables_named(words: str, transport: Transport | None = None) -> list[Table]:
    """The first tables whose name holds the words. Raises SourceFault."""
    return list(_walk(transport).answer(search_address(scb_source(), words), Tables)[1].tables)


def offered(table: str, lists: Mapping[str, str], transport: Transport | None = None) -> Offered:
    """What a table holds, by the code lists asked for. Raises SourceFault."""
    walk, base = _walk(transport), scb_source()
    dataset: Dataset = walk.answer(table_address(base, table), Dataset)[1]
    return Offered(table, dataset.label, dataset.updated, tuple(_sides(dataset, lists, walk, base)))


def _sides(dataset: Dataset, lists: Mapping[str, str], walk: Walk, base: str) -> Iterator[Side]:
    for name in dataset.id:
        dimension = dataset.dimension[name]
        category = dimension.category
        codes = tuple((code, category.label.get(code, code)) for code in codes_of(category))
        kind = _kind(name, dataset)
        offers = tuple(dimension.extension.codelists) if kind == "codes" else ()
        chosen = next((one.id for one in offers if one.id == lists.get(name)), "")
        if chosen:
            gathered: CodeList = walk.answer(code_list_address(base, chosen), CodeList)[1]
            codes = tuple((one.code, one.label) for one in gathered.values)
        yield Side(name, dimension.label, kind, codes, offers, chosen)


def _kind(name: str, dataset: Dataset) -> str:
    if name.casefold() == "region":
        return "region"
    if name in dataset.role.time or name == "Tid":
        return "time"
    return "sex" if name.casefold() in {"kon", "kön", "sex"} else "codes"


def region_codes(side: Side, which: str) -> list[str]:
    """The regions to ask for: one's own and the nation, with the groups' municipalities, or with all of them."""
    areas: Sequence[str] = [own_area().code, NATION]
    if which == GROUPS:
        areas = wanted_areas()
    elif which == ALL:
        areas = [*areas, *Area.objects.filter(kind=AreaKind.MUNICIPALITY).values_list("code", flat=True)]
    wanted = set(areas)
    return [code for code, _label in side.codes if area_of(code) in wanted]
