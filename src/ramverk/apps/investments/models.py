"""Investments: what a round asks for, the boards' project sheets, and the lists that were shown and chosen.

Outlays, contributions and totals are positive öre, as sheets print them; operating effects have the ledger's sign.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.models import Activity, Round, Submission
from ramverk.apps.frames.models import Edition
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail.models import FrozenDocument, Standing, StoredFile, Versioned


class Prerequisites(Versioned):
    """What a round's investment proposals rest on. A new number replaces the one before; what is frozen stands."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="prerequisites")
    number = models.PositiveSmallIntegerField(_("utgåva"), default=1)
    ceiling = models.JSONField(_("tak"), default=dict)
    """Net investment in öre by year, the year as text; empty where the round has no ceiling."""
    self_financing_pct = models.CharField(_("mål för självfinansiering, procent"), max_length=12, blank=True)
    own_money = models.JSONField(_("egna medel"), default=dict)
    """Result and depreciation by year, öre, the year as text: what self-financing is measured with."""
    internal_interest_pct = models.CharField(_("internränta, procent"), max_length=12)
    threshold = models.BigIntegerField(_("gräns för aktivering"), default=0)
    min_life_years = models.PositiveSmallIntegerField(_("kortaste livslängd, år"), default=3)
    lives = models.JSONField(_("livslängder"), default=list)
    """Pairs of name and years."""
    priorities = models.JSONField(_("prioritetsklasser"), default=list)
    """Pairs of code and meaning."""
    carry_over_rules = models.JSONField(_("regler för överföring"), default=list)
    """Pairs of code and rule."""
    report_within_months = models.PositiveSmallIntegerField(_("slutredovisas inom, månader"), default=6)
    raise_pct = models.CharField(_("nämnden får höja ett projekt, procent"), max_length=12, blank=True)
    raise_most = models.BigIntegerField(_("nämnden får höja ett projekt, högst"), null=True, blank=True)
    """Öre; both hold together, and empty is no limit of that kind."""
    new_pct = models.CharField(_("nämnden får lägga till nya projekt, procent av ramen"), max_length=12, blank=True)
    text = models.TextField(_("anvisning"), blank=True)
    document = models.ForeignKey(FrozenDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """As they were when they were sent out."""
    created_at = models.DateTimeField(_("skapad"))
    created_by = models.CharField(_("av"), max_length=200)

    class Meta:
        ordering: ClassVar = ["round_id", "number"]
        verbose_name = _("investeringsförutsättningar")
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "number"], name="prerequisites_once")]

    def __str__(self) -> str:
        return f"{_('Förutsättningar för investeringsbudget')} {self.round.budget_year} ({self.number})"

    @property
    def is_open(self) -> bool:
        """Whether they may still be written."""
        return self.document_id is None


class Funding(models.TextChoices):
    """Who pays in the end."""

    TAX = "tax", _("skattefinansierat")
    VA = "va", _("VA")
    WASTE = "waste", _("avfall")
    DEVELOPMENT = "development", _("exploatering")
    GRANT = "grant", _("bidragsfinansierat")


class Category(models.TextChoices):
    """What kind of need it answers."""

    REINVESTMENT = "reinvestment", _("reinvestering")
    VOLUME = "volume", _("volym")
    LEGAL = "legal", _("lagkrav och arbetsmiljö")
    QUALITY = "quality", _("kvalitet")
    EFFICIENCY = "efficiency", _("effektivisering")


class ProjectPhase(models.TextChoices):
    """How far a project has come."""

    NEED = "need", _("behov")
    PRE_STUDY = "pre_study", _("förstudie")
    DESIGN = "design", _("projektering")
    EXECUTION = "execution", _("genomförande")
    FINAL_REPORT = "final_report", _("slutredovisad")
    STOPPED = "stopped", _("stoppad")


class CarryOver(models.TextChoices):
    """What becomes of money that was not used."""

    NONE = "", _("ingen överföring")
    NOT_BEGUN = "not_begun", _("inte påbörjat: beslut i fullmäktige")
    LAPSES = "lapses", _("ram eller reinvestering: återgår")
    FOLLOWS = "follows", _("pågående: följer projektet")


