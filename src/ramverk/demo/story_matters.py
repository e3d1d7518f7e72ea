"""The matters: the directive, the proposals, the amended decision in June, a referred motion, the confirmation."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from ramverk.apps.decisions.actions.close_sitting import close_sitting
from ramverk.apps.decisions.actions.decide_clause import decide_clause, decide_together, settle_unopposed
from ramverk.apps.decisions.actions.follow_up import follow_up, send_extracts
from ramverk.apps.decisions.actions.hand_in_reservation import hand_in_reservation
from ramverk.apps.decisions.actions.lay_notes import lay_notes
from ramverk.apps.decisions.actions.move_amendment import Wish, move_amendment
from ramverk.apps.decisions.actions.open_sitting import open_sitting, summon, take_attendance
from ramverk.apps.decisions.actions.postpone import postpone
from ramverk.apps.decisions.actions.read_revised_plans import read_revised_plans
from ramverk.apps.decisions.actions.register_matter import bring_on, register_matter
from ramverk.apps.decisions.actions.reserve import reserve
from ramverk.apps.decisions.actions.review_changes import confirm_technical, offer_as_matter, refuse_change
from ramverk.apps.decisions.actions.roll_call import cast_vote, close_roll_call, open_roll_call
from ramverk.apps.decisions.actions.table_edition import table_parties
from ramverk.apps.decisions.actions.tie_edition import tie_edition
from ramverk.apps.decisions.actions.weigh_options import (
    add_option,
    agree_option,
    drop_option,
    keep_scenario,
    read_requests,
    take_up_scenario,
    try_option,
)
from ramverk.apps.decisions.actions.write_clauses import Written, add_clause, draft_clauses
from ramverk.apps.decisions.models import ChangeReview, Choice, Clause, Duty, Option, Place, Scenario, Sitting
from ramverk.apps.decisions.queries.gate import gate_of
from ramverk.apps.decisions.queries.people import serving
from ramverk.apps.decisions.wording_clauses import Terms
from ramverk.apps.frames.actions.freeze_edition import freeze_edition
from ramverk.apps.frames.models import Edition
from ramverk.apps.meetings.actions.consult import attach_material
from ramverk.apps.meetings.models import Consultation, Meeting
from ramverk.apps.organisation.actor import Actor, actor_of
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail import clock
from ramverk.demo import economy
from ramverk.demo.municipality import COUNCIL, EXECUTIVE
from ramverk.demo.story_frames import CONFIRMED, COUNCILS, DIRECTIVE, DRAFTED, EXECUTIVES
from ramverk.demo.story_proposals import MAJORITYS, MAJORITYS_SECOND
from ramverk.demo.year import Year, paper

FIRST, BUDGET, MOTION, LAST, REFUSED = "KS 2018/21", "KS 2018/112", "KS 2018/87", "KS 2018/203", "KS 2018/219"
RATE, INTEREST, BORROWING = 2164, Fraction(175, 100), 180 * 1_000 * economy.TKR
"""Invented: the tax rate in öre per 100 kr, the internal interest in per cent, the ceiling for new loans in öre."""


def freeze(year: Year, edition: str) -> None:
    """Finance freezes an edition."""
    freeze_edition(year.finance, Edition.objects.get(name=edition))


def give_edition(year: Year, row: str, edition: str) -> None:
    """The unions get exactly this frozen version; a later one reopens the consultation."""
    consultation = Consultation.objects.get(meeting__activity=year.row(row))
    document = Edition.objects.select_related("document").get(name=edition).document
    if document is not None:
        attach_material(year.finance, consultation, consultation.version, document)


def register(year: Year, row: str, body: str, kind: str, number: str, title: str, day: str) -> None:
    """The body's secretary registers a matter."""
    activity = year.row(row)
    actor = year.acting(body, "secretary")
    register_matter(actor, activity, year.body(body), kind, number, title, date.fromisoformat(day))


def _sitting(number: str) -> Sitting:
    return Sitting.objects.select_related("matter", "body").filter(matter__register_number=number).latest("pk")


def _secretary(year: Year, sitting: Sitting) -> Actor:
    return year.acting(sitting.body.name, "secretary")


def option(year: Year, edition: str, text: str, short: str, amount: int, source: str) -> None:
    """Something is put to the drafting committee: so many thousand kronor a year."""
    target = Edition.objects.get(name=edition)
    figures = {str(one): amount * economy.TKR for one in target.years}
    add_option(year.finance, year.row("R13"), target, text, Body.objects.get(short_name=short), figures, source)


