"""Indicators, what is known of them and since when, who is compared with whom, and what is made of it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.models import Round
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail.models import FrozenDocument, Standing, StoredFile, Versioned


class AreaKind(models.TextChoices):
    """What sort of area a figure is about."""

    MUNICIPALITY = "municipality", _("kommun")
    REGION = "region", _("region")
    NATION = "nation", _("riket")
    GROUP = "group", _("grupp (ovägt medel)")


class Area(Versioned):
    """A municipality, a region, the nation, or a group asked for as if it were one. The code is text."""

    code = models.CharField(_("kod"), max_length=12, unique=True)
    title = models.CharField(_("namn"), max_length=160)
    kind = models.CharField(_("slag"), max_length=14, choices=AreaKind.choices, default=AreaKind.MUNICIPALITY)

    class Meta:
        ordering: ClassVar = ["title"]
        verbose_name = _("område")

    def __str__(self) -> str:
        return self.title


class CountedIn(models.TextChoices):
    """What a figure is counted in."""

    PERCENT = "percent", _("procent")
    KR_PER_INHABITANT = "kr_per_inhabitant", _("kr per invånare")
    KR_PER = "kr_per", _("kr per brukare, elev eller plats")
    KR = "kr", _("kr")
    MNKR = "mnkr", _("mnkr")
    NUMBER = "number", _("antal")
    INDEX = "index", _("index")


class Wish(models.TextChoices):
    """Which way a figure should go: decided here, never by the source."""

    NONE = "none", _("ingen riktning")
    HIGHER = "higher", _("högre är bättre")
    LOWER = "lower", _("lägre är bättre")


class Indicator(Versioned):
    """A key figure, national or the municipality's own."""

    code = models.CharField(_("id"), max_length=20, unique=True)
    is_local = models.BooleanField(_("eget nyckeltal"), default=False)
    title = models.CharField(_("namn"), max_length=300)
    description = models.TextField(_("beskrivning"), blank=True)
    source = models.CharField(_("källa"), max_length=200, blank=True)
    """For local ones and those of other sources; empty means Kolada."""
    counted_in = models.CharField(_("enhet"), max_length=20, choices=CountedIn.choices, blank=True)
    wish = models.CharField(_("önskad riktning"), max_length=8, choices=Wish.choices, default=Wish.NONE)
    operating_area = models.CharField(_("verksamhetsområde"), max_length=120, blank=True)
    perspective = models.CharField(_("perspektiv"), max_length=80, blank=True)
    municipality_type = models.CharField(max_length=4, blank=True)
    is_divided_by_gender = models.BooleanField(_("fördelat på kön"), default=False)
    has_units = models.BooleanField(_("har värden per enhet"), default=False)
    """Whether the source tells of schools, homes and the like by themselves."""
    prel_publication_date = models.DateField(_("preliminärt publiceras"), null=True, blank=True)
    publication_date = models.DateField(_("publiceras"), null=True, blank=True)
    publ_period = models.CharField(_("avser"), max_length=10, blank=True)
    section = models.CharField(_("avsnitt i januariuppsättningen"), max_length=80, blank=True)
    order = models.PositiveSmallIntegerField(_("ordning i januariuppsättningen"), default=0)
    """Above zero: shown first in the January dialogue."""
    heads = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """For a cost per head: the indicator that counts the heads."""
    deviation = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """For a net cost deviation in per cent: the same one in million kronor."""
    operations = models.JSONField(_("verksamheter i budgeten"), default=list, blank=True)
    """For a net cost deviation: the codes of the municipality's own operations whose frames it is to be held beside."""
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """The board it concerns, or the owner of a local one."""
    fewest = models.PositiveSmallIntegerField(_("minsta antal personer"), null=True, blank=True)
    """For local ones: a value that rests on fewer people is not shown."""
    vanished_on = models.DateField(_("borta ur katalogen"), null=True, blank=True)
    redefined_on = models.DateField(_("omdefinierat"), null=True, blank=True)
    earlier_title = models.CharField(_("hette tidigare"), max_length=300, blank=True)
    current = models.ForeignKey("FigureBlock", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """What is known now; earlier blocks stand."""
    units = models.ForeignKey("FigureBlock", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """What is known now of the municipality's units."""

    class Meta:
        ordering: ClassVar = ["code"]
        verbose_name = _("nyckeltal")
        indexes: ClassVar = [models.Index(fields=["order"])]  # the January set

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def named_source(self) -> str:
        """Who says it."""
        return self.source or "Kolada"


class Unit(Versioned):
    """A school, a home or another place where something is done, with figures of its own."""

    code = models.CharField(_("id"), max_length=60, unique=True)
    title = models.CharField(_("namn"), max_length=200)
    area = models.CharField(_("kommun"), max_length=12, db_index=True)
    """The code of the municipality it lies in."""

    class Meta:
        ordering: ClassVar = ["title", "code"]
        verbose_name = _("enhet")

    def __str__(self) -> str:
        return self.title


class VintageSource(models.TextChoices):
    """How figures came."""

    KOLADA = "kolada", _("hämtat från Kolada")
    KOLADA_FILE = "kolada_file", _("fil i Koladas form")
    SCB = "scb", _("hämtat från SCB")
    SCB_FILE = "scb_file", _("fil i SCB:s form")
    TABLE = "table", _("tabell")
    TYPED = "typed", _("inskrivet för hand")


class Vintage(Standing):
    """One time that figures came: when, from where, by whom, and the checksum of what came."""

    source = models.CharField(_("källa"), max_length=12, choices=VintageSource.choices)
    name = models.CharField(_("adress eller fil"), max_length=300)
    at = models.DateTimeField(_("tid"))
    by = models.CharField(_("av"), max_length=200)
    sha256 = models.CharField(_("kontrollsumma"), max_length=64)
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-pk"]
        verbose_name = _("årgång")

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.at:%Y-%m-%d}"


class FigureBlock(Standing):
    """All that was known of one indicator after a vintage, packed. A revised value is a new block beside the old."""

    vintage = models.ForeignKey(Vintage, on_delete=models.PROTECT, related_name="blocks")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="blocks")
    payload = models.BinaryField()
    before = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    preliminary_year = models.PositiveSmallIntegerField(null=True, blank=True)
    """The year that was preliminary when this came."""
    of_units = models.BooleanField(default=False)
    """Whether its places are units instead of areas."""

    class Meta:
        ordering: ClassVar = ["indicator_id", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vintage", "indicator", "of_units"], name="block_once_a_vintage")
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.vintage_id}"


