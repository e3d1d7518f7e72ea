"""Editions of the budget as branches of one ledger of changes, and what they rest on.

Amounts are integer öre, income positive and cost negative. A change says what it does to each year *against the opening
frame*: a lasting change stands in every year from its first, a one-off in its own year only.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.models import Activity, DecisionRecord, Round
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail.models import FrozenDocument, Standing, StoredFile, Versioned


class Operation(Versioned):
    """A kind of service with its code (verksamhet): 440 Grundskola. Hierarchy by parent, never by prefix."""

    code = models.CharField(_("kod"), max_length=12, unique=True)
    name = models.CharField(_("namn"), max_length=120)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")

    class Meta:
        ordering: ClassVar = ["code"]
        verbose_name = _("verksamhet")

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class PriceClass(models.TextChoices):
    """What an assumption acts on: the class of a detailed line."""

    PAY = "pay", _("lön")
    ON_COST = "on_cost", _("PO-pålägg")
    PREMISES = "premises", _("lokaler")
    CONTRACTS = "contracts", _("avtal och entreprenader")
    OTHER = "other", _("övriga kostnader")
    CAPITAL = "capital", _("kapitalkostnad")
    FEES = "fees", _("avgifter och intäkter")
    GRANTS = "grants", _("bidrag")


class AssumptionKind(models.TextChoices):
    """What a set of assumptions is about."""

    FORECAST = "forecast", _("skatteprognos")
    PRICE_INDEX = "price_index", _("prisindex per kostnadsslag")
    PAY = "pay", _("lönerevision")
    OPENING_BALANCE = "opening_balance", _("ingående balans")
    FINANCING = "financing", _("investeringar och finansiering")
    ON_COST = "on_cost", _("PO-pålägg")
    INTERNAL_INTEREST = "internal_interest", _("internränta")
    POPULATION = "population", _("befolkningsprognos")
    PRICE_LIST = "price_list", _("prislista per verksamhet")


class AssumptionSet(Standing):
    """One dated set of assumptions with its source. It never changes; a revised value is a new set beside the old."""

    kind = models.CharField(_("slag"), max_length=20, choices=AssumptionKind.choices)
    name = models.CharField(_("namn"), max_length=160)
    dated = models.DateField(_("daterad"))
    source = models.CharField(_("källa"), max_length=300)
    values = models.JSONField(_("värden"))
    """By kind, see `assumptions`: per cent as text, amounts in öre, years as text."""
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    added_at = models.DateTimeField(_("inlagd"))
    added_by = models.CharField(_("inlagd av"), max_length=200)

    class Meta:
        ordering: ClassVar = ["kind", "-dated", "-pk"]
        verbose_name = _("antagande")

    def __str__(self) -> str:
        return self.name


class EditionKind(models.TextChoices):
    """What an edition is in the year."""

    BASE = "base", _("ingående budget")
    DIRECTIVE_DRAFT = "directive_draft", _("utkast till ramdirektiv")
    PRELIMINARY = "preliminary", _("preliminära ramar")
    MAJORITY_PROPOSAL = "majority_proposal", _("majoritetens förslag")
    PARTY_PROPOSAL = "party_proposal", _("partis förslag")
    EXECUTIVE_PROPOSAL = "executive_proposal", _("kommunstyrelsens förslag")
    COUNCIL_DECISION = "council_decision", _("fullmäktiges beslut")
    REVISION = "revision", _("revidering")
    CONFIRMED = "confirmed", _("konfirmerat beslut")
    INTERNAL_BUDGET = "internal_budget", _("internbudget")


class EditionState(models.TextChoices):
    """Where an edition stands; what is frozen is never edited again."""

    OPEN = "open", _("öppen")
    FROZEN = "frozen", _("fryst")
    DECIDED = "decided", _("beslutad")
    REJECTED = "rejected", _("avslagen")


class Edition(Versioned):
    """A version of the whole budget: its parent and its own changes. `version` rises with every change in it."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="editions")
    kind = models.CharField(_("slag"), max_length=20, choices=EditionKind.choices)
    name = models.CharField(_("namn"), max_length=160)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    years = models.JSONField(_("år"), default=list)
    """The budget year and the plan years, ascending."""
    state = models.CharField(_("läge"), max_length=10, choices=EditionState.choices, default=EditionState.OPEN)
    activity = models.ForeignKey(Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="editions")
    """The step that makes or decides it."""
    decision = models.ForeignKey(
        DecisionRecord, null=True, blank=True, on_delete=models.PROTECT, related_name="editions"
    )
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    """The same in exports and in memory, whatever the database counts to."""
    document = models.ForeignKey(FrozenDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """The whole line of parents as it was when it was frozen."""
    checksum = models.CharField(_("kontrollsumma"), max_length=64, blank=True)
    frozen_at = models.DateTimeField(_("fryst"), null=True, blank=True)
    created_at = models.DateTimeField(_("skapad"))
    created_by = models.CharField(_("skapad av"), max_length=200)

    class Meta:
        ordering: ClassVar = ["round_id", "pk"]
        verbose_name = _("utgåva")

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether changes may still be written in it."""
        return self.state == EditionState.OPEN


class EditionAssumption(models.Model):
    """Which set of each kind an edition rests on."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="assumptions")
    kind = models.CharField(_("slag"), max_length=20, choices=AssumptionKind.choices)
    assumption_set = models.ForeignKey(AssumptionSet, on_delete=models.PROTECT, related_name="editions")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "kind"], name="edition_assumption_once")]

    def __str__(self) -> str:
        return f"{self.edition}: {self.assumption_set}"


