"""Takes in answers of the national source: catalogue, areas, groups, figures. Called inside an action's transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from ramverk.apps.keyfigures.models import (
    Area,
    AreaKind,
    ComparisonGroup,
    FigureBlock,
    GroupKind,
    Indicator,
    Unit,
    Vintage,
    VintageSource,
)
from ramverk.apps.keyfigures.queries.known import block_of_payload, own_area
from ramverk.apps.trail import clock
from ramverk.apps.trail.models import StoredFile
from ramverk.core.keyfigures.blocks import Block, merged
from ramverk.core.keyfigures.packing import Packed, pack, unpack
from ramverk.formats.kolada import shapes
from ramverk.formats.kolada.decoding import (
    blocks_of,
    day,
    is_discontinued,
    split_title,
    unit_blocks_of,
    unit_in,
)

_MOST_WAITING = 3_000_000
"""Cells held before they are written: what bounds the memory of a large import."""
Waiting = dict[tuple[str, bool], Packed | Block]
"""Figures by the indicator's id and whether their places are units."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where figures come from."""

    source: VintageSource
    name: str
    sha256: str
    file: StoredFile | None = None


@dataclass(slots=True)
class Outcome:
    """What an import did. No vintage where everything was known already."""

    vintage: Vintage | None = None
    indicators: int = 0
    catalogue: int = 0
    groups: int = 0
    units: int = 0
    remarks: list[str] = field(default_factory=list)