def requests(year: Year, edition: str) -> None:
    """The boards' requests become options."""
    read_requests(year.finance, year.row("R13"), Edition.objects.get(name=edition))


def keep(year: Year, name: str) -> None:
    """What is being tried is kept under a name."""
    keep_scenario(year.finance, year.row("R13"), name)


def take_up(year: Year, name: str) -> None:
    """A scenario is tried again."""
    take_up_scenario(year.finance, Scenario.objects.get(name=name))


def weigh(year: Year, text: str) -> None:
    """It is tried under the live total."""
    one = Option.objects.get(text=text)
    try_option(year.finance, one, one.version, is_tried=True)


def agree(year: Year, text: str, who: str, why: str) -> None:
    """It is agreed on and written into the draft."""
    one = Option.objects.get(text=text)
    agree_option(year.finance, one, one.version, who, why)


def drop(year: Year, text: str, why: str) -> None:
    """It is dropped, with why."""
    one = Option.objects.get(text=text)
    drop_option(year.finance, one, one.version, why)


def judge(year: Year, edition: str) -> None:
    """Finance confirms what is technical and refuses the rest to the list."""
    target = Edition.objects.get(name=edition)
    for line in gate_of(target).lines:
        if line.found.is_technical:
            confirm_technical(year.finance, target, line.group)
        else:
            refuse_change(year.finance, target, line.group)


def offer(year: Year, number: str, row: str, day: str) -> None:
    """What was refused becomes a matter of its own."""
    review = ChangeReview.objects.filter(state="refused", matter=None).earliest("pk")
    offer_as_matter(
        year.finance, review, review.version, year.row(row), year.body(COUNCIL), number, date.fromisoformat(day)
    )


def draft(year: Year, number: str, edition: str, final: str = "") -> None:
    """The clauses are drafted from the frozen proposal, which says its rate, and the matter is put on the agenda."""
    sitting = _sitting(number)
    terms = Terms(RATE if final else None, INTEREST, BORROWING, is_final=bool(final))
    draft_clauses(year.finance, sitting, sitting.version, Edition.objects.get(name=edition), terms)
    call(year, number)


def draft_directive(year: Year, number: str, edition: str) -> None:
    """The draft of the directive is laid on the table, which freezes it, and the matter is put on the agenda."""
    sitting = _sitting(number)
    terms = Terms(is_final=False, is_preliminary=True)
    draft_clauses(year.finance, sitting, sitting.version, Edition.objects.get(name=edition), terms)
    call(year, number)


def write(year: Year, number: str, subject: str, text: str) -> None:
    """One clause in words, and the matter is put on the agenda."""
    sitting = _sitting(number)
    add_clause(_secretary(year, sitting), sitting, sitting.version, Written(subject, text))
    call(year, number)


def lay(year: Year, number: str) -> None:
    """The secretary lays every party's proposal on the table, each with its own edition."""
    sitting = _sitting(number)
    table_parties(_secretary(year, sitting), sitting, sitting.version)


def together(year: Year, number: str) -> None:
    """The chair puts the whole proposals against one another on everything that is left; the main one wins."""
    sitting = _sitting(number)
    decide_together(_secretary(year, sitting), sitting, sitting.version)


def call(year: Year, number: str) -> None:
    """The summons goes out."""
    sitting = _sitting(number)
    summon(_secretary(year, sitting), sitting, sitting.version)


def begin(year: Year, number: str, absent: Sequence[str] = ()) -> None:
    """Attendance: nearly everyone comes, substitutes serve for those who do not; the chair opens."""
    sitting = _sitting(number)
    actor = _secretary(year, sitting)
    missing = {place.pk for place in sitting.places.select_related("party") if _is_missing(place, absent)}
    present = [place.pk for place in sitting.places.all() if place.pk not in missing]
    take_attendance(actor, sitting, sitting.version, present)
    sitting = _sitting(number)
    open_sitting(actor, sitting, sitting.version)


def _is_missing(place: Place, absent: Sequence[str]) -> bool:
    """`absent` names party and place in the order of the roll: "DP3" is the third of Dalapartiet's members."""
    return place.kind == "member" and place.party is not None and f"{place.party.short_name}{place.order}" in absent


def _speaker(number: str, party: str, place: int = 0) -> tuple[Place, Actor]:
    found = [one for one in serving(_sitting(number)) if one.party and one.party.short_name == party][place]
    return found, actor_of(found.person, clock.today())