class ClassSum(models.Model):
    """What an opening budget holds of one price class in one operation: the lines as assumptions act on them."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="class_sums")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="+")
    price_class = models.CharField(_("kostnadsslag"), max_length=12, choices=PriceClass.choices)
    amount = models.BigIntegerField(_("belopp"))
    """Öre a year, cost negative."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "body", "operation", "price_class"], name="class_sum_once")
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.operation} {self.price_class}"


class PassingKind(models.TextChoices):
    """Why something in the opening budget is not the same in the years to come."""

    ONE_OFF = "one_off", _("engångspost")
    CYCLE = "cycle", _("återkommer vissa år")
    FULL_YEAR = "full_year", _("helårseffekt")


class PassingItem(Versioned):
    """A part of the opening budget that does not last as it is, and what it should be instead, year by year."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="passing_items")
    """The opening budget it lies in."""
    kind = models.CharField(_("slag"), max_length=10, choices=PassingKind.choices)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    operation = models.ForeignKey(Operation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(_("text"), max_length=500)
    source = models.CharField(_("källa"), max_length=300, blank=True)
    in_opening = models.BigIntegerField(_("i ingående budget"))
    """Öre of net cost: what of it the opening frame holds."""
    by_year = models.JSONField(_("belopp"), default=dict)
    """Öre of net cost it should be, the year as text."""

    class Meta:
        ordering: ClassVar = ["pk"]
        verbose_name = _("post som inte varar")

    def __str__(self) -> str:
        return self.text


class PostKind(models.TextChoices):
    """What a change addresses."""

    FRAME = "frame", _("nämnds ram")
    FINANCE = "finance", _("finansförvaltningen")


class Change(Versioned):
    """One row of an edition's ledger: what it does to a post each year, why, and where that comes from."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="changes")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    """The same row in exports, workbooks and rebased copies."""
    order = models.PositiveIntegerField(_("ordning"), default=0)
    post_kind = models.CharField(_("avser"), max_length=12, choices=PostKind.choices, default=PostKind.FRAME)
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    operation = models.ForeignKey(Operation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    line = models.CharField(_("rad"), max_length=60, blank=True)
    """The statement line of a finance or statement post, the id of a project."""
    cause = models.CharField(_("orsak"), max_length=24)
    amounts = models.JSONField(_("belopp"), default=dict)
    """Öre by year, the year as text: {"2019": -150000000}."""
    is_one_off = models.BooleanField(_("engångs"), default=False)
    is_earmarked = models.BooleanField(_("öronmärkt"), default=False)
    text = models.CharField(_("text"), max_length=500)
    internal_text = models.TextField(_("intern anteckning"), blank=True)
    source = models.JSONField(_("källa"), default=dict)
    """Kind (rule, file, activity, decision, person), words, and what it points at."""
    pair = models.UUIDField(null=True, blank=True)
    """The transfer this row is one side of; the sides sum to zero each year."""
    rule = models.CharField(max_length=60, blank=True)
    """The rule that generated it; such a row is never edited by hand, it is made anew."""
    file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(_("bilaga"), max_length=200, blank=True)
    linked_to = models.CharField(_("mål eller uppdrag"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["edition_id", "order", "pk"]
        verbose_name = _("ändring")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "key"], name="change_once"),
            models.CheckConstraint(
                condition=~models.Q(post_kind="frame") | models.Q(body__isnull=False), name="frame_has_a_board"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_generated(self) -> bool:
        """Whether a rule made it."""
        return bool(self.rule)


class GridSave(Standing):
    """One save of changes, as it was before and after: what undo takes back."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="saves")
    at = models.DateTimeField(_("tid"))
    by_id = models.BigIntegerField(null=True)
    by = models.CharField(_("av"), max_length=200)
    rows = models.JSONField()
    """Per row: key, the row before (null when new) and after (null when removed)."""
    is_generated = models.BooleanField(default=False)
    """Made by rules; it is undone by choosing other assumptions, never by itself."""
    undoes = models.OneToOneField("self", null=True, blank=True, on_delete=models.CASCADE, related_name="undone_by")

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.edition}: {self.by} {self.at:%Y-%m-%d %H:%M}"


class BudgetDetail(Standing):
    """The detailed lines an opening budget was read from, kept as columns beside the ledger's sums of them."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="detail")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    """The lines as Parquet."""
    source = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    """The file as it came."""
    count = models.PositiveIntegerField(_("rader"))

    def __str__(self) -> str:
        return f"{self.edition}: {self.count}"


class ImportState(models.TextChoices):
    """Where a file on its way in stands."""

    WAITING = "waiting", _("väntar på kolumner")
    READING = "reading", _("läses")
    READ = "read", _("läst")
    BROKEN = "broken", _("gick inte att läsa")
    ACCEPTED = "accepted", _("inläst")


class BudgetImport(Versioned):
    """A file with an opening budget on its way in: how it is laid out, what was read, and what its codes stand for."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="budget_imports")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(_("filnamn"), max_length=200)
    state = models.CharField(_("läge"), max_length=10, choices=ImportState.choices, default=ImportState.WAITING)
    survey = models.JSONField(default=dict)
    """What the file offers to choose among: sheets, headings, the first rows."""
    layout = models.JSONField(default=dict)
    """See `formats.budget_sheets.Layout`."""
    coding = models.JSONField(default=dict)
    """By kind (board, price_class, line, operation): words in small letters to what they stand for."""
    lines = models.BinaryField(null=True)
    """What was read, packed; emptied once it is accepted."""
    faults = models.JSONField(default=list)
    """The first faults of the reading: place, Swedish, English."""
    fault_count = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    beat_at = models.DateTimeField(null=True)
    """When the reading last told how far it is; one that has been silent for long has died."""
    edition = models.ForeignKey(Edition, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(_("skapad"))
    created_by = models.CharField(_("skapad av"), max_length=200)

    class Meta:
        ordering: ClassVar = ["-pk"]
        verbose_name = _("inläsning")

    def __str__(self) -> str:
        return self.file_name


class ImportMapping(Versioned):
    """What a word in somebody's file was last taken for, so that next year's file needs no asking."""

    kind = models.CharField(_("slag"), max_length=20)
    """heading, board, price_class, line or operation."""
    word = models.CharField(_("ord"), max_length=200)
    """In small letters."""
    target = models.CharField(_("står för"), max_length=200)
    used_at = models.DateTimeField(_("senast använd"))
    used_by = models.CharField(_("av"), max_length=200)

    class Meta:
        ordering: ClassVar = ["kind", "word"]
        verbose_name = _("minne av en inläsning")
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "word"], name="import_mapping_once")]

    def __str__(self) -> str:
        return f"{self.word}: {self.target}"


class ExportProfile(Versioned):
    """How the ledger wants the budget: a layout of code strings, and the codes that the budget itself lacks."""

    name = models.CharField(_("namn"), max_length=120, unique=True)
    settings = models.JSONField(default=dict)
    """See `formats.codestring.Profile`."""
    codes = models.JSONField(default=dict)
    """By part of the code string: what stands for a finance line, a board, a price class, an operation."""
    created_at = models.DateTimeField(_("skapad"))
    created_by = models.CharField(_("skapad av"), max_length=200)

    class Meta:
        ordering: ClassVar = ["name"]
        verbose_name = _("exportprofil")

    def __str__(self) -> str:
        return self.name


class ExportDelivery(Standing):
    """A file that was made for the ledger, kept with its checksum: what the next difference is counted from."""

    profile = models.ForeignKey(ExportProfile, on_delete=models.PROTECT, related_name="deliveries")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="deliveries")
    edition_checksum = models.CharField(_("utgåvans kontrollsumma"), max_length=64)
    year = models.PositiveSmallIntegerField(_("år"))
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(_("filnamn"), max_length=200)
    state = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    """Everything that the receiver has after this delivery, as JSON."""
    since = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """The delivery that this one is the difference to; None for the whole."""
    rows = models.PositiveIntegerField(_("rader"))
    totals = models.JSONField(default=list)
    """Control totals in öre: board, year, account class, amount."""
    replaced = models.JSONField(default=dict)
    """Characters that the file's table lacks, with what stands in their place."""
    made_at = models.DateTimeField(_("gjord"))
    made_by = models.CharField(_("av"), max_length=200)

    class Meta:
        ordering: ClassVar = ["-pk"]
        verbose_name = _("leverans till ekonomisystemet")

    def __str__(self) -> str:
        return f"{self.file_name} {self.made_at:%Y-%m-%d}"


class Directive(Versioned):
    """The frame directive (ramdirektiv) that goes with an edition: what the boards work by, beside their frames."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="directive")
    boards_hand_in_by = models.DateField(_("nämndernas förslag senast"), null=True, blank=True)
    """Decided by the executive board (KL 11:9)."""
    document = models.ForeignKey(FrozenDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """As it was when its edition was decided."""

    class Meta:
        verbose_name = _("ramdirektiv")

    def __str__(self) -> str:
        return f"{_('Ramdirektiv')}, {self.edition}"


class DirectiveSection(models.Model):
    """One text section of a directive."""

    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="sections")
    order = models.PositiveSmallIntegerField(_("ordning"), default=0)
    heading = models.CharField(_("rubrik"), max_length=160)
    text = models.TextField(_("text"), blank=True)

    class Meta:
        ordering: ClassVar = ["order", "pk"]

    def __str__(self) -> str:
        return self.heading


class DirectiveAssignment(models.Model):
    """An assignment given with a directive: to one board, or to all."""

    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="assignments")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    """The same assignment each time the directive is written; what changes are linked to."""
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(_("uppdrag"), max_length=500)
    report_by = models.DateField(_("redovisas senast"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.text


class GoalFormula(models.TextChoices):
    """What a goal measures; `own` is made of chosen lines."""

    RESULT_SHARE = "result_share", _("resultat i procent av skatter och bidrag")
    NET_COST_SHARE = "net_cost_share", _("nettokostnader och finansnetto i procent av skatter och bidrag")
    NET_INVESTMENT_SHARE = "net_investment_share", _("nettoinvesteringar i procent av skatter och bidrag")
    SELF_FINANCING = (
        "self_financing",
        _("självfinansiering: resultat och avskrivningar i procent av nettoinvesteringar"),
    )
    EQUITY_RATIO = "equity_ratio", _("soliditet, procent")
    EQUITY_RATIO_WITH_PENSIONS = "equity_ratio_with_pensions", _("soliditet med alla pensioner, procent")
    DEBT_SHARE = "debt_share", _("lån i procent av skatter och bidrag")
    DEBT_PER_INHABITANT = "debt_per_inhabitant_kr", _("lån per invånare, kronor")
    DEBT = "debt_tkr", _("lån, tusen kronor")
    OWN = "own", _("eget mått av valda rader")


class GoalSpan(models.TextChoices):
    """Over which years a goal is judged."""

    EACH_YEAR = "each_year", _("varje år")
    AVERAGE = "average", _("i genomsnitt över planåren")
    TOGETHER = "together", _("planåren sammantagna")
    FOUR_YEARS = "four_years", _("innevarande år och planåren sammantagna")


class GoalOperator(models.TextChoices):
    """How an outcome is held against its threshold."""

    AT_LEAST = "at_least", _("minst")
    AT_MOST = "at_most", _("högst")


class FinancialGoal(Versioned):
    """A financial goal of a round (KL 11:6): shown beside every edition, never a hindrance."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="financial_goals")
    name = models.CharField(_("namn"), max_length=160)
    formula = models.CharField(_("mått"), max_length=40, choices=GoalFormula.choices, default=GoalFormula.RESULT_SHARE)
    operator = models.CharField(
        _("villkor"), max_length=10, choices=GoalOperator.choices, default=GoalOperator.AT_LEAST
    )
    threshold = models.CharField(_("gräns"), max_length=20)
    """An exact fraction in text, in the formula's own measure: "1", "3/2", "60000"."""
    span = models.CharField(_("gäller"), max_length=12, choices=GoalSpan.choices, default=GoalSpan.EACH_YEAR)
    numerator = models.JSONField(_("täljare"), default=list, blank=True)
    denominator = models.JSONField(_("nämnare"), default=list, blank=True)
    """The chosen lines of an own formula, by their codes in the core."""

    class Meta:
        ordering: ClassVar = ["pk"]
        verbose_name = _("finansiellt mål")

    def __str__(self) -> str:
        return self.name
