"""The municipality: bodies, people, mandates, and the audiences a timetable speaks of."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ramverk.apps.trail.models import StoredFile, Versioned
from ramverk.core.documents.brand import ACCENT


class BodyKind(models.TextChoices):
    """What sort of body it is; the law gives some of them powers that others lack."""

    COUNCIL = "council", _("kommunfullmäktige")
    EXECUTIVE_BOARD = "executive_board", _("kommunstyrelse")
    WORKING_COMMITTEE = "working_committee", _("arbetsutskott")
    DRAFTING_COMMITTEE = "drafting_committee", _("budgetberedning")
    BOARD = "board", _("nämnd")
    ADMINISTRATION = "administration", _("förvaltning")
    MANAGEMENT_TEAM = "management_team", _("ledningsgrupp")
    ANALYSIS_GROUP = "analysis_group", _("analysgrupp")
    FINANCE_DEPARTMENT = "finance_department", _("ekonomiavdelning")
    UNION_GROUP = "union_group", _("central samverkansgrupp")
    UNION = "union", _("facklig organisation")
    PARTY = "party", _("parti")
    AUDITORS = "auditors", _("revisorer")
    MEDIA = "media", _("media")
    CITIZENS = "citizens", _("medborgare")
    COMPANY = "company", _("kommunalt bolag")
    JOINT_AUTHORITY = "joint_authority", _("kommunalförbund")
    OTHER = "other", _("annat organ")


KINDS_IN_PLURAL = {
    BodyKind.DRAFTING_COMMITTEE: _("beredningar"),
    BodyKind.BOARD: _("nämnder"),
    BodyKind.ADMINISTRATION: _("förvaltningar"),
    BodyKind.MANAGEMENT_TEAM: _("ledningsgrupper"),
    BodyKind.ANALYSIS_GROUP: _("analysgrupper"),
    BodyKind.FINANCE_DEPARTMENT: _("ekonomiavdelningar"),
    BodyKind.UNION_GROUP: _("samverkansgrupper"),
    BodyKind.UNION: _("fackliga organisationer"),
    BodyKind.PARTY: _("partier"),
    BodyKind.COMPANY: _("kommunala bolag"),
    BodyKind.OTHER: _("andra organ"),
}
"""What several of a kind are called, where that is another word."""


class Role(models.TextChoices):
    """What a person is in a body."""

    CHAIR = "chair", _("ordförande")
    FIRST_VICE_CHAIR = "first_vice_chair", _("1:e vice ordförande")
    SECOND_VICE_CHAIR = "second_vice_chair", _("2:e vice ordförande")
    MEMBER = "member", _("ledamot")
    SUBSTITUTE = "substitute", _("ersättare")
    GROUP_LEADER = "group_leader", _("gruppledare")
    POLITICAL_SECRETARY = "political_secretary", _("politisk sekreterare")
    SECRETARY = "secretary", _("sekreterare")
    HEAD = "head", _("chef")
    OFFICIAL = "official", _("tjänsteman")
    REPRESENTATIVE = "representative", _("företrädare")
    ADMINISTRATOR = "administrator", _("systemadministratör")


PRESIDIUM = (Role.CHAIR, Role.FIRST_VICE_CHAIR, Role.SECOND_VICE_CHAIR)


class Municipality(Versioned):
    """The one municipality (or region) this installation serves."""

    name = models.CharField(_("namn"), max_length=120)
    code = models.CharField(_("kommunkod"), max_length=4, blank=True)
    inhabitants = models.PositiveIntegerField(_("invånare"), null=True, blank=True)
    is_invented = models.BooleanField(_("påhittad"), default=False)

    def __str__(self) -> str:
        return self.name


class Appearance(Versioned):
    """What the municipality's documents look like: mark, colour, sender and its own Word template."""

    municipality = models.OneToOneField(Municipality, on_delete=models.CASCADE, related_name="appearance")
    accent = models.CharField(_("färg"), max_length=7, default=ACCENT)
    has_band = models.BooleanField(_("färgfält på framsidan"), default=True)
    sender = models.TextField(_("avsändare"), blank=True)
    logo = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    logo_type = models.CharField(max_length=40, blank=True)
    logo_name = models.CharField(_("logotypen i ord"), max_length=160, blank=True)
    template = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    template_name = models.CharField(_("Word-mall"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("utseende")

    def __str__(self) -> str:
        return f"{self.municipality}"


def on(day: date) -> Q:
    """Rows whose period holds this day."""
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))


