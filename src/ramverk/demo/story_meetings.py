"""What was held: dialogues, information, drafting days and union consultation."""

from datetime import date, time

from ramverk.apps.meetings.actions.call import call
from ramverk.apps.meetings.actions.close_meeting import close_meeting
from ramverk.apps.meetings.actions.consult import assess_risk, conclude, give_material, state_position
from ramverk.apps.meetings.actions.hold import lay_on_table, take_attendance, write_notes
from ramverk.apps.meetings.actions.plan_meeting import Occasion, plan_meeting
from ramverk.apps.meetings.actions.set_agenda import add_slot, reorder
from ramverk.apps.meetings.actions.track_item import Wanted, answer_item, close_item, track_item
from ramverk.apps.meetings.models import Meeting, TrackedItem
from ramverk.apps.meetings.queries import unions_called
from ramverk.apps.organisation.models import Body, Mandate, on
from ramverk.apps.trail import clock
from ramverk.demo.year import Year, paper

Slot = tuple[str, int, str, str]
"""Title, minutes, what is shown, what is noted."""


def plan(year: Year, row: str, occasion: Occasion, slots: tuple[Slot, ...] = (), per_board: int = 0) -> None:
    """Finance plans a meeting, with slots of its own and perhaps one per board."""
    meeting = plan_meeting(year.finance, year.row(row), occasion, minutes_per_board=per_board)
    boards = list(meeting.agenda.values_list("pk", flat=True))
    made: list[int] = []
    pauses: list[int] = []
    for title, minutes, presented, _notes in slots:
        group = Body.objects.filter(name=title.partition(":")[0]).first()
        slot = add_slot(year.finance, meeting, title, minutes, body=group, presented=presented).pk
        (pauses if title == LUNCH else made).append(slot)
    if boards and made:  # what concerns everyone opens the day
        reorder(year.finance, meeting, [made[0], *boards[:6], *pauses, *boards[6:], *made[1:]])


def summon(year: Year, row: str) -> None:
    """Everyone whose role takes part is called."""
    meeting = _latest(year, row)
    call(year.finance, meeting, meeting.version)