class Project(Versioned):
    """One project sheet (projektblad) of a board in a round. `version` rises with every change in any part of it."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="projects")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    """The board that orders it."""
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    """The same project in every round, workbook and frozen list."""
    name = models.CharField(_("projekt"), max_length=160)
    rank = models.PositiveIntegerField(_("rang"), default=0)
    carrier = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """The board that owns the asset and bears its capital cost; the ordering board where empty."""
    funding = models.CharField(_("typ"), max_length=12, choices=Funding.choices, blank=True)
    category = models.CharField(_("kategori"), max_length=14, choices=Category.choices, blank=True)
    priority = models.CharField(_("prioritet"), max_length=12, blank=True)
    phase = models.CharField(_("skede"), max_length=14, choices=ProjectPhase.choices, default=ProjectPhase.NEED)
    is_block = models.BooleanField(_("ram för flera små investeringar"), default=False)
    is_ongoing = models.BooleanField(_("pågående"), default=False)
    total = models.BigIntegerField(_("total utgift"), null=True, blank=True)
    spent = models.BigIntegerField(_("upparbetat"), default=0)
    forecast = models.BigIntegerField(_("prognos"), null=True, blank=True)
    appropriated = models.BigIntegerField(_("anslag i år"), default=0)
    """What the year before the budget year may use of the total: its own appropriation, changes included."""
    used = models.BigIntegerField(_("används i år"), default=0)
    """What is used of it, outcome or forecast."""
    carry_over = models.BigIntegerField(_("överförs"), default=0)
    carry_over_class = models.CharField(
        _("överföringsklass"), max_length=12, choices=CarryOver.choices, blank=True, default=CarryOver.NONE
    )
    start_year = models.PositiveSmallIntegerField(_("startår"), null=True, blank=True)
    start_month = models.PositiveSmallIntegerField(_("startmånad"), null=True, blank=True)
    activated_year = models.PositiveSmallIntegerField(_("aktiveringsår"), null=True, blank=True)
    activated_month = models.PositiveSmallIntegerField(_("aktiveringsmånad"), null=True, blank=True)
    texts = models.JSONField(_("texter"), default=dict)
    """The written fields by name, see `sheet_fields`."""
    secrecy = models.JSONField(_("sekretess"), default=dict)
    """By field: paragraph, the day it was marked, and the token of the words it keeps."""
    told = models.JSONField(default=dict)
    """What the trail's last row about the sheet left it as, by whom and when: what an autosave is measured from."""
    came_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="went_on_as")
    """The same project in the round before."""
    removed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(_("skapad"))
    created_by = models.CharField(_("av"), max_length=200)

    class Meta:
        ordering: ClassVar = ["round_id", "body_id", "rank", "pk"]
        verbose_name = _("projektblad")
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "key"], name="project_once_a_round")]

    def __str__(self) -> str:
        return self.name


class ProjectYear(models.Model):
    """What a project pays and gets in one year, gross."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="yearly")
    year = models.PositiveSmallIntegerField(_("år"))
    outlay = models.BigIntegerField(_("utgift brutto"), default=0)
    contribution = models.BigIntegerField(_("bidrag"), default=0)

    class Meta:
        ordering: ClassVar = ["project_id", "year"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["project", "year"], name="project_year_once")]

    def __str__(self) -> str:
        return f"{self.project} {self.year}"


class Component(models.Model):
    """A part of what is built, with a life of its own."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="components")
    order = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("komponent"), max_length=120)
    amount = models.BigIntegerField(_("belopp"))
    life_years = models.PositiveSmallIntegerField(_("livslängd, år"))

    class Meta:
        ordering: ClassVar = ["project_id", "order", "pk"]

    def __str__(self) -> str:
        return self.name


class OperatingEffect(models.Model):
    """What a project does to a board's frame: operations, or internal rent. Nil needs its reason."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="effects")
    order = models.PositiveSmallIntegerField(default=0)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    is_rent = models.BooleanField(_("internhyra"), default=False)
    amounts = models.JSONField(_("belopp"), default=dict)
    """Öre by year as text, cost negative."""
    because = models.CharField(_("förklaring"), max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["project_id", "order", "pk"]

    def __str__(self) -> str:
        return f"{self.project}: {self.body}"


class SheetFile(models.Model):
    """A file that belongs to a project sheet: a drawing, an estimate. Adoption freezes what is there."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("filnamn"), max_length=200)
    media_type = models.CharField(max_length=120)
    at = models.DateTimeField(_("tid"))
    by = models.CharField(_("av"), max_length=200)

    class Meta:
        ordering: ClassVar = ["project_id", "pk"]
        verbose_name = _("bilaga till projektblad")
        constraints: ClassVar = [models.UniqueConstraint(fields=["project", "name"], name="sheet_file_name_once")]

    def __str__(self) -> str:
        return self.name


