"""Activity plans: what a board will do, with which goals, within its frame, and what does not fit.

Amounts are integer öre by year, the year as text; net cost is positive, as frames are shown.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.models import Activity, Round, Submission
from ramverk.apps.frames.models import Change, DirectiveAssignment, Edition, Operation
from ramverk.apps.organisation import holding
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail.models import FrozenDocument, Standing, Versioned


class SectionKind(models.TextChoices):
    """What is written in a section."""

    TEXT = "text", _("text")
    CONSEQUENCE = "consequence", _("konsekvensfråga")
    GOALS = "goals", _("mål och indikatorer")
    SPLIT = "split", _("ramens fördelning")
    REQUESTS = "requests", _("utom ram")


class TemplateSection(Versioned):
    """One section of a round's plan template: its heading, and the instruction the writers see."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="plan_template")
    order = models.PositiveSmallIntegerField(_("ordning"), default=0)
    key = models.SlugField(_("nyckel"), max_length=40)
    heading = models.CharField(_("rubrik"), max_length=160)
    instruction = models.TextField(_("anvisning"), blank=True)
    kind = models.CharField(_("slag"), max_length=12, choices=SectionKind.choices, default=SectionKind.TEXT)
    is_required = models.BooleanField(_("måste fyllas i"), default=False)
    follows_frame = models.BooleanField(_("berörs när ramen ändras"), default=False)

    class Meta:
        ordering: ClassVar = ["order", "pk"]
        verbose_name = _("avsnitt i planmallen")
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "key"], name="template_section_once")]

    def __str__(self) -> str:
        return self.heading


class ActivityPlan(Versioned):
    """A board's activity plan (verksamhetsplan), or its revision: the content of one submission."""

    submission = models.OneToOneField(Submission, on_delete=models.CASCADE, related_name="plan")
    edition = models.ForeignKey(Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="plans")
    """The edition whose frame it is written against; None until frames are decided."""
    revises = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="revisions")

    class Meta:
        verbose_name = _("verksamhetsplan")

    def __str__(self) -> str:
        return f"{self.submission.body}: {self.submission.activity}"


class Touch(models.TextChoices):
    """What a revision asks of a section."""

    NEW = "new", _("skrivs nytt")
    TOUCHED = "touched", _("berörs av ändringen")
    CARRIED = "carried", _("står kvar")
    REOPENED = "reopened", _("öppnat med skäl")


class Section(Versioned):
    """One section of a plan. Its version also guards the rows that hang on it: goals, split or requests."""

    plan = models.ForeignKey(ActivityPlan, on_delete=models.CASCADE, related_name="sections")
    order = models.PositiveSmallIntegerField(_("ordning"), default=0)
    key = models.SlugField(_("nyckel"), max_length=40)
    heading = models.CharField(_("rubrik"), max_length=160)
    instruction = models.TextField(_("anvisning"), blank=True)
    kind = models.CharField(_("slag"), max_length=12, choices=SectionKind.choices, default=SectionKind.TEXT)
    is_required = models.BooleanField(_("måste fyllas i"), default=False)
    follows_frame = models.BooleanField(_("berörs när ramen ändras"), default=False)
    text = models.TextField(_("text"), blank=True)
    is_ready = models.BooleanField(_("klart"), default=False)
    saved_at = models.DateTimeField(_("sparat"), null=True, blank=True)
    saved_by = models.CharField(_("sparat av"), max_length=200, blank=True)
    touch = models.CharField(_("vid revidering"), max_length=10, choices=Touch.choices, default=Touch.NEW)
    explanation = models.TextField(_("varför det ändras"), blank=True)
    attested_at = models.DateTimeField(_("intygat"), null=True, blank=True)
    attested_by = models.CharField(_("intygat av"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["order", "pk"]
        verbose_name = _("avsnitt")
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "key"], name="section_once")]

    def __str__(self) -> str:
        return self.heading

    @property
    def is_standing(self) -> bool:
        """Whether a revision lets it stand as it was adopted."""
        return self.touch == Touch.CARRIED

    @property
    def is_text(self) -> bool:
        """Whether it is written as running text."""
        return self.kind in {SectionKind.TEXT, SectionKind.CONSEQUENCE}


class Lease(holding.Lease):
    """Who is writing in a section just now, and until when; renewed by working."""

    section = models.OneToOneField(Section, on_delete=models.CASCADE, related_name="lease")

    def __str__(self) -> str:
        return f"{self.section}: {self.person}"


class SectionVersion(models.Model):
    """How a section stood after one spell of writing; a spell's autosaves are one version."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    begun_at = models.DateTimeField()
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    by = models.CharField(max_length=200)
    content = models.JSONField(default=dict)
    """`{"text": …}` or `{"rows": […]}`."""

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["section", "number"], name="section_version_once")]

    def __str__(self) -> str:
        return f"{self.section} {self.number}"


class KeptText(holding.Kept):
    """What somebody had written when another had saved or taken over: kept until they have dealt with it."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="kept")

    class Meta:
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"{self.section}: {self.person} {self.at:%Y-%m-%d %H:%M}"


