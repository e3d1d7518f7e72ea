"""Matters on their way through the bodies: sittings, clauses, proposals, votes, reservations, and what they oblige.

A matter (ärende) is dealt with at one or more sittings: the executive board's, then the council's, perhaps again after
a referral. Everything a sitting decides is written clause by clause, and every proposal gives each clause a value, so
that the comparison, the order of propositions, the minutes and the decided edition come from the same rows.
"""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.models import Activity, DecisionRecord, Round
from ramverk.apps.frames.models import Edition
from ramverk.apps.organisation.models import Body, Person
from ramverk.apps.trail.models import FrozenDocument, Standing, Versioned


class MatterKind(models.TextChoices):
    """What the matter is about; it says which clauses it begins with."""

    DIRECTIVE = "directive", _("ramdirektiv")
    BUDGET = "budget", _("Mål & Budget")
    CONFIRMING = "confirming", _("konfirmerande beslut")
    OWN = "own", _("eget ärende")


class MatterState(models.TextChoices):
    """Where a matter stands."""

    REGISTERED = "registered", _("registrerat")
    PREPARED = "prepared", _("berett")
    SUMMONED = "summoned", _("kallat")
    DECIDED = "decided", _("beslutat")
    TABLED = "tabled", _("bordlagt")
    REMITTED = "remitted", _("återremitterat")
    ADJUSTED = "minutes_adjusted", _("protokollet justerat")
    ANNOUNCED = "announced", _("anslaget")
    FINAL = "legally_final", _("laga kraft")
    APPEALED = "appealed", _("överklagat")
    ANNULLED = "annulled", _("upphävt")