class SecretText(Standing):
    """The words of a field marked as secret, kept apart; documents carry only its token and paragraph (OSL 5:5)."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="secrets")
    token = models.UUIDField(default=uuid.uuid4, unique=True)
    field = models.CharField(max_length=40)
    paragraph = models.CharField(_("paragraf"), max_length=40)
    text = models.TextField(_("text"))
    at = models.DateTimeField(_("tid"))
    by = models.CharField(_("av"), max_length=200)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.project}: {self.field}"


class InvestmentList(Standing):
    """All boards' handed-in projects, frozen together: what was shown to the executive board, or counted on."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="investment_lists")
    activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="investment_lists"
    )
    """The step it was shown at."""
    name = models.CharField(_("namn"), max_length=160)
    prerequisites = models.ForeignKey(Prerequisites, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(FrozenDocument, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("fryst"))
    by = models.CharField(_("av"), max_length=200)

    class Meta:
        ordering: ClassVar = ["-pk"]
        verbose_name = _("investeringslista")

    def __str__(self) -> str:
        return self.name


class EditionInvestments(Versioned):
    """Which frozen list an edition of the budget counts on, and which of its projects are left out."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="investments")
    chosen = models.ForeignKey(InvestmentList, on_delete=models.PROTECT, related_name="editions")
    left_out = models.JSONField(_("utanför"), default=list)
    """Keys of the projects that do not come along."""
    delayed = models.JSONField(_("senare"), default=dict)
    """By key how many years later than in the list a project comes."""

    class Meta:
        verbose_name = _("utgåvans investeringar")

    def __str__(self) -> str:
        return f"{self.edition}: {self.chosen}"


class SheetTouch(models.TextChoices):
    """What a revision asks of a sheet."""

    CARRIED = "carried", _("står kvar")
    TOUCHED = "touched", _("berörs av beslutet")
    REMOVED = "removed", _("inte med i beslutet")
    REOPENED = "reopened", _("öppnat med skäl")
    NEW = "new", _("nytt")
    UNSENT = "unsent", _("lämnades aldrig in")


class RevisedSheet(Versioned):
    """One project sheet in a board's revision: as handed in, as the decision counts on it, what is said of it."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="revised_sheets")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="revisions")
    edition = models.ForeignKey(Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """The decision it is revised against."""
    touch = models.CharField(_("vid revidering"), max_length=10, choices=SheetTouch.choices)
    before = models.JSONField(default=dict)
    """The sheet as it was handed in; empty for a new one."""
    decided = models.JSONField(default=dict)
    """The sheet as the decision counts on it; empty where it does not."""
    explanation = models.TextField(_("vad som ändras och varför"), blank=True)
    closed_at = models.DateTimeField(_("avslutat"), null=True, blank=True)
    closed_by = models.CharField(_("avslutat av"), max_length=200, blank=True)
    attested_at = models.DateTimeField(_("intygat"), null=True, blank=True)
    attested_by = models.CharField(_("intygat av"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["submission_id", "project__rank", "pk"]
        verbose_name = _("projektblad i en revidering")
        constraints: ClassVar = [models.UniqueConstraint(fields=["submission", "project"], name="revised_sheet_once")]

    def __str__(self) -> str:
        return str(self.project)

    @property
    def is_written(self) -> bool:
        """Whether the board writes in it: the decision touched it, it was opened, or it is new."""
        return self.touch in {SheetTouch.TOUCHED, SheetTouch.REOPENED, SheetTouch.NEW}

    @property
    def goes_on(self) -> bool:
        """Whether the revision takes the project along."""
        return self.touch not in {SheetTouch.REMOVED, SheetTouch.UNSENT}


class GatePassage(Standing):
    """A project passed from one phase to the next: on what decision, and what it was to cost then."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="passages")
    from_phase = models.CharField(_("från"), max_length=14, choices=ProjectPhase.choices)
    to_phase = models.CharField(_("till"), max_length=14, choices=ProjectPhase.choices)
    decided_on = models.DateField(_("beslutat den"))
    decision = models.CharField(_("beslut"), max_length=200)
    """Body and paragraph in words."""
    total = models.BigIntegerField(_("total utgift"), null=True, blank=True)
    note = models.TextField(_("anteckning"), blank=True)
    at = models.DateTimeField(_("tid"))
    by = models.CharField(_("av"), max_length=200)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.project}: {self.get_to_phase_display()}"


class FinalReport(Standing):
    """What a project came to (slutredovisning): money, time and effects against what was decided."""

    project = models.OneToOneField(Project, on_delete=models.PROTECT, related_name="final_report")
    outcome = models.BigIntegerField(_("utfall"))
    decided = models.BigIntegerField(_("beslutad total"), null=True, blank=True)
    finished_on = models.DateField(_("klart den"))
    deviation = models.TextField(_("avvikelse i pengar och tid"), blank=True)
    effects = models.TextField(_("effekter mot de väntade"))
    document = models.ForeignKey(FrozenDocument, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("tid"))
    by = models.CharField(_("av"), max_length=200)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{_('Slutredovisning')} {self.project}"