class SplitRow(models.Model):
    """A part of the board's frame: an operation, and if the board wants a unit and an account."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="split_rows")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    order = models.PositiveSmallIntegerField(default=0)
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(_("enhet"), max_length=80, blank=True)
    account = models.CharField(_("konto"), max_length=40, blank=True)
    amounts = models.JSONField(_("belopp"), default=dict)

    class Meta:
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["section", "key"], name="split_row_once")]

    def __str__(self) -> str:
        return " ".join(part for part in (str(self.operation), self.unit, self.account) if part)


class FrameRequest(models.Model):
    """Something the board asks for outside its frame (utom ram), with what happens if it is not granted."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="requests")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    rank = models.PositiveSmallIntegerField(_("ordning"))
    title = models.CharField(_("önskemål"), max_length=200)
    motive = models.TextField(_("skäl"), blank=True)
    consequence = models.TextField(_("följd om det inte beviljas"), blank=True)
    goal_text = models.CharField(_("mål det bidrar till"), max_length=300, blank=True)
    amounts = models.JSONField(_("belopp"), default=dict)
    is_one_off = models.BooleanField(_("engångs"), default=False)

    class Meta:
        ordering: ClassVar = ["rank", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["section", "key"], name="frame_request_once")]

    def __str__(self) -> str:
        return self.title


class GoalLevel(models.TextChoices):
    """Where in the chain a goal stands."""

    VISION = "vision", _("vision")
    COUNCIL = "council", _("fullmäktiges mål")
    BOARD = "board", _("nämndens mål")
    UNIT = "unit", _("enhetens mål")


class GoalStatus(models.TextChoices):
    """How a goal went."""

    FULFILLED = "fulfilled", _("uppfyllt")
    PARTLY = "partly", _("delvis uppfyllt")
    NOT_FULFILLED = "not_fulfilled", _("inte uppfyllt")
    NOT_MEASURABLE = "not_measurable", _("går inte att mäta än")


class Goal(Versioned):
    """What the council, a board or a unit wants to reach, linked up to a goal of the level above."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="plan_goals")
    section = models.ForeignKey(Section, null=True, blank=True, on_delete=models.CASCADE, related_name="goals")
    """The plan section it is written in; None for the vision and the council's goals."""
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    """The same in a plan and its revision, and in workbooks."""
    level = models.CharField(_("nivå"), max_length=8, choices=GoalLevel.choices, default=GoalLevel.BOARD)
    order = models.PositiveSmallIntegerField(default=0)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="contributing")
    text = models.TextField(_("mål"))
    reason = models.TextField(_("varför"), blank=True)
    unit = models.CharField(_("enhet"), max_length=80, blank=True)
    is_financial = models.BooleanField(_("finansiellt"), default=False)
    is_good_economy = models.BooleanField(_("god ekonomisk hushållning"), default=False)
    responsible = models.CharField(_("ansvarig"), max_length=160, blank=True)
    period = models.CharField(_("period"), max_length=40, blank=True)
    status = models.CharField(_("bedömning"), max_length=16, choices=GoalStatus.choices, blank=True)
    """Set by hand; empty where the rule's own answer stands."""
    status_reason = models.TextField(_("skäl till bedömningen"), blank=True)

    class Meta:
        ordering: ClassVar = ["order", "pk"]
        verbose_name = _("mål")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(level__in=["vision", "council"], section__isnull=True)
                | models.Q(level__in=["board", "unit"], section__isnull=False),
                name="goal_in_its_place",
            ),
            models.CheckConstraint(
                condition=models.Q(status="") | ~models.Q(status_reason=""), name="goal_status_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:120]


class IndicatorDirection(models.TextChoices):
    """Which way is better."""

    INCREASE = "increase", _("öka")
    DECREASE = "decrease", _("minska")
    INTERVAL = "interval", _("ligga i ett spann")


class CatalogueIndicator(Versioned):
    """A measure to choose from: a public key figure by its id (N15030), or one of the municipality's own."""

    code = models.CharField(_("id"), max_length=20, unique=True)
    is_local = models.BooleanField(_("egen"), default=True)
    name = models.CharField(_("namn"), max_length=200)
    definition = models.TextField(_("definition"), blank=True)
    unit = models.CharField(_("enhet"), max_length=40, blank=True)
    direction = models.CharField(
        _("riktning"), max_length=8, choices=IndicatorDirection.choices, default=IndicatorDirection.INCREASE
    )
    source = models.CharField(_("källa"), max_length=200, blank=True)
    lag_months = models.PositiveSmallIntegerField(_("känd så många månader efter året"), default=0)

    class Meta:
        ordering: ClassVar = ["code"]
        verbose_name = _("indikator i katalogen")

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Indicator(Versioned):
    """A measure of one goal, with its baseline and a target for each year. Values are kept as they were written."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="indicators")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    order = models.PositiveSmallIntegerField(default=0)
    catalogue = models.ForeignKey(
        CatalogueIndicator, null=True, blank=True, on_delete=models.PROTECT, related_name="used"
    )
    name = models.CharField(_("indikator"), max_length=200)
    definition = models.TextField(_("definition"), blank=True)
    unit = models.CharField(_("enhet"), max_length=40, blank=True)
    direction = models.CharField(
        _("riktning"), max_length=8, choices=IndicatorDirection.choices, default=IndicatorDirection.INCREASE
    )
    baseline = models.CharField(_("utgångsvärde"), max_length=20, blank=True)
    baseline_year = models.PositiveSmallIntegerField(_("utgångsår"), null=True, blank=True)
    targets = models.JSONField(_("målvärden"), default=dict)
    outcomes = models.JSONField(_("utfall"), default=dict)
    method = models.CharField(_("metod"), max_length=300, blank=True)
    source = models.CharField(_("källa"), max_length=200, blank=True)
    frequency = models.CharField(_("hur ofta"), max_length=80, blank=True)
    lag_months = models.PositiveSmallIntegerField(_("känd så många månader efter året"), default=0)
    responsible = models.CharField(_("ansvarig"), max_length=160, blank=True)
    missing_reason = models.CharField(_("varför värden saknas"), max_length=300, blank=True)
    missing_until = models.DateField(_("värden finns senast"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["order", "pk"]
        verbose_name = _("indikator")

    def __str__(self) -> str:
        return self.name


class EarlierGoals(Versioned):
    """A board's goals of last year as finance read them from a file, for a board with no plan of last year here."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="earlier_goals")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    goals = models.JSONField(default=list)
    """In the file's order: text, above (the council's goal in words), responsible, and the indicators' own fields."""
    file_name = models.CharField(_("fil"), max_length=200)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["body__name"]
        verbose_name = _("förra årets mål")
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "body"], name="earlier_goals_once")]

    def __str__(self) -> str:
        return f"{self.body}: {self.file_name}"