class Matter(Versioned):
    """One matter (ärende) with its register number, dealt with at its sittings."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="matters")
    kind = models.CharField(_("slag"), max_length=12, choices=MatterKind.choices, default=MatterKind.BUDGET)
    register_number = models.CharField(_("diarienummer"), max_length=40, unique=True)
    title = models.CharField(_("rubrik"), max_length=200)
    state = models.CharField(_("läge"), max_length=20, choices=MatterState.choices, default=MatterState.REGISTERED)
    was_postponed_by_minority = models.BooleanField(_("bordlagt eller återremitterat av en minoritet"), default=False)
    """From then on it takes a majority (KL 5:51)."""
    registered_at = models.DateTimeField(_("registrerat den"))
    registered_by = models.CharField(_("registrerat av"), max_length=200)

    class Meta:
        ordering: ClassVar = ["round_id", "pk"]
        verbose_name = _("ärende")

    def __str__(self) -> str:
        return f"{self.title} ({self.register_number})"


class SittingState(models.TextChoices):
    """Where the handling of a matter at one meeting stands."""

    PREPARED = "prepared", _("förbereds")
    SUMMONED = "summoned", _("på dagordningen")
    OPEN = "open", _("pågår")
    DECIDED = "decided", _("beslutat")
    TABLED = "tabled", _("bordlagt")
    REMITTED = "remitted", _("återremitterat")


class Sitting(Versioned):
    """A matter at one body's meeting, at one activity of the year."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="sittings")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="sittings")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    day = models.DateField(_("sammanträde"))
    state = models.CharField(_("läge"), max_length=12, choices=SittingState.choices, default=SittingState.PREPARED)
    chair = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("ordförande")
    )
    seats = models.PositiveSmallIntegerField(_("platser"), default=0)
    """How many members the body has that day; set when the sitting opens."""
    after = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by")
    """The sitting whose outcome is the main proposal here."""
    paragraph = models.CharField(_("paragraf"), max_length=24, blank=True)
    is_adjusted_at_once = models.BooleanField(_("omedelbar justering"), default=False)
    reason = models.TextField(_("skäl"), blank=True)
    """Why it was decided in spite of a warning; why it was tabled or referred."""
    decision = models.ForeignKey(
        DecisionRecord, null=True, blank=True, on_delete=models.PROTECT, related_name="sittings"
    )
    minutes = models.ForeignKey(FrozenDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    adjusted_on = models.DateField(_("justerat den"), null=True, blank=True)
    announced_on = models.DateField(_("anslaget den"), null=True, blank=True)
    taken_down_on = models.DateField(_("anslaget nedtaget den"), null=True, blank=True)
    legally_final_on = models.DateField(_("laga kraft den"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["day", "pk"]
        verbose_name = _("behandling")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["matter", "activity", "day"], name="matter_once_a_meeting")
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.day}: {self.matter}"

    @property
    def is_over(self) -> bool:
        """Whether the body is done with it."""
        return self.state in {SittingState.DECIDED, SittingState.TABLED, SittingState.REMITTED}


class ClauseKind(models.TextChoices):
    """What a clause decides, in the order that councils take them."""

    TAX_RATE = "tax_rate", _("skattesats")
    GOALS = "goals", _("mål")
    STATEMENTS = "statements", _("resultatbudget")
    BALANCE = "balance", _("balansbudget")
    CASH_FLOW = "cash_flow", _("kassaflödesbudget")
    FRAME = "frame", _("driftram")
    INVESTMENTS = "investments", _("investeringsbudget")
    INTEREST = "interest", _("internränta")
    BORROWING = "borrowing", _("upplåning")
    REFINANCING = "refinancing", _("omsättning av lån")
    POOL = "pool", _("centrala medel")
    ASSIGNMENT = "assignment", _("uppdrag")
    OTHER = "other", _("övrigt")


FOLLOWING = (ClauseKind.STATEMENTS, ClauseKind.BALANCE, ClauseKind.CASH_FLOW)
"""What follows from frames, pots, tax rate and investments."""


class Method(models.TextChoices):
    """How something was settled."""

    UNANIMOUS = "unanimous", _("utan annat yrkande")
    ACCLAMATION = "acclamation", _("acklamation")
    ROLL_CALL = "roll_call", _("votering")


class Clause(Versioned):
    """One numbered sentence that the body decides (att-sats). Its words are those of the value that wins."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="clauses")
    number = models.PositiveSmallIntegerField(_("nummer"))
    kind = models.CharField(_("slag"), max_length=12, choices=ClauseKind.choices)
    subject = models.CharField(_("gäller"), max_length=200)
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """Whose frame or assignment it is."""
    report_by = models.DateField(_("redovisas senast"), null=True, blank=True)
    won_by = models.ForeignKey(
        "TabledProposal", null=True, blank=True, on_delete=models.PROTECT, related_name="clauses_won"
    )
    method = models.CharField(_("avgjordes"), max_length=12, choices=Method.choices, blank=True)

    class Meta:
        ordering: ClassVar = ["sitting_id", "number"]
        verbose_name = _("att-sats")
        constraints: ClassVar = [models.UniqueConstraint(fields=["sitting", "number"], name="clause_number_once")]

    def __str__(self) -> str:
        return f"{self.number}. {self.subject}"

    @property
    def is_settled(self) -> bool:
        """Whether it is decided."""
        return self.won_by_id is not None

    @property
    def follows(self) -> bool:
        """Whether its amounts follow from what is decided on other clauses, so that nobody moves others on it alone."""
        return self.kind in FOLLOWING


class TabledProposal(Versioned):
    """A proposal on the table: a frozen edition's, or words moved from the floor (yrkande)."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="proposals")
    name = models.CharField(_("förslag"), max_length=160)
    order = models.PositiveSmallIntegerField(_("ordning"), default=0)
    is_main = models.BooleanField(_("huvudförslag"), default=False)
    party = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    mover = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    moved_by = models.CharField(_("yrkat av"), max_length=300, blank=True)
    """Names as the minutes have them."""
    edition = models.ForeignKey(Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="tabled")
    is_withdrawn = models.BooleanField(_("återtaget"), default=False)
    tabled_at = models.DateTimeField(_("lagt den"))

    class Meta:
        ordering: ClassVar = ["sitting_id", "-is_main", "order", "pk"]
        verbose_name = _("förslag att besluta om")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sitting"], condition=models.Q(is_main=True), name="one_main_proposal")
        ]

    def __str__(self) -> str:
        return self.name