class Body(Versioned):
    """A political body, an administration, a party, a group or an audience, for as long as it exists."""

    kind = models.CharField(_("slag"), max_length=24, choices=BodyKind.choices)
    name = models.CharField(_("namn"), max_length=160)
    short_name = models.CharField(_("kortnamn"), max_length=24, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    valid_from = models.DateField(_("från"), default=date(1971, 1, 1))
    valid_to = models.DateField(_("till"), null=True, blank=True)
    email = models.EmailField(_("e-post"), blank=True)

    class Meta:
        ordering: ClassVar = ["kind", "name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["name", "valid_from"], name="body_name_once")]

    def __str__(self) -> str:
        return self.name


class PartyStanding(models.Model):
    """Which side a party was on and how many council seats it held, for a period."""

    party = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="standings")
    governs = models.BooleanField(_("styrande"), default=False)
    seats = models.PositiveSmallIntegerField(_("mandat i fullmäktige"), default=0)
    seats_in_executive_board = models.PositiveSmallIntegerField(_("mandat i kommunstyrelsen"), default=0)
    valid_from = models.DateField(_("från"))
    valid_to = models.DateField(_("till"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-seats"]

    def __str__(self) -> str:
        return f"{self.party} ({self.seats})"


class PersonManager(BaseUserManager["Person"]):
    """Makes people; sign-in looks them up by e-mail."""

    def create_user(self, email: str | None, password: str | None = None, **fields: Any) -> "Person":
        """A person, with a usable password only if one is given."""
        person = self.model(email=self.normalize_email(email) or None, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """A person with the administrator's mark; party rooms stay closed to it all the same."""
        return self.create_user(email, password, is_administrator=True, **fields)


class Person(AbstractBaseUser, Versioned):
    """Somebody with a part in the process; can sign in once an invitation has been accepted."""

    name = models.CharField(_("namn"), max_length=160)
    email = models.EmailField(_("e-post"), unique=True, null=True, blank=True)
    is_active = models.BooleanField(_("aktiv"), default=True)
    is_administrator = models.BooleanField(_("administratör"), default=False)
    language = models.CharField(_("språk"), max_length=2, default="sv")
    external_id = models.CharField(_("anställnings- eller förtroendemannanummer"), max_length=60, blank=True)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_staff(self) -> bool:
        """Libraries ask this; there is no separate staff area."""
        return self.is_administrator

    def get_full_name(self) -> str:
        """The name, where a library asks for it."""
        return self.name


class Mandate(Versioned):
    """One person's role in one body for a period; a person may hold several."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mandates")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="mandates")
    role = models.CharField(_("roll"), max_length=24, choices=Role.choices)
    party = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(_("ordning"), default=0)
    valid_from = models.DateField(_("från"))
    valid_to = models.DateField(_("till"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["body_id", "order", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "body", "role", "valid_from"], name="mandate_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")), name="mandate_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()} i {self.body}"


class StandIn(Versioned):
    """One person acts for another for a time: during leave, between meetings, in one body or in all."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="stands_in")
    stands_in_for = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="stood_in_by")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(_("från"))
    valid_to = models.DateField(_("till"), null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person} för {self.stands_in_for}"


class Audience(Versioned):
    """A participant as a timetable writes it ("Nämndernas presidium") and what it means here; kept for next year."""

    key = models.CharField(max_length=200, unique=True)
    """The name as compared: lower case, blanks collapsed."""
    label = models.CharField(_("benämning"), max_length=200)
    is_confirmed = models.BooleanField(_("bekräftad"), default=False)

    class Meta:
        ordering: ClassVar = ["label"]

    def __str__(self) -> str:
        return self.label


class Standing(models.TextChoices):
    """Which parties a party audience means."""

    ALL = "", _("alla")
    MAJORITY = "majority", _("styrande")
    OPPOSITION = "opposition", _("opposition")
    WITHOUT_BOARD_SEAT = "without_board_seat", _("utan plats i kommunstyrelsen")


class AudienceTerm(models.Model):
    """One part of an audience: a body or all bodies of a kind, and a role in them (blank: everyone there)."""

    audience = models.ForeignKey(Audience, on_delete=models.CASCADE, related_name="terms")
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    body_kind = models.CharField(_("slag av organ"), max_length=24, choices=BodyKind.choices, blank=True)
    role = models.CharField(_("roll"), max_length=24, choices=Role.choices, blank=True)
    standing = models.CharField(_("partier"), max_length=24, choices=Standing.choices, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(body__isnull=False) & Q(body_kind="")) | (Q(body__isnull=True) & ~Q(body_kind="")),
                name="term_names_a_body_or_a_kind",
            )
        ]

    def __str__(self) -> str:
        what = self.body or self.get_body_kind_display()
        return f"{what}: {self.get_role_display() or 'alla'}"


class Invitation(models.Model):
    """A link that lets one person set a password, once, within a time; only the link's hash is kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Inbjudan till {self.person}"


class PendingImport(models.Model):
    """A file somebody has looked at but not accepted: one per person, gone once accepted or replaced."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.name