class Import:
    """One import under way."""

    def __init__(self, origin: Origin, by: str) -> None:
        self.origin, self.by = origin, by
        self.outcome = Outcome()
        self._waiting: Waiting = {}
        self._cells = 0
        self._written: set[int] = set()

    def take(self, answer: shapes.Answer) -> None:
        """Take in one answer."""
        if isinstance(answer, shapes.Values):
            self.take_blocks(blocks_of(answer.values))
        elif isinstance(answer, shapes.UnitValues):
            self.take_blocks(unit_blocks_of(answer.values), of_units=True)
        elif isinstance(answer, shapes.Ous):
            self.take_units({unit.id: (unit.title, unit.municipality) for unit in answer.values})
        elif isinstance(answer, shapes.Kpis):
            self._take_catalogue(answer.values)
        elif isinstance(answer, shapes.Areas):
            self._take_areas({area.id: area.title for area in answer.values})
        else:
            self._take_groups(answer.values)

    def take_blocks(
        self, blocks: Mapping[str, Packed | Block], *, of_units: bool = False, preliminary: int | None = None
    ) -> None:
        """Take in figures; they are written when there are many, and at the end.

        `preliminary` is a year that the source itself says is not over; otherwise the catalogue's dates tell.
        """
        for code, block in blocks.items():
            earlier = self._waiting.get((code, of_units))
            self._waiting[code, of_units] = block if earlier is None else merged(_opened(earlier), _opened(block))
            self._cells += block.size if isinstance(block, Packed) else block.marks.size
            if preliminary is not None:
                self._preliminary[code] = preliminary
        if self._cells > _MOST_WAITING:
            self._write()

    def finish(self, asked: Sequence[str] = ()) -> Outcome:
        """Write what waits. Of the catalogue entries asked for, those that did not come are marked as gone."""
        self._write()
        if asked:
            gone = Indicator.objects.filter(code__in=set(asked) - self._named, is_local=False, vanished_on=None)
            self.outcome.remarks += [
                _("%(code)s finns inte längre i Koladas katalog. De värden som är inlästa står kvar.")
                % {"code": one.code}
                for one in gone
            ]
            gone.update(vanished_on=clock.today())
        return self.outcome

    @cached_property
    def _preliminary(self) -> dict[str, int]:
        """Years that the source itself says are not over, by indicator."""
        return {}

    @cached_property
    def _named(self) -> set[str]:
        """Ids that the catalogue has named in this import."""
        return set()

    def _vintage(self) -> Vintage:
        if self.outcome.vintage is None:
            origin = self.origin
            self.outcome.vintage = Vintage.objects.create(
                source=origin.source, name=origin.name[:300], sha256=origin.sha256, file=origin.file,
                at=clock.now(), by=self.by,
            )  # fmt: skip
        return self.outcome.vintage

    def _write(self) -> None:
        """Write the blocks that say something new."""
        indicators = self._indicators(dict.fromkeys(code for code, _of_units in self._waiting))
        standing = [pk for one in indicators.values() for pk in (one.current_id, one.units_id) if pk]
        before = {row.pk: row for row in FigureBlock.objects.filter(pk__in=standing)}
        made: list[FigureBlock] = []
        for (code, of_units), block in self._waiting.items():
            indicator = indicators[code]
            earlier = before.get((indicator.units_id if of_units else indicator.current_id) or 0)
            payload = _payload(block, bytes(earlier.payload) if earlier else None)
            if payload is None:
                continue
            if earlier is not None and earlier.pk in self._written:  # the same indicator came on a later page too
                FigureBlock.objects.filter(pk=earlier.pk).update(payload=payload)
                continue
            made.append(
                FigureBlock(
                    vintage=self._vintage(), indicator=indicator, payload=payload, before=earlier, of_units=of_units,
                    preliminary_year=self._preliminary.get(code) or preliminary_year(indicator, clock.today()),
                )
            )  # fmt: skip
        self._name_areas(block for (_code, of_units), block in self._waiting.items() if not of_units)
        self._name_units(block for (_code, of_units), block in self._waiting.items() if of_units)
        self._point_at(FigureBlock.objects.bulk_create(made, batch_size=200))
        self._waiting, self._cells = {}, 0

    def _point_at(self, made: list[FigureBlock]) -> None:
        for block in made:
            self._written.add(block.pk)
            if block.of_units:
                block.indicator.units = block
            else:
                block.indicator.current = block
        moved = {block.indicator.pk: block.indicator for block in made}
        Indicator.objects.bulk_update(moved.values(), ["current", "units"], batch_size=200)
        self.outcome.indicators += len(moved)

    def _indicators(self, codes: Iterable[str]) -> dict[str, Indicator]:
        found = {row.code: row for row in Indicator.objects.filter(code__in=list(codes))}
        unknown = [code for code in codes if code not in found]
        made = Indicator.objects.bulk_create((Indicator(code=code, title=code) for code in unknown), batch_size=500)
        found |= {row.code: row for row in made}
        self.outcome.remarks += [
            _("%(code)s saknas i katalogen. Läs in katalogen, så får det sitt namn.") % {"code": code}
            for code in unknown
        ]
        return found

    def take_units(self, units: Mapping[str, tuple[str, str]], *, rename: bool = True) -> None:
        """Take in units: by their id, what they are called and where they lie."""
        known = {row.code: row for row in Unit.objects.filter(code__in=list(units))}
        Unit.objects.bulk_create(
            Unit(code=code, title=title[:200], area=area) for code, (title, area) in units.items() if code not in known
        )
        said = {code: (title[:200], area) for code, (title, area) in units.items()}
        changed = [row for code, row in known.items() if rename and (row.title, row.area) != said[code]]
        for row in changed:
            row.title, row.area = said[row.code]
        Unit.objects.bulk_update(changed, ["title", "area"], batch_size=200)
        self.outcome.units += len(units) - len(known) + len(changed)

    def _name_units(self, blocks: Iterable[Packed | Block]) -> None:
        """Units that figures came of and no list has named keep their id as their name, in one's own municipality."""
        codes = {code for block in blocks for code in block.areas}
        known = set(Unit.objects.filter(code__in=codes).values_list("code", flat=True))
        Unit.objects.bulk_create(Unit(code=code, title=code, area=own_area().code) for code in sorted(codes - known))

    def _name_areas(self, blocks: Iterable[Packed | Block]) -> None:
        self._take_areas({area: area for block in blocks for area in block.areas}, rename=False)

    def _take_areas(self, titles: Mapping[str, str], *, rename: bool = True) -> None:
        known = {area.code: area for area in Area.objects.filter(code__in=list(titles))}
        Area.objects.bulk_create(
            [
                Area(code=code, title=title[:160], kind=area_kind(code))
                for code, title in titles.items()
                if code not in known
            ]
        )
        renamed = [area for code, area in known.items() if rename and area.title != titles[code]]
        for area in renamed:
            area.title = titles[area.code][:160]
        Area.objects.bulk_update(renamed, ["title"])

    def _take_catalogue(self, entries: Sequence[shapes.Kpi]) -> None:
        known = {row.code: row for row in Indicator.objects.filter(code__in=[entry.id for entry in entries])}
        made, changed = [], []
        for entry in entries:
            self._named.add(entry.id)
            row = known.get(entry.id)
            if row is None:
                made.append(_filled(Indicator(code=entry.id), entry))
            elif not row.is_local:
                changed.append(self._described(row, entry))
        Indicator.objects.bulk_create(made, batch_size=200)
        Indicator.objects.bulk_update(
            changed, [*_CATALOGUE, "redefined_on", "earlier_title", "vanished_on"], batch_size=100
        )
        self.outcome.catalogue += len(made) + len(changed)

    def _described(self, row: Indicator, entry: shapes.Kpi) -> Indicator:
        before = (row.title, row.description)
        was_known = row.title != row.code
        _filled(row, entry)
        row.vanished_on = None
        if was_known and before != (row.title, row.description):
            row.redefined_on = clock.today()
            row.earlier_title = before[0]
            self.outcome.remarks.append(
                _("%(code)s har fått ny definition i katalogen: ”%(old)s” heter nu ”%(new)s”.")
                % {"code": row.code, "old": before[0], "new": row.title}
            )
        return row

    def _take_groups(self, groups: Sequence[shapes.Group]) -> None:
        own = own_area()
        self._take_areas({one.member_id: one.member_title for group in groups for one in group.members})
        for group in groups:
            title = split_title(group.title)
            codes = [member.member_id for member in group.members]
            is_similar = group.title.startswith("Liknande kommuner")
            if (is_similar and title.of == own.title) or (not is_similar and own.code in codes):
                self._keep_group(
                    group, GroupKind.SIMILAR if is_similar else GroupKind.OTHER, title.theme, title.vintage
                )

    def _keep_group(self, group: shapes.Group, kind: GroupKind, theme: str, vintage: int | None) -> None:
        own = own_area().code
        members = sorted(one.member_id for one in group.members if one.member_id != own)
        standing = ComparisonGroup.objects.filter(kind=kind, replaced_by=None)
        earlier = next((row for row in standing if split_title(row.title).theme == theme), None)
        if earlier and (earlier.members, earlier.title, earlier.code) == (members, group.title, group.id):
            return
        ComparisonGroup.objects.create(
            code=group.id, kind=kind, title=group.title[:200], vintage_year=vintage, members=members, replaces=earlier,
            made_at=clock.now(), made_by=self.by,
        )  # fmt: skip
        self.outcome.groups += 1