class Stand(models.TextChoices):
    """In what way a proposal stands on a clause."""

    VALUE = "value", _("eget")
    SAME = "same", _("lika med huvudförslaget")
    DROPPED = "dropped", _("utgår")


class ClauseValue(Versioned):
    """What one proposal says on one clause."""

    clause = models.ForeignKey(Clause, on_delete=models.CASCADE, related_name="values")
    proposal = models.ForeignKey(TabledProposal, on_delete=models.CASCADE, related_name="values")
    stand = models.CharField(_("ställning"), max_length=8, choices=Stand.choices, default=Stand.VALUE)
    text = models.TextField(_("lydelse"), blank=True)
    figures = models.JSONField(_("tal"), default=dict)
    """Whole numbers by name: a frame's net cost in öre by year, a rate in öre per 100 kr."""

    class Meta:
        ordering: ClassVar = ["clause_id", "proposal_id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["clause", "proposal"], name="value_once")]

    def __str__(self) -> str:
        return f"{self.clause}: {self.text}"


class SeatKind(models.TextChoices):
    """In what capacity somebody is at the sitting."""

    MEMBER = "member", _("ledamot")
    SUBSTITUTE = "substitute", _("ersättare")


class Place(Versioned):
    """An elected member or substitute at one sitting: there or not, and on whose seat they serve."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="places")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("som"), max_length=12, choices=SeatKind.choices)
    party = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(_("ordning"), default=0)
    is_present = models.BooleanField(_("närvarande"), default=False)
    is_disqualified = models.BooleanField(_("jäv"), default=False)
    disqualified_because = models.CharField(_("skäl till jäv"), max_length=300, blank=True)
    serves_for = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="served_by")
    """The seat they serve on: their own, or that of an absent member of the same party. Empty: they do not serve."""

    class Meta:
        ordering: ClassVar = ["sitting_id", "kind", "order", "pk"]
        verbose_name = _("plats")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sitting", "person"], name="place_once"),
            models.UniqueConstraint(
                fields=["serves_for"], condition=models.Q(serves_for__isnull=False), name="one_on_each_seat"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


class PropositionState(models.TextChoices):
    """Where a proposition stands."""

    PUT = "put", _("ställd")
    VOTING = "voting", _("votering pågår")
    SETTLED = "settled", _("avgjord")


class Proposition(Versioned):
    """One step of a clause's ladder: yes for one proposal, no for the other, and how it went."""

    clause = models.ForeignKey(Clause, on_delete=models.CASCADE, related_name="propositions")
    step = models.PositiveSmallIntegerField(_("steg"))
    yes = models.ForeignKey(TabledProposal, on_delete=models.PROTECT, related_name="+")
    no = models.ForeignKey(TabledProposal, on_delete=models.PROTECT, related_name="+")
    is_main = models.BooleanField(_("huvudvotering"), default=False)
    state = models.CharField(_("läge"), max_length=8, choices=PropositionState.choices, default=PropositionState.PUT)
    method = models.CharField(_("avgjordes"), max_length=12, choices=Method.choices, blank=True)
    requested_by = models.CharField(_("votering begärd av"), max_length=200, blank=True)
    is_yes = models.BooleanField(_("ja vann"), null=True, blank=True)
    by_casting_vote = models.BooleanField(_("utslagsröst"), default=False)
    opened_at = models.DateTimeField(_("öppnad"), null=True, blank=True)
    closed_at = models.DateTimeField(_("stängd"), null=True, blank=True)
    document = models.ForeignKey(FrozenDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """The vote list as it was when the vote closed, with its checksum."""

    class Meta:
        ordering: ClassVar = ["clause_id", "step"]
        verbose_name = _("proposition")
        constraints: ClassVar = [models.UniqueConstraint(fields=["clause", "step"], name="step_once")]

    def __str__(self) -> str:
        return f"{self.clause}: {self.yes} / {self.no}"


class Choice(models.TextChoices):
    """What somebody answers in a vote."""

    YES = "yes", _("ja")
    NO = "no", _("nej")
    ABSTAIN = "abstain", _("avstår")


class Ballot(Standing):
    """One vote of one who serves. Given once, it stands."""

    proposition = models.ForeignKey(Proposition, on_delete=models.CASCADE, related_name="ballots")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="ballots")
    choice = models.CharField(_("röst"), max_length=8, choices=Choice.choices)
    cast_at = models.DateTimeField(_("tid"))
    cast_by = models.CharField(_("lämnad av"), max_length=200)
    """The voter, or the secretary who noted what the voter said aloud."""

    class Meta:
        ordering: ClassVar = ["proposition_id", "place_id"]
        verbose_name = _("röst")
        constraints: ClassVar = [models.UniqueConstraint(fields=["proposition", "place"], name="one_vote_each")]

    def __str__(self) -> str:
        return f"{self.place}: {self.get_choice_display()}"


class Reservation(Standing):
    """Somebody who took part lets it be noted that they disagree; announced before the meeting closes (KL 4:27)."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="reservations")
    clause = models.ForeignKey(Clause, null=True, blank=True, on_delete=models.PROTECT, related_name="reservations")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("motivering"), blank=True)
    announced_at = models.DateTimeField(_("anmäld"))

    class Meta:
        ordering: ClassVar = ["sitting_id", "pk"]
        verbose_name = _("reservation")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sitting", "place", "clause"], name="reservation_once")
        ]

    def __str__(self) -> str:
        return f"{self.place}"


class ReservationPaper(Standing):
    """The reasons of a reservation in writing: an attachment to the minutes, frozen with its file."""

    reservation = models.OneToOneField(Reservation, on_delete=models.CASCADE, related_name="paper")
    document = models.ForeignKey(FrozenDocument, on_delete=models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField(_("inlämnad"))
    handed_in_by = models.CharField(_("inlämnad av"), max_length=200)

    class Meta:
        ordering: ClassVar = ["pk"]
        verbose_name = _("skriftlig reservation")

    def __str__(self) -> str:
        return self.document.title


class SittingPaper(Standing):
    """A frozen paper that was laid in a matter at one of its sittings: what was noted where it was prepared."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="papers")
    document = models.ForeignKey(FrozenDocument, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    """Whose paper it is."""
    day = models.DateField(_("dag"))
    laid_at = models.DateTimeField(_("inlagd"))
    laid_by = models.CharField(_("inlagd av"), max_length=200)

    class Meta:
        ordering: ClassVar = ["day", "pk"]
        verbose_name = _("handling i ärendet")
        constraints: ClassVar = [models.UniqueConstraint(fields=["sitting", "document"], name="sitting_paper_once")]

    def __str__(self) -> str:
        return self.document.title


class PostponementKind(models.TextChoices):
    """In what way a matter is put off."""

    TABLED = "tabled", _("bordläggning")
    REMITTED = "remitted", _("återremiss")


class Postponement(Standing):
    """A matter put off: who asked, by what right, why, and the days the way back was worked out to."""

    sitting = models.OneToOneField(Sitting, on_delete=models.CASCADE, related_name="postponement")
    kind = models.CharField(_("slag"), max_length=8, choices=PostponementKind.choices)
    asked_by = models.JSONField(_("begärt av"), default=list)
    serving = models.PositiveSmallIntegerField(_("närvarande"))
    is_by_minority = models.BooleanField(_("på en tredjedels begäran"))
    motivation = models.TextField(_("motivering"))
    way_back = models.JSONField(_("nya dagar"), default=dict)
    at = models.DateTimeField(_("tid"))

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.sitting}"

    @property
    def days(self) -> dict[str, date]:
        """The days of the way back, by name."""
        return {name: date.fromisoformat(day) for name, day in self.way_back.items() if name != "is_in_time"}

    @property
    def is_in_time(self) -> bool:
        """Whether the council meets before the end of November (KL 11:10)."""
        return bool(self.way_back.get("is_in_time") == "ja")


class DutyKind(models.TextChoices):
    """What a decision obliges somebody to do."""

    ADJUST = "adjust", _("justera protokollet")
    ANNOUNCE = "announce", _("anslå det justerade protokollet")
    EXTRACT = "extract", _("skicka protokollsutdrag")
    RATE_NOTICE = "rate_notice", _("meddela Skatteverket den fastställda skattesatsen")
    PROPOSED_RATE_NOTICE = "proposed_rate_notice", _("meddela Skatteverket den föreslagna skattesatsen")


class Duty(Versioned):
    """A dated duty that follows from a decision, and its receipt once it is done."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="duties")
    kind = models.CharField(_("att göra"), max_length=24, choices=DutyKind.choices)
    recipient = models.CharField(_("mottagare"), max_length=200, blank=True)
    text = models.TextField(_("innehåll"), blank=True)
    latest = models.DateField(_("senast"))
    at_once = models.BooleanField(_("genast"), default=False)
    law = models.CharField(_("lagrum"), max_length=120, blank=True)
    done_on = models.DateField(_("gjort den"), null=True, blank=True)
    receipt = models.CharField(_("kvitto"), max_length=200, blank=True)
    done_by = models.CharField(_("gjort av"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["latest", "pk"]
        verbose_name = _("åtgärd efter beslut")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.recipient}".strip()


class AppealOutcome(models.TextChoices):
    """How an appeal ended."""

    DISMISSED = "dismissed", _("avvisat")
    REJECTED = "rejected", _("avslaget")
    WITHDRAWN = "withdrawn", _("återkallat")
    ANNULLED = "annulled", _("beslutet upphävt")


class Appeal(Versioned):
    """An appeal of a decision (laglighetsprövning), from when it came in to the court until its outcome stands."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="appeals")
    came_in_on = models.DateField(_("kom in till förvaltningsrätten den"))
    case_number = models.CharField(_("målnummer"), max_length=40)
    appellant = models.CharField(_("klagande"), max_length=200, blank=True)
    grounds = models.TextField(_("gäller"), blank=True)
    outcome = models.CharField(_("utgång"), max_length=12, choices=AppealOutcome.choices, blank=True)
    outcome_on = models.DateField(_("avgjort den"), null=True, blank=True)
    stands_from = models.DateField(_("avgörandet står fast från"), null=True, blank=True)
    noted_at = models.DateTimeField(_("noterat"))
    noted_by = models.CharField(_("noterat av"), max_length=200)

    class Meta:
        ordering: ClassVar = ["came_in_on", "pk"]
        verbose_name = _("överklagande")
        constraints: ClassVar = [models.UniqueConstraint(fields=["sitting", "case_number"], name="appeal_once")]

    def __str__(self) -> str:
        return self.case_number

    @property
    def is_settled(self) -> bool:
        """Whether its outcome is known."""
        return bool(self.outcome)


class ReviewState(models.TextChoices):
    """What was found of a change in a confirming edition."""

    CONFIRMED = "confirmed", _("bekräftad som teknisk")
    REFUSED = "refused", _("avvisad till listan")


class ChangeReview(Versioned):
    """Changes of a confirming edition that belong together: found technical by a person, or refused and kept here."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="reviews")
    group = models.CharField(max_length=64)
    """Over the changes as they were judged: changed afterwards, they are judged anew."""
    state = models.CharField(_("läge"), max_length=10, choices=ReviewState.choices)
    kind = models.CharField(_("klass"), max_length=1, blank=True)
    text = models.CharField(_("ändring"), max_length=500)
    evidence = models.TextField(_("belägg"))
    rows = models.JSONField(_("rader"), default=list)
    """The refused rows as they were, so that they can come back as a matter of their own."""
    reason = models.TextField(_("skäl"), blank=True)
    matter = models.ForeignKey(Matter, null=True, blank=True, on_delete=models.PROTECT, related_name="reviews")
    reviewed_at = models.DateTimeField(_("prövad"))
    reviewed_by = models.CharField(_("prövad av"), max_length=200)

    class Meta:
        ordering: ClassVar = ["edition_id", "pk"]
        verbose_name = _("prövning av ändring")
        constraints: ClassVar = [models.UniqueConstraint(fields=["edition", "group"], name="review_once")]

    def __str__(self) -> str:
        return self.text


class OptionState(models.TextChoices):
    """Where an option of the drafting days stands."""

    OPEN = "open", _("att ta ställning till")
    AGREED = "agreed", _("överenskommet")
    DROPPED = "dropped", _("avfört")


class OptionVerb(models.TextChoices):
    """What an option does with an investment project."""

    CUT = "cut", _("utgår")
    TAKE_IN = "take_in", _("tas med")
    MOVE = "move", _("flyttas i tiden")


class Option(Versioned):
    """Something the drafting committee weighs: what it would do to a frame each year, tried on and off, then agreed."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="options")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="options")
    """The draft it becomes a change in when it is agreed."""
    order = models.PositiveSmallIntegerField(_("ordning"), default=0)
    text = models.CharField(_("alternativ"), max_length=300)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    cause = models.CharField(_("orsak"), max_length=24, default="political")
    figures = models.JSONField(_("belopp"), default=dict)
    """Net cost in öre by year: plus makes the frame larger."""
    project = models.CharField(_("investeringsprojekt"), max_length=64, blank=True, editable=False)
    """Its key on the list, where the option is to do something with a project; then what it costs follows from that."""
    verb = models.CharField(_("görs"), max_length=8, choices=OptionVerb.choices, blank=True)
    by = models.SmallIntegerField(_("år senare"), default=0)
    source = models.CharField(_("källa"), max_length=300, blank=True)
    request_key = models.UUIDField(null=True, blank=True, editable=False)
    """The board's request it was read from, so that it is read once."""
    rank = models.PositiveSmallIntegerField(_("nämndens ordning"), null=True, blank=True)
    consequence = models.TextField(_("följd om det inte beviljas"), blank=True)
    state = models.CharField(_("läge"), max_length=8, choices=OptionState.choices, default=OptionState.OPEN)
    is_tried = models.BooleanField(_("provas"), default=False)
    agreed_by = models.CharField(_("överenskommet av"), max_length=300, blank=True)
    reason = models.TextField(_("skäl"), blank=True)
    settled_at = models.DateTimeField(_("avgjort"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["activity_id", "order", "pk"]
        verbose_name = _("alternativ i beredningen")
        constraints: ClassVar = [models.UniqueConstraint(fields=["activity", "request_key"], name="request_read_once")]

    def __str__(self) -> str:
        return self.text


class Scenario(Standing):
    """Options that were tried together, kept under a name so that it can be taken up and compared again."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="scenarios")
    name = models.CharField(_("scenario"), max_length=80)
    picks = models.JSONField(_("alternativ"), default=list)
    """The options' ids."""
    kept_at = models.DateTimeField(_("sparat"))
    kept_by = models.CharField(_("sparat av"), max_length=200)

    class Meta:
        ordering: ClassVar = ["activity_id", "pk"]
        verbose_name = _("scenario i beredningen")
        constraints: ClassVar = [models.UniqueConstraint(fields=["activity", "name"], name="scenario_name_once")]

    def __str__(self) -> str:
        return self.name