def move(_year: Year, number: str, party: str, name: str, kind: str, subject: str, wanted: int) -> None:
    """A member moves another tax rate, or so many thousand kronor more for a board each year."""
    place, actor = _speaker(number, party)
    sitting = _sitting(number)
    clause = sitting.clauses.get(kind=kind, subject__contains=subject)
    main = clause.values.get(proposal__is_main=True).figures
    figures = {"rate": wanted} if kind == "tax_rate" else {y: n + wanted * economy.TKR for y, n in main.items()}
    move_amendment(actor, sitting, sitting.version, name, [Wish(clause, figures=figures)], place)


def acclaim(year: Year, number: str, kind: str, subject: str, answer: str) -> None:
    """The chair finds yes or no."""
    sitting = _sitting(number)
    clause = sitting.clauses.get(kind=kind, subject__contains=subject)
    decide_clause(_secretary(year, sitting), clause, clause.version, answer == "ja")


def roll_call(year: Year, number: str, kind: str, subject: str, yes: Sequence[str], abstaining: str = "") -> None:
    """Everyone who serves votes on a phone: yes the members of these parties, no the others, abstaining one party."""
    sitting = _sitting(number)
    actor = _secretary(year, sitting)
    clause: Clause = sitting.clauses.get(kind=kind, subject__contains=subject)
    asking, _ = _speaker(number, "DP")
    proposition = open_roll_call(actor, clause, clause.version, f"{asking.person} (DP)")
    for place in serving(sitting):
        party = place.party.short_name if place.party else ""
        choice = Choice.YES if party in yes else Choice.ABSTAIN if party == abstaining else Choice.NO
        cast_vote(actor_of(place.person, clock.today()), proposition, choice, place)
    proposition.refresh_from_db()
    close_roll_call(actor, proposition, proposition.version)


def settle(year: Year, number: str) -> None:
    """What nobody opposes is approved."""
    sitting = _sitting(number)
    settle_unopposed(_secretary(year, sitting), sitting, sitting.version)


def object_to(_year: Year, number: str, party: str, kind: str, subject: str, text: str) -> None:
    """A reservation before the meeting closes."""
    place, actor = _speaker(number, party)
    sitting = _sitting(number)
    reserve(actor, sitting, place, text, sitting.clauses.get(kind=kind, subject__contains=subject))


def in_writing(_year: Year, number: str, party: str, *text: str) -> None:
    """The reasons of the reservation, in writing: an attachment to the minutes."""
    place, actor = _speaker(number, party)
    row = _sitting(number).reservations.get(place=place)
    hand_in_reservation(actor, row, paper(f"Reservation {party}.txt", text))


def lay_in(year: Year, number: str, row: str) -> None:
    """What the drafting committee noted is laid in the matter."""
    sitting = _sitting(number)
    lay_notes(year.finance, sitting, sitting.version, Meeting.objects.get(activity=year.row(row)))


def read_plans(year: Year, edition: str) -> None:
    """How the boards have split their decided frames is read into the edition."""
    read_revised_plans(year.finance, Edition.objects.get(name=edition))


def close(year: Year, number: str, paragraph: str, at_once: str = "", reason: str = "") -> None:
    """The decision is recorded and the minutes frozen."""
    sitting = _sitting(number)
    close_sitting(
        _secretary(year, sitting), sitting, sitting.version, paragraph,
        is_adjusted_at_once=at_once == "omedelbart", reason=reason,
    )  # fmt: skip


def tie(year: Year, number: str, name: str) -> None:
    """Finance works out the decided edition and ties it."""
    sitting = _sitting(number)
    tie_edition(year.finance, sitting, sitting.version, name)


def bring(year: Year, number: str, row: str, body: str, day: str) -> None:
    """The matter goes on to the next body, and is put on its agenda."""
    earlier = _sitting(number)
    actor = year.acting(body, "secretary")
    bring_on(actor, earlier, year.row(row), year.body(body), date.fromisoformat(day))


def refer(year: Year, number: str, motivation: str, paragraph: str, parties: Sequence[str]) -> None:
    """A third of those present have the matter referred back."""
    sitting = _sitting(number)
    asking = [place.pk for place in serving(sitting) if place.party and place.party.short_name in parties]
    postpone(_secretary(year, sitting), sitting, sitting.version, "remitted", motivation, asking, paragraph=paragraph)


def do(year: Year, number: str, body: str, kind: str, receipt: str = "") -> None:
    """Duties of a kind are done today; the extracts all at once."""
    left = Duty.objects.filter(
        sitting__matter__register_number=number, sitting__body__name=body, kind=kind, done_on=None
    )
    for duty in left[:1] if kind == "extract" else left:
        deed = send_extracts if kind == "extract" else follow_up
        deed(year.acting(body, "secretary"), duty, duty.version, clock.today(), receipt)