def _opened(block: Packed | Block) -> Block:
    return unpack(block.data) if isinstance(block, Packed) else block


def _payload(block: Packed | Block, before: bytes | None) -> bytes | None:
    """What to store: the figures on top of what was known before; nothing where they say nothing new.

    What is packed is stored as it came where nothing was known: a country's first import opens no block.
    """
    if before is None:
        return block.data if isinstance(block, Packed) else pack(block)
    if isinstance(block, Packed) and block.data == before:
        return None
    known = block_of_payload(before)
    now = merged(known, _opened(block))
    return None if now == known else pack(now)


_CATALOGUE = (
    "title", "description", "counted_in", "operating_area", "perspective", "municipality_type",
    "is_divided_by_gender", "has_units", "prel_publication_date", "publication_date", "publ_period",
)  # fmt: skip


def _filled(row: Indicator, entry: shapes.Kpi) -> Indicator:
    row.title, row.description = entry.title[:300], entry.description or ""
    row.counted_in = row.counted_in or unit_in(entry.title)
    row.operating_area, row.perspective = entry.operating_area or "", entry.perspective or ""
    row.municipality_type = entry.municipality_type or ""
    row.is_divided_by_gender, row.has_units = bool(entry.is_divided_by_gender), bool(entry.has_ou_data)
    row.prel_publication_date, row.publication_date = day(entry.prel_publication_date), day(entry.publication_date)
    row.publ_period = str(entry.publ_period or "")[:10]
    return row


def area_kind(code: str) -> AreaKind:
    """What sort of area an id is of: 0000 the nation, 00nn a region, G… a group."""
    if code.startswith("G"):
        return AreaKind.GROUP
    if code == "0000":
        return AreaKind.NATION
    return AreaKind.REGION if code.startswith("00") else AreaKind.MUNICIPALITY


def preliminary_year(indicator: Indicator, day_of_it: date) -> int | None:
    """The year whose figure is not final on a day, by the catalogue's own dates."""
    period, final = indicator.publ_period, indicator.publication_date
    if not period.isdigit() or final is None or day_of_it >= final or is_discontinued(indicator.title):
        return None
    return int(period)
