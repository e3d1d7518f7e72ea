"""What the API's answers look like. Amounts are whole öre; frames are net cost, a plus is a cost; ids are addresses."""

from datetime import date, datetime

from ninja import Schema
from pydantic import Field


class Problem(Schema):
    """A problem as RFC 9457 has it; `detail` says in Swedish what is wrong and how to mend it."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


class Links(Schema):
    """Where to go on. `next` and `previous` are null at the ends."""

    self: str
    first: str
    next: str | None = None
    previous: str | None = None


class Paged(Schema):
    """One page of a list."""

    count: int = Field(description="Hur många poster listan har i sin helhet.")
    links: Links


class Root(Schema):
    """Where the lists are."""

    municipality: str
    code: str
    inhabitants: int | None
    is_invented: bool
    licence: str
    lists: dict[str, str]
    description: str = Field(description="Adressen till den här beskrivningen (OpenAPI).")


class EditionShort(Schema):
    """A published edition of the budget."""

    id: str
    uid: str
    type: str = "Edition"
    name: str
    kind: str
    kind_name: str
    state: str
    years: list[int]
    checksum: str
    opened: datetime
    document: str


class YearAmount(Schema):
    """An amount of one year."""

    year: int
    amount_ore: int


class ResultLine(Schema):
    """One line of the result budget; plus is income."""

    name: str
    is_sum: bool
    amounts: list[YearAmount]


class Edition(EditionShort):
    """The same with its result budget and where its parts are."""

    result: list[ResultLine]
    frames: str
    changes: str
    goals: str
    investments: str


class Editions(Paged):
    """Published editions, the newest opened first."""

    data: list[EditionShort]


class Frame(Schema):
    """A board's frame in one year, net cost."""

    edition: str
    board: str
    board_name: str
    year: int
    amount_ore: int


class Frames(Paged):
    """The frames of an edition."""

    data: list[Frame]


class Change(Schema):
    """One change of a frame: what it does to each year against the opening frame, and why. Plus is a cost."""

    id: str
    edition: str
    board: str
    board_name: str
    cause: str
    cause_name: str
    text: str
    source: str
    is_one_off: bool
    amounts: list[YearAmount]


class Changes(Paged):
    """The changes of an edition from the opening budget on."""

    data: list[Change]


class Board(Schema):
    """A board that has a frame in an open edition."""

    id: str
    name: str
    kind: str


class Boards(Paged):
    """Boards."""

    data: list[Board]


class GoalOutcome(Schema):
    """How a goal stands; `year` is null for all years together, `value` empty where it cannot be worked out."""

    year: int | None
    value: str
    is_met: bool | None


class Goal(Schema):
    """A goal: financial (held against the edition), the council's for the activity, or a board's in its plan."""

    name: str
    kind: str = Field(description="financial, vision, council eller board")
    board: str = Field("", description="Nämnden, när målet är en nämnds.")
    condition: str
    is_met: bool | None
    outcomes: list[GoalOutcome]
    measures: list[str]


class Goals(Paged):
    """The goals of an edition."""

    data: list[Goal]


class Investment(Schema):
    """A project that an edition counts on. `outlay` is gross, `contributions` what others pay; both positive."""

    key: str
    name: str
    board: str
    category: str
    phase: str
    outlay: list[YearAmount]
    contributions: list[YearAmount]
    net_total_ore: int
    activated: str | None
    need: str | None = Field(description="Behov och syfte; null när fältet är sekretessmarkerat eller tomt.")


class Investments(Paged):
    """Projects."""

    data: list[Investment]


class ProposalClause(Schema):
    """One clause of a proposal; `subject` is the same for the same question in every proposal."""

    subject: str
    text: str


class YearBoard(Schema):
    """A board's frame of one year in a proposal."""

    board: str
    year: int
    amount_ore: int


class PartyProposal(Schema):
    """A party's tabled proposal, once the proposals have opened."""

    id: str
    name: str
    parties: list[str]
    tabled: datetime
    checksum: str
    tax_rates_ore_per_100_kr: list[YearAmount]
    frames: list[YearBoard]
    result: list[YearAmount]
    goals: list[str]
    clauses: list[ProposalClause]


class PartyProposals(Paged):
    """Proposals, the majority's first."""

    data: list[PartyProposal]


class DecisionShort(Schema):
    """A matter that a body has dealt with, once the adjusted minutes are announced."""

    id: str
    type: str = "AgendaItem"
    body: str
    day: date
    number: str
    name: str
    register_number: str
    result: str
    announced: date


class Decision(DecisionShort):
    """The same with what was decided, sentence by sentence."""

    resolution_text: list[str]
    reservations: int
    minutes_checksum: str


class Decisions(Paged):
    """Decisions, the latest first."""

    data: list[DecisionShort]


class TimetableStep(Schema):
    """One step of the year as everybody may know it. `precision` is month where no day is set."""

    title: str
    who: str
    start: date | None
    end: date | None
    precision: str
    is_over: bool


class Timetable(Paged):
    """The year's steps."""

    data: list[TimetableStep]


class File(Schema):
    """A file of a document."""

    name: str
    media_type: str
    size: int
    sha256: str
    url: str


class DocumentShort(Schema):
    """A published document. `withdrawn` documents are not listed."""

    id: str
    type: str = "Paper"
    slug: str
    title: str
    opened: datetime
    edition: str
    checksum: str
    page: str


class Document(DocumentShort):
    """The same with its files."""

    files: list[File]
    replaced_by: str | None


class Documents(Paged):
    """Documents, the newest first."""

    data: list[DocumentShort]