class GoalLink(models.Model):
    """That a goal is paid by a change of the frames, or answers an assignment; read in both directions."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="links")
    change = models.ForeignKey(Change, null=True, blank=True, on_delete=models.CASCADE, related_name="goal_links")
    assignment = models.ForeignKey(
        DirectiveAssignment, null=True, blank=True, on_delete=models.CASCADE, related_name="goal_links"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(change__isnull=False, assignment__isnull=True)
                | models.Q(change__isnull=True, assignment__isnull=False),
                name="goal_link_to_one_thing",
            ),
            models.UniqueConstraint(fields=["goal", "change"], name="goal_link_change_once"),
            models.UniqueConstraint(fields=["goal", "assignment"], name="goal_link_assignment_once"),
        ]

    def __str__(self) -> str:
        return f"{self.goal}: {self.change or self.assignment}"


class CommentState(models.TextChoices):
    """Where a comment stands."""

    OPEN = "open", _("öppen")
    ANSWERED = "answered", _("besvarad")
    CLOSED = "closed", _("avslutad")


class Comment(Versioned):
    """A remark on a plan: on all of it, a section, a row, a cell or a paragraph. It may be narrowed, never widened."""

    plan = models.ForeignKey(ActivityPlan, on_delete=models.CASCADE, related_name="comments")
    section = models.ForeignKey(Section, null=True, blank=True, on_delete=models.CASCADE, related_name="comments")
    place = models.CharField(_("plats"), max_length=80, blank=True)
    """Empty, "row:<key>", "cell:<key>:<year>" or "paragraph:<number>"."""
    quote = models.CharField(_("gäller"), max_length=200, blank=True)
    text = models.TextField(_("kommentar"))
    is_public = models.BooleanField(_("följer med när planen lämnas in"), default=False)
    state = models.CharField(_("läge"), max_length=10, choices=CommentState.choices, default=CommentState.OPEN)
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    by = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        verbose_name = _("kommentar")

    def __str__(self) -> str:
        return self.text[:80]


class CommentAnswer(Standing):
    """An answer to a comment."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="answers")
    text = models.TextField(_("svar"))
    at = models.DateTimeField()
    by = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]


class PlanSummary(Standing):
    """A plan on one page, as its board chose to show it at a dialogue: frozen, so that what was shown stands."""

    plan = models.ForeignKey(ActivityPlan, on_delete=models.CASCADE, related_name="summaries")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="plan_summaries")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(FrozenDocument, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        verbose_name = _("sammanfattning av en plan")

    def __str__(self) -> str:
        return self.document.title