def hold(year: Year, row: str, slots: tuple[Slot, ...] = ()) -> None:
    """Nearly everyone comes; what was said is noted under each slot."""
    meeting = _latest(year, row)
    people = list(meeting.attendances.values_list("person_id", flat=True))
    take_attendance(year.finance, meeting, meeting.version, people[: max(1, len(people) * 9 // 10)])
    notes = {title: said for title, _minutes, _shown, said in slots}
    for item in meeting.agenda.select_related("meeting__activity", "body"):
        said = notes.get(item.title) or (f"{item.body}: {SAID[item.order % len(SAID)]}" if item.body else "")
        if said:
            write_notes(year.finance, item, item.version, said)


def ask(year: Year, row: str, body: str, text: str, due_row: str) -> None:
    """A question that a board is to answer at a later step."""
    wanted = Wanted("question", text, body=year.body(body), due_activity=year.row(due_row))
    track_item(year.finance, _latest(year, row), wanted)


def answer(year: Year, body: str, role: str, text: str) -> None:
    """A body answers its oldest question, and finance finds the answer enough."""
    item = TrackedItem.objects.filter(body=year.body(body), state="given").earliest("pk")
    answer_item(year.acting(body, role), item, item.version, text)
    close_item(year.finance, item, item.version)


def assign(year: Year, row: str, office: str, text: str, due_row: str) -> None:
    """An assignment to the head of an administration, to be reported at a later step."""
    head = (
        Mandate.objects.select_related("person")
        .filter(on(clock.today()), body__name=office, role="head")
        .earliest("pk")
    )
    wanted = Wanted("assignment", text, body=head.body.parent, owner=head.person, due_activity=year.row(due_row))
    track_item(year.finance, _latest(year, row), wanted)


def report(year: Year, office: str, text: str, state: str) -> None:
    """The head of an administration says how the assignment goes; one that is done is closed by finance."""
    actor = year.acting(office, "head")
    item = TrackedItem.objects.filter(owner_id=actor.person_id).exclude(state="closed").earliest("pk")
    answer_item(actor, item, item.version, text, state)
    if state == "answered":
        close_item(year.finance, item, item.version)


def close(year: Year, row: str) -> None:
    """The minutes are frozen."""
    meeting = _latest(year, row)
    close_meeting(year.finance, meeting, meeting.version)
    _complete(year, row)


def lay(year: Year, row: str, name: str, *paragraphs: str) -> None:
    """A paper is laid on the table."""
    lay_on_table(year.finance, _latest(year, row), paper(name, paragraphs))


def give(year: Year, row: str, title: str, text: str) -> None:
    """The unions get the material."""
    consultation = _latest(year, row).consultation
    give_material(year.finance, consultation, consultation.version, title, text)


def assess(year: Year, row: str, text: str) -> None:
    """What the proposal may mean for the staff."""
    consultation = _latest(year, row).consultation
    assess_risk(year.finance, consultation, consultation.version, text)


def hear(year: Year, row: str, outcome: str, *disagreeing: str) -> None:
    """Every union states its position; then it is noted how the talk ended."""
    consultation = _latest(year, row).consultation
    for union in unions_called(clock.today()):
        position = "disagree" if union.name in disagreeing else "agree"
        said = "Åtgärderna mot riskerna i förskolan räcker inte." if position == "disagree" else ""
        state_position(year.acting(union.name, "representative"), consultation, union, position, said)
    consultation.refresh_from_db()
    conclude(year.finance, consultation, consultation.version, outcome, "Antecknas i kommunstyrelsens ärende.")


def _latest(year: Year, row: str) -> Meeting:
    return Meeting.objects.select_related("activity").filter(activity=year.row(row)).latest("pk")


def _complete(year: Year, row: str) -> None:
    from ramverk.apps.cycle.actions.complete_activity import complete_activity

    activity = year.row(row)
    if not activity.is_over:
        complete_activity(year.finance, activity, activity.version)


SAID = (
    "läget är i balans; volymerna ökar något.",
    "ett underskott väntas om inget görs, åtgärder redovisades.",
    "kompetensförsörjningen är den stora frågan.",
)
LUNCH = "Lunch"
_DAY: tuple[Slot, ...] = (
    (
        "Omvärld, förutsättningar och ekonomiskt läge",
        45,
        "Skatteunderlaget växer långsammare\nFler barn och fler äldre än i dag\nResultatmål 2 procent",
        "Ekonomichefen gick igenom decemberprognosen.",
    ),
)
_ANALYSIS: tuple[Slot, ...] = (
    (
        "Analysgruppen: nyckeltal och slutsatser",
        30,
        "Grundskolan kostar mer än i liknande kommuner\nÄldreomsorgen kostar mindre",
        "Slutsatserna bifogas.",
    ),
    (LUNCH, 60, "Vi fortsätter 13.15", ""),
    ("Sammanfattning", 30, "", "Frågor och uppdrag lästes upp; alla har en ägare och en dag."),
)
_CONDITIONS: tuple[Slot, ...] = (
    ("Budgetförutsättningar", 60, "Ramar, uppräkning och tidplan", "Informationen lämnades."),
)
_INVESTMENTS: tuple[Slot, ...] = (
    ("Nämndernas investeringsförslag", 30, "Sju nämnder har lämnat in", "KS tog del av sammanställningen."),
)
_DRAFTING: tuple[Slot, ...] = (
    ("Driftbudget", 240, "Läget nämnd för nämnd", "Genomgång av nämndernas planer och ny skatteprognos."),
    ("Investeringsbudget", 180, "Prioritering mot taket", "Ett projekt flyttas ett år, två tas inte med."),
)
_ON_THE_PROPOSAL: tuple[Slot, ...] = (
    ("Förslaget till Mål & budget", 20, "Ramarna och uppdragen", "Ekonomichefen gick igenom ramar och uppdrag."),
    ("Risk- och konsekvensbedömning", 20, "Förskolan och äldreomsorgen", "Bedömningen gicks igenom punkt för punkt."),
    ("Parternas ställningstaganden", 15, "", "Lärarlaget är oenigt, övriga är eniga."),
)
_MORNING = Occasion(date(2018, 1, 22), time(9), time(16), "Folkets hus")

DEEDS = [
    ("2018-01-08", "09:00", plan, "R02", _MORNING, _DAY + _ANALYSIS, 25),
    ("2018-01-09", "09:00", summon, "R02"),
    ("2018-01-19", "09:00", lay, "R02", "Analysgruppens underlag.txt", "Nyckeltal och jämförelser, påhittade."),
    ("2018-01-22", "16:10", hold, "R02", _DAY + _ANALYSIS),
    (
        "2018-01-22",
        "16:15",
        ask,
        "R02",
        "Barn- och utbildningsnämnden",
        "Vad kostar 40 elever till i grundskolan från höstterminen 2019?",
        "R12",
    ),
    ("2018-01-22", "16:20", ask, "R02", "Omsorgsnämnden", "Hur många nya platser behövs till 2021?", "R13"),
    ("2018-01-22", "16:21", ask, "R02", "Kultur- och fritidsnämnden", "Vad kostar simhallen per besök?", "R06"),
    (
        "2018-01-22",
        "16:22",
        ask,
        "R02",
        "Gymnasie- och vuxenutbildningsnämnden",
        "Varför stiger kostnaden per elev snabbare än i liknande kommuner?",
        "R12",
    ),
    (
        "2018-01-22",
        "16:23",
        assign,
        "R02",
        "Socialförvaltningen",
        "Ta fram en plan för egna hem i stället för köpta platser.",
        "R13",
    ),
    (
        "2018-01-22",
        "16:24",
        assign,
        "R02",
        "Tekniska förvaltningen",
        "Redovisa vad det kostar att hämta igen underhållet av gatorna.",
        "R12",
    ),
    ("2018-02-05", "09:00", answer, "Kultur- och fritidsnämnden", "chair", "94 kr per besök 2017, netto."),
    ("2018-02-12", "09:00", report, "Socialförvaltningen", "En arbetsgrupp är utsedd.", "accepted"),
    ("2018-01-24", "09:00", close, "R02"),
    ("2018-01-25", "09:00", plan, "R05", Occasion(date(2018, 2, 2), time(10), time(11), "Rum 3"), _CONDITIONS),
    ("2018-01-25", "09:10", summon, "R05"),
    ("2018-02-02", "11:00", hold, "R05", _CONDITIONS),
    ("2018-02-02", "11:05", hear, "R05", "agreed"),
    ("2018-02-02", "13:00", close, "R05"),
    (
        "2018-03-12",
        "09:00",
        plan,
        "R09",
        Occasion(date(2018, 3, 20), time(13), time(14), "Sessionssalen"),
        _INVESTMENTS,
    ),
    ("2018-03-12", "09:10", summon, "R09"),
    ("2018-03-20", "14:00", hold, "R09", _INVESTMENTS),
    ("2018-03-20", "15:00", close, "R09"),
    ("2018-03-01", "09:00", plan, "R10a", Occasion(date(2018, 3, 22), time(9), time(16), "Rum 3"), (), 30),
    ("2018-03-01", "09:10", summon, "R10a"),
    ("2018-03-22", "16:00", hold, "R10a"),
    ("2018-03-23", "09:00", close, "R10a"),
    ("2018-04-10", "09:00", plan, "R12", Occasion(date(2018, 4, 19), time(9), time(16), "Sessionssalen"), (), 35),
    ("2018-04-10", "09:10", summon, "R12"),
    (
        "2018-04-18",
        "10:00",
        answer,
        "Barn- och utbildningsnämnden",
        "chair",
        "4,2 mnkr per år, varav lokaler 0,6 mnkr.",
    ),
    (
        "2018-04-18",
        "10:30",
        answer,
        "Gymnasie- och vuxenutbildningsnämnden",
        "chair",
        "Fler väljer yrkesprogram med små grupper; det är hälften av ökningen.",
    ),
    (
        "2018-04-19",
        "08:30",
        report,
        "Tekniska förvaltningen",
        "38 mnkr för att vara i kapp; 6 mnkr om året räcker för att inte halka efter mer.",
        "answered",
    ),
    ("2018-04-19", "16:00", hold, "R12"),
    ("2018-04-20", "09:00", close, "R12"),
    ("2018-04-23", "09:00", plan, "R13", Occasion(date(2018, 5, 2), time(9), time(16), "Sessionssalen"), _DRAFTING),
    ("2018-04-23", "09:10", summon, "R13"),
    ("2018-04-30", "10:00", answer, "Omsorgsnämnden", "chair", "24 platser i särskilt boende."),
    (
        "2018-05-02",
        "08:30",
        report,
        "Socialförvaltningen",
        "Plan för åtta platser, klar efter sommaren.",
        "in_progress",
    ),
    ("2018-05-03", "16:00", hold, "R13", _DRAFTING),
    ("2018-05-04", "09:00", close, "R13"),
    ("2018-05-14", "09:00", plan, "R15", Occasion(date(2018, 5, 21), time(9), time(12), "Rum 3")),
    ("2018-05-14", "09:10", summon, "R15"),
    ("2018-05-21", "12:00", hold, "R15"),
    ("2018-05-22", "09:00", close, "R15"),
    ("2018-05-24", "09:00", plan, "R17", Occasion(date(2018, 5, 31), time(9), time(10), "Rum 3")),
    ("2018-05-24", "09:10", summon, "R17"),
    ("2018-05-31", "10:00", hold, "R17"),
    ("2018-05-31", "11:00", close, "R17"),
    (
        "2018-05-24",
        "09:20",
        plan,
        "R18",
        Occasion(date(2018, 6, 4), time(11), time(12), "Rum 3"),
        _ON_THE_PROPOSAL,
    ),
    ("2018-05-24", "09:30", summon, "R18"),
    (
        "2018-06-04",
        "11:30",
        assess,
        "R18",
        (
            "Effektiviseringen i förskolan kan ge större barngrupper och fler sjukskrivna: följs varje månad och tas "
            "upp i nämndens samverkan i september. Fler platser i äldreomsorgen kräver att vi anställer."
        ),
    ),
    ("2018-06-04", "12:00", hold, "R18", _ON_THE_PROPOSAL),
    ("2018-06-04", "12:05", hear, "R18", "disagreed", "Lärarlaget"),
    ("2018-06-04", "13:00", close, "R18"),
    ("2018-06-05", "08:30", hear, "R18", "disagreed", "Lärarlaget"),
    ("2018-05-28", "09:00", plan, "R19a", Occasion(date(2018, 6, 5), time(9, 30), time(11), "Sessionssalen")),
    ("2018-05-28", "09:10", summon, "R19a"),
    ("2018-06-05", "11:00", hold, "R19a"),
    ("2018-06-05", "11:05", close, "R19a"),
    ("2018-05-28", "09:20", plan, "R20", Occasion(date(2018, 6, 7), time(10, 30), time(11, 30), "Stadshuset")),
    ("2018-05-28", "09:30", summon, "R20"),
    ("2018-06-07", "11:30", hold, "R20"),
    ("2018-06-07", "13:00", close, "R20"),
    (
        "2018-10-15",
        "09:00",
        report,
        "Socialförvaltningen",
        "Planen är antagen av nämnden: två egna hem med åtta platser från hösten 2019.",
        "answered",
    ),
]