class GroupKind(models.TextChoices):
    """Why these municipalities are compared."""

    SIMILAR = "similar", _("liknande kommuner")
    COUNTY = "county", _("länet")
    CHOSEN = "chosen", _("vald grupp")
    OTHER = "other", _("annan grupp")


class ComparisonGroup(Standing):
    """Municipalities to be compared with, as they were in a vintage. A changed group is a new row that replaces."""

    code = models.CharField(_("Koladas id"), max_length=12, blank=True)
    kind = models.CharField(_("slag"), max_length=8, choices=GroupKind.choices)
    title = models.CharField(_("namn"), max_length=200)
    vintage_year = models.PositiveSmallIntegerField(_("årgång"), null=True, blank=True)
    members = models.JSONField(_("medlemmar"), default=list)
    """Area codes, without one's own."""
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    made_at = models.DateTimeField(_("tid"))
    made_by = models.CharField(_("av"), max_length=200)

    class Meta:
        ordering: ClassVar = ["kind", "title"]
        verbose_name = _("jämförelsegrupp")

    def __str__(self) -> str:
        return self.title


class FetchWhat(models.TextChoices):
    """What is fetched."""

    CATALOGUE = "katalog", _("Koladas katalog")
    FIGURES = "siffror", _("Koladas siffror")
    SCB = "scb", _("SCB:s tabeller")


class FetchState(models.TextChoices):
    """Where a fetch stands."""

    RUNNING = "running", _("pågår")
    FAILED = "failed", _("misslyckades")
    DONE = "done", _("klar")