_MORE = "Fler platser i äldreomsorgen"
_SCHOOLS = "Barn- och utbildningsnämnden"
_WHY = "Tre miljoner kronor om året räcker till mindre barngrupper i fyra förskolor (påhittat)."

_TEAMS = "Två stödteam för elever som är borta mycket"
_YOUTH, _SUMMER, _DESK = "Öppna fritidsgårdar på lördagar", "Sommarjobb till alla i årskurs nio", "Ny reception"

DEEDS = [
    (
        "2018-01-29", "10:00", register, "R06", EXECUTIVE, "directive", FIRST, "Ramdirektiv och preliminära ramar",
        "2018-02-06",
    ),
    ("2018-02-06", "08:00", draft_directive, FIRST, DIRECTIVE),
    ("2018-02-06", "13:05", begin, FIRST),
    ("2018-02-06", "13:40", move, FIRST, "SM", "Samling Mitts yrkande", "frame", _SCHOOLS, 3_000),
    ("2018-02-06", "14:20", roll_call, FIRST, "frame", _SCHOOLS, ("DP", "GB", "VL")),
    ("2018-02-06", "14:40", settle, FIRST),
    ("2018-02-06", "14:45", object_to, FIRST, "SM", "frame", _SCHOOLS, "Barngrupperna behöver bli mindre."),
    ("2018-02-06", "14:50", in_writing, FIRST, "SM", "Vi reserverar oss till förmån för vårt eget yrkande.", _WHY),
    ("2018-02-06", "15:00", close, FIRST, "§ 18"),
    ("2018-02-06", "16:00", tie, FIRST, ""),
    ("2018-02-12", "09:00", do, FIRST, EXECUTIVE, "adjust"),
    ("2018-02-13", "09:00", do, FIRST, EXECUTIVE, "announce"),
    ("2018-02-13", "09:10", do, FIRST, EXECUTIVE, "extract"),
    ("2018-05-02", "10:00", option, DRAFTED, _YOUTH, "KFN", 400, "Nämndens önskemål 1"),
    ("2018-05-02", "10:05", option, DRAFTED, _SUMMER, "GVN", 800, "Nämndens önskemål 2"),
    ("2018-05-02", "10:10", option, DRAFTED, _DESK, "KS", 600, "Förvaltningens förslag"),
    ("2018-05-02", "10:15", requests, DRAFTED),
    ("2018-05-02", "10:30", weigh, _YOUTH),
    ("2018-05-02", "10:31", weigh, _SUMMER),
    ("2018-05-02", "10:40", keep, "Ungdomspaketet"),
    ("2018-05-02", "11:00", weigh, _TEAMS),
    ("2018-05-02", "11:10", keep, "Ungdomar och skola"),
    ("2018-05-03", "13:30", take_up, "Ungdomspaketet"),
    ("2018-05-03", "14:00", agree, _YOUTH, "DP, GB och VL", "Fler unga på kvällarna"),
    ("2018-05-03", "14:10", drop, _DESK, "Löses inom ramen"),
    ("2018-05-16", "15:00", drop, _SUMMER, "Statsbidraget räcker"),
    ("2018-05-17", "10:00", freeze, DRAFTED),
    ("2018-05-31", "16:30", give_edition, "R18", MAJORITYS),
    ("2018-05-28", "13:00", register, "R19b", EXECUTIVE, "budget", BUDGET, "Mål & Budget 2019–2021", "2018-06-05"),
    ("2018-06-04", "17:10", give_edition, "R18", MAJORITYS_SECOND),
    ("2018-06-04", "17:30", draft, BUDGET, MAJORITYS_SECOND),
    ("2018-06-04", "17:40", lay, BUDGET),
    ("2018-06-05", "09:35", begin, BUDGET),
    ("2018-06-05", "11:10", lay_in, BUDGET, "R19a"),
    ("2018-06-05", "11:20", acclaim, BUDGET, "tax_rate", "2019", "ja"),
    ("2018-06-05", "11:22", together, BUDGET),
    ("2018-06-05", "11:25", settle, BUDGET),
    ("2018-06-05", "11:40", object_to, BUDGET, "SM", "tax_rate", "2019", "Skatten kan sänkas med tio öre."),
    ("2018-06-05", "12:00", close, BUDGET, "§ 96", "omedelbart"),
    ("2018-06-05", "13:30", do, BUDGET, EXECUTIVE, "adjust"),
    ("2018-06-05", "14:00", tie, BUDGET, EXECUTIVES),
    ("2018-06-05", "14:30", do, BUDGET, EXECUTIVE, "announce"),
    ("2018-06-05", "15:00", bring, BUDGET, "R21", COUNCIL, "2018-06-20"),
    ("2018-06-12", "10:00", call, BUDGET),
    ("2018-06-12", "10:05", lay, BUDGET),
    (
        "2018-06-12", "10:10", write, MOTION, "Öppna budgetdialoger",
        "Motionen bifalls: nämndernas budgetdialoger hålls öppna för allmänheten.",
    ),
    ("2018-06-20", "18:00", begin, BUDGET, ("DP4", "SM20", "VL46")),
    ("2018-06-20", "18:40", move, BUDGET, "TP", "Trygghetspartiets yrkande", "tax_rate", "2019", 2149),
    ("2018-06-20", "18:50", move, BUDGET, "GB", _MORE, "frame", "Omsorgsnämnden", 1_200),
    ("2018-06-20", "19:15", acclaim, BUDGET, "tax_rate", "2019", "ja"),
    ("2018-06-20", "19:17", acclaim, BUDGET, "tax_rate", "2019", "ja"),
    ("2018-06-20", "19:20", acclaim, BUDGET, "frame", "Omsorgsnämnden", "nej"),
    ("2018-06-20", "19:22", acclaim, BUDGET, "frame", "Omsorgsnämnden", "nej"),
    ("2018-06-20", "19:25", roll_call, BUDGET, "frame", "Omsorgsnämnden", ("DP", "VL"), "FE"),
    ("2018-06-20", "19:33", together, BUDGET),
    ("2018-06-20", "19:35", settle, BUDGET),
    ("2018-06-20", "19:40", object_to, BUDGET, "DP", "frame", "Omsorgsnämnden", "Pengarna saknas i planåren."),
    (
        "2018-06-20", "19:55", close, BUDGET, "§ 71", "",
        "Ramen för omsorgsnämnden ändrades på sammanträdet; samverkan om följderna tas upp i augusti.",
    ),
    ("2018-06-20", "20:05", begin, MOTION, ("DP4", "SM20", "VL46")),
    (
        "2018-06-20", "20:20", refer, MOTION, "Kostnaden för lokaler och tolkning ska redovisas.", "§ 72",
        ("SM", "TP"),
    ),
    ("2018-06-20", "21:00", tie, BUDGET, COUNCILS),
    ("2018-06-25", "09:00", do, BUDGET, COUNCIL, "extract"),
    ("2018-06-29", "14:00", do, BUDGET, COUNCIL, "adjust"),
    ("2018-06-29", "15:00", do, BUDGET, COUNCIL, "announce"),
    ("2018-10-12", "09:00", read_plans, CONFIRMED),
    ("2018-10-22", "09:00", judge, CONFIRMED),
    ("2018-10-22", "09:30", freeze, CONFIRMED),
    (
        "2018-10-22", "10:00", register, "R23", EXECUTIVE, "confirming", LAST,
        "Konfirmerande beslut om Mål & Budget 2019–2021", "2018-10-30",
    ),
    ("2018-10-22", "10:10", draft, LAST, CONFIRMED, "slutligt"),
    ("2018-10-22", "10:20", offer, REFUSED, "R23", "2018-12-17"),
    ("2018-10-30", "09:35", begin, LAST),
    ("2018-10-30", "09:50", settle, LAST),
    ("2018-10-30", "10:00", close, LAST, "§ 164", "omedelbart"),
    ("2018-10-30", "13:00", do, LAST, EXECUTIVE, "adjust"),
    ("2018-10-30", "14:00", do, LAST, EXECUTIVE, "announce"),
    ("2018-11-05", "09:00", bring, LAST, "R23", COUNCIL, "2018-11-29"),
    ("2018-11-20", "10:00", call, LAST),
    ("2018-11-29", "18:00", begin, LAST, ("DP4",)),
    ("2018-11-29", "19:30", settle, LAST),
    ("2018-11-29", "20:00", close, LAST, "§ 131"),
    ("2018-11-29", "21:00", tie, LAST, ""),
    ("2018-11-30", "08:30", do, LAST, COUNCIL, "rate_notice", "Skatteverkets e-tjänst, kvitto 8.31 (påhittat)"),
    ("2018-12-03", "09:00", do, LAST, COUNCIL, "extract"),
    ("2018-12-10", "14:00", do, LAST, COUNCIL, "adjust"),
    ("2018-12-11", "09:00", do, LAST, COUNCIL, "announce"),
]  # fmt: skip