class Fetch(Versioned):
    """One question to a source, of many pages: none of it becomes figures before all of it is here."""

    what = models.CharField(_("vad"), max_length=10, choices=FetchWhat.choices, default=FetchWhat.FIGURES)
    addresses = models.JSONField(default=list)
    state = models.CharField(_("läge"), max_length=8, choices=FetchState.choices, default=FetchState.RUNNING)
    message = models.CharField(_("besked"), max_length=500, blank=True)
    message_en = models.CharField(max_length=500, blank=True)
    started_at = models.DateTimeField(_("började"))
    started_by = models.CharField(_("av"), max_length=200)
    ended_at = models.DateTimeField(_("slutade"), null=True, blank=True)
    run = models.PositiveIntegerField(default=1)
    """Which attempt this is; an earlier one that wakes up late finds that it is not its turn."""
    done = models.PositiveIntegerField(default=0)
    """Addresses that have come whole."""
    beat_at = models.DateTimeField(null=True, blank=True)
    """When the attempt last gave a sign of life."""
    told = models.JSONField(default=dict)
    """What it brought: counts and remarks."""
    vintage = models.ForeignKey(Vintage, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-pk"]
        verbose_name = _("hämtning")

    def __str__(self) -> str:
        return f"{self.get_state_display()} {self.started_at:%Y-%m-%d %H:%M}"

    @property
    def total(self) -> int:
        """How many addresses there are."""
        return len(self.addresses)


class FetchPage(models.Model):
    """Whole answers of a fetch that is not done: what a resumed one need not ask for again. Gone when it is done."""

    fetch = models.ForeignKey(Fetch, on_delete=models.CASCADE, related_name="pages")
    place = models.PositiveIntegerField()
    """Which of the addresses."""
    kind = models.CharField(max_length=20)
    body = models.BinaryField()
    """Deflated."""

    class Meta:
        ordering: ClassVar = ["place", "pk"]

    def __str__(self) -> str:
        return f"{self.fetch_id}: {self.place}"


class ScbTable(Versioned):
    """A table of Statistics Sweden that figures are taken from, and which of its cells."""

    table = models.CharField(_("tabell"), max_length=12, unique=True)
    title = models.CharField(_("namn"), max_length=300)
    codes = models.JSONField(_("urval"), default=dict)
    """By dimension, the codes asked for; of the time, one expression such as TOP(10). Empty: only read from files."""
    lists = models.JSONField(_("klassindelning"), default=dict)
    """By dimension, the code list that gathers its codes."""
    series = models.JSONField(default=dict)
    """By the codes of a series, the id of its indicator: the same at every fetch."""
    fetched_at = models.DateTimeField(_("senast hämtad"), null=True, blank=True)
    updated = models.CharField(_("uppdaterad av SCB"), max_length=40, blank=True)

    class Meta:
        ordering: ClassVar = ["table"]
        verbose_name = _("tabell hos SCB")

    def __str__(self) -> str:
        return f"{self.table} {self.title}"


class AnalysisState(models.TextChoices):
    """Where the analysis group's work stands."""

    DRAFT = "draft", _("utkast")
    SIGNED = "signed", _("undertecknad")


class Analysis(Versioned):
    """A round's analysis: findings and conclusions, signed in editions."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="analysis")
    state = models.CharField(_("läge"), max_length=8, choices=AnalysisState.choices, default=AnalysisState.DRAFT)

    class Meta:
        verbose_name = _("analys")

    def __str__(self) -> str:
        return str(_("Analys %s")) % self.round


class AnalysisFinding(Versioned):
    """One finding: what the figures show, with the figures."""

    analysis = models.ForeignKey(Analysis, on_delete=models.CASCADE, related_name="findings")
    order = models.PositiveSmallIntegerField(_("ordning"), default=0)
    heading = models.CharField(_("rubrik"), max_length=200)
    text = models.TextField(_("text"))
    indicator = models.ForeignKey(Indicator, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(ComparisonGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_conclusion = models.BooleanField(_("slutsats"), default=False)
    """A conclusion is the group's own judgement; it needs no figure."""

    class Meta:
        ordering: ClassVar = ["is_conclusion", "order", "pk"]
        verbose_name = _("iakttagelse")

    def __str__(self) -> str:
        return self.heading


class AnalysisEdition(Standing):
    """The analysis as it was signed."""

    analysis = models.ForeignKey(Analysis, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField(_("version"))
    document = models.ForeignKey(FrozenDocument, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(_("undertecknad"))
    signed_by = models.CharField(_("av"), max_length=200)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["analysis", "number"], name="analysis_edition_once")]

    def __str__(self) -> str:
        return f"{self.analysis}, {self.number}"


class BoardAnswer(Versioned):
    """What one board says to a signed edition."""

    edition = models.ForeignKey(AnalysisEdition, on_delete=models.PROTECT, related_name="answers")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("svar"))
    at = models.DateTimeField(_("tid"))
    by = models.CharField(_("av"), max_length=200)

    class Meta:
        ordering: ClassVar = ["body__name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "body"], name="one_answer_per_board")]

    def __str__(self) -> str:
        return f"{self.body}: {self.text[:60]}"


class Presentation(Versioned):
    """One board's pages for the January dialogue: what lies ahead first, then activity, economy and quality."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="presentations")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    future = models.TextField(_("framtidsfrågor"), blank=True)
    activity = models.TextField(_("verksamhet"), blank=True)
    economy = models.TextField(_("ekonomi"), blank=True)
    quality = models.TextField(_("kvalitet"), blank=True)
    facts = models.JSONField(_("tre nyckeltal"), default=list)
    """Ids of at most three indicators."""
    chart = models.ForeignKey(Indicator, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_ready = models.BooleanField(_("klar"), default=False)

    class Meta:
        ordering: ClassVar = ["body__name"]
        verbose_name = _("presentation")
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "body"], name="one_presentation_per_board")]

    def __str__(self) -> str:
        return str(self.body)
