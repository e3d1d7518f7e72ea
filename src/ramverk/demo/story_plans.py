"""The boards' plans: template and goals, nine plans, one too dear, one returned, one changed too late; the revision."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ramverk.apps.cycle.actions.mark_ready import mark_ready
from ramverk.apps.cycle.actions.put_on_agenda import put_on_agenda
from ramverk.apps.cycle.actions.save_submission import save_submission
from ramverk.apps.cycle.models import Submission
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.actions.add_to_catalogue import add_to_catalogue
from ramverk.apps.plans.actions.attest import attest
from ramverk.apps.plans.actions.comment import Remark, answer_comment, comment
from ramverk.apps.plans.actions.explain_section import explain_section
from ramverk.apps.plans.actions.mark_section import mark_section
from ramverk.apps.plans.actions.save_goal import save_goal
from ramverk.apps.plans.actions.save_requests import save_requests
from ramverk.apps.plans.actions.save_section import save_section
from ramverk.apps.plans.actions.save_split import save_split
from ramverk.apps.plans.actions.set_council_goal import CouncilGoal, set_council_goal
from ramverk.apps.plans.actions.show_summary import show_summary
from ramverk.apps.plans.actions.write_template import standard_template, write_template
from ramverk.apps.plans.frame import newest_frames
from ramverk.apps.plans.models import ActivityPlan, CatalogueIndicator, Goal, GoalLevel, Section, SplitRow, Touch
from ramverk.apps.plans.queries.plans import ledger_lines
from ramverk.apps.plans.rows import GoalValues, IndicatorValues, RequestLine, SplitLine
from ramverk.apps.plans.ties import tie_of
from ramverk.apps.trail.verdicts import Refused
from ramverk.core.money import Ore
from ramverk.core.split import whole_kronor
from ramverk.demo.municipality import BOARDS, Board
from ramverk.demo.story_boards import LATE_PLANS
from ramverk.demo.year import Year, paper

DATA = Path(__file__).parent / "data"
TKR = 100_000
YEARS = ("2019", "2020", "2021")
VISION = "Exempelby är platsen där man vill växa upp, arbeta och åldras."
COUNCIL_GOALS = (
    ("Alla barn och unga lyckas i skolan", False),
    ("Den som behöver stöd får det i tid", False),
    ("Kommunen är lätt att leva i och nå", False),
    ("Varje krona används väl", True),
)
PLAIN = {
    "barn": "Planen prövas mot barnets bästa i varje beslut. Gruppernas storlek följs varje termin.",
    "medarbetare": "Riskbedömning är gjord med de fackliga organisationerna. Schemana ändras tidigast i januari.",
    "klimat": "Resorna minskar med en tiondel. Inget i planen ökar utsläppen.",
}
EXPLANATIONS = {
    "drift": "Ramen är en annan än i april. Skillnaden är fördelad på de verksamheter som beslutet pekar ut.",
    "mal": "Målen står kvar. Pengarna som betalar dem har ändrats, men målvärdena är prövade och rimliga.",
}
OTHERWISE = "Prövat mot den beslutade ramen. Texten behöver inte ändras."


def prepare(year: Year) -> None:
    """Finance writes the template, the council's goals and the catalogue before the assignment goes out."""
    write_template(year.finance, year.round, list(standard_template()))
    vision = set_council_goal(year.finance, year.round, CouncilGoal(VISION, GoalLevel.VISION))
    for text, is_economy in COUNCIL_GOALS:
        wanted = CouncilGoal(text, GoalLevel.COUNCIL, vision.pk, is_good_economy=is_economy, period="2019–2021")
        set_council_goal(year.finance, year.round, wanted)
    for row in _rows("plan_goals.csv"):
        add_to_catalogue(
            year.finance, row["code"], row["indicator"], definition=f"{row['indicator']}, {row['unit']}.",
            unit=row["unit"], direction=row["direction"], source=row["source"],
        )  # fmt: skip


def write(year: Year, boards: Sequence[str], meets_on: date) -> None:
    """The administrations write everything, and the secretaries put the plans on the agenda."""
    for board in _boards(boards):
        official = year.acting(board.administration, "official")
        plan = _plan(year, "R11", board)
        _texts(official, plan, board)
        _goals(official, plan, board)
        _requests(official, plan, board)
        section = _split(official, plan)
        mark_section(official, section, section.version, is_ready=True)
        _ready(year, board, plan, official, meets_on)


def overspend(year: Year, short: str) -> None:
    """A board parts two million more than its frame and wants to be ready: it is refused with the sum."""
    board = _boards((short,))[0]
    official = year.acting(board.administration, "official")
    plan = _plan(year, "R11", board)
    _texts(official, plan, board)
    _goals(official, plan, board)
    section = _split(official, plan, more=2_000 * TKR)
    mark_section(official, section, section.version, is_ready=True)
    submission = _submission(plan)
    try:
        mark_ready(official, submission, submission.version)
    except Refused:
        return
    raise AssertionError("a plan above its frame was let through")


def show(year: Year, row: str, boards: Sequence[str]) -> None:
    """Some boards show their draft on one page at the dialogue."""
    for board in _boards(boards):
        show_summary(year.acting(board.name, "secretary"), _plan(year, "R11", board), year.row(row))


def discuss(year: Year, short: str) -> None:
    """A member asks, the administration answers."""
    board = _boards((short,))[0]
    plan = _plan(year, "R11", board)
    remark = Remark("Räcker det med egna utbildningar, eller behövs högre löner?", _section(plan, "risker"))
    made = comment(year.acting(board.name, "chair"), plan, remark)
    official = year.acting(board.administration, "official")
    answer_comment(official, made, made.version, "Båda prövas. Lönerna ligger i den centrala potten.")


def change_too_late(year: Year, short: str) -> None:
    """Somebody wants to change what the board has adopted: nothing is changed, and what was written is kept."""
    board = _boards((short,))[0]
    section = _section(_plan(year, "R11", board), "risker")
    try:
        save_section(
            year.acting(board.administration, "official"), section, section.version, f"{section.text} En risk till."
        )
    except Refused:
        return
    raise AssertionError("an adopted plan was changed")


def correct(year: Year, short: str, meets_on: date) -> None:
    """The returned plan is corrected where the comment pointed, and goes to the board again."""
    board = _boards((short,))[0]
    official = year.acting(board.administration, "official")
    plan = _plan(year, "R11", board)
    section = _section(plan, "risker")
    text = f"{section.text} Följer vi inte vårdkedjan stiger kostnaden med två miljoner; det prövas varje månad."
    save_section(official, section, section.version, text)
    _ready(year, board, plan, official, meets_on)


def revise(year: Year, meets_on: date) -> None:
    """Each board goes through what the council's decision touched, and attests the rest."""
    for board in BOARDS:
        official = year.acting(board.administration, "official")
        plan = _plan(year, "R22", board)
        for key in plan.sections.filter(touch=Touch.TOUCHED).values_list("key", flat=True):
            if key == "drift":
                _split(official, plan)
            section = _section(plan, key)
            section = explain_section(official, section, section.version, EXPLANATIONS.get(key, OTHERWISE))
            mark_section(official, section, section.version, is_ready=True)
        attest(year.acting(board.name, "secretary"), plan)
        _ready(year, board, plan, official, meets_on)


def _texts(actor: Actor, plan: ActivityPlan, board: Board) -> None:
    found = next(row for row in _rows("plan_texts.csv") if row["board"] == board.short)
    for key, text in (found | PLAIN).items():
        if key != "board" and (section := _section(plan, key)).text != text:
            section = save_section(actor, section, section.version, text)
            mark_section(actor, section, section.version, is_ready=True)


def _goals(actor: Actor, plan: ActivityPlan, board: Board) -> None:
    if _section(plan, "mal").goals.exists():
        return
    council = list(Goal.objects.filter(level=GoalLevel.COUNCIL).order_by("order"))
    for row in _rows("plan_goals.csv"):
        if row["board"] != board.short:
            continue
        indicator = IndicatorValues(
            name=row["indicator"], definition=f"{row['indicator']}, {row['unit']}.", unit=row["unit"],
            direction=row["direction"], baseline=row["baseline"], baseline_year=2017, source=row["source"],
            targets=dict(zip(YEARS, (row["first"], row["second"], row["third"]), strict=True)), frequency="varje år",
            responsible=row["responsible"], catalogue_id=CatalogueIndicator.objects.get(code=row["code"]).pk,
        )  # fmt: skip
        values = GoalValues(
            text=row["text"], parent_id=council[int(row["parent"]) - 1].pk, responsible=row["responsible"],
            period="2019–2021", is_good_economy=row["good_economy"] == "ja", indicators=(indicator,),
        )  # fmt: skip
        section = _section(plan, "mal")
        save_goal(actor, section, section.version, values)
    section = _section(plan, "mal")
    mark_section(actor, section, section.version, is_ready=True)


def _requests(actor: Actor, plan: ActivityPlan, board: Board) -> None:
    lines = [
        RequestLine(
            row["title"], dict(zip(YEARS, (int(row[at]) * TKR for at in ("first", "second", "third")), strict=True)),
            motive=row["motive"] + ".", consequence=row["consequence"] + ".",
        )
        for row in _rows("plan_requests.csv")
        if row["board"] == board.short
    ]  # fmt: skip
    if lines:
        section = _section(plan, "utom-ram")
        section = save_requests(actor, section, section.version, lines)
        mark_section(actor, section, section.version, is_ready=True)


def _split(actor: Actor, plan: ActivityPlan, more: int = 0) -> Section:
    """What the ledger has no operation for goes to the board's largest."""
    plan = ActivityPlan.objects.select_related("submission__activity__round", "submission__body", "edition").get(
        pk=plan.pk
    )
    section = _section(plan, "drift")
    tie, edition = tie_of(plan), newest_frames(plan.submission.activity.round)
    assert tie is not None  # noqa: S101 - frames were decided before boards write in this story
    rows = SplitRow.objects.filter(section=section)
    lines = [SplitLine(row.operation_id, row.amounts, str(row.key)) for row in rows] or ledger_lines(tie.frame)
    largest = max(range(len(lines)), key=lambda at: lines[at].amounts.get(YEARS[0], 0))
    for year in YEARS:
        exact = int(tie.frame.amounts[int(year)]) - sum(line.amounts.get(year, 0) for line in lines)
        rest = whole_kronor(Ore(exact)) * 100 + more  # boards plan in whole kronor
        amounts = {**lines[largest].amounts, year: lines[largest].amounts.get(year, 0) + rest}
        lines[largest] = replace(lines[largest], amounts=amounts)
    return save_split(actor, section, section.version, edition, lines)


def _ready(year: Year, board: Board, plan: ActivityPlan, official: Actor, meets_on: date) -> None:
    submission = _submission(plan)
    if not submission.files.exists():
        minutes = paper(f"Samverkan {board.short}.txt", [board.name, "Protokoll från lokal samverkan (påhittat)."])
        note = f"{board.name} överlämnar sin plan. Protokollet från den lokala samverkan är bifogat."
        submission = save_submission(official, submission, submission.version, note=note, add=[minutes])
    submission = mark_ready(official, submission, submission.version)
    put_on_agenda(year.acting(board.name, "secretary"), submission, submission.version, meets_on)


def _rows(name: str) -> Iterator[dict[str, str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    yield from csv.DictReader((line for line in lines if not line.startswith("#")), delimiter=";")


def _boards(shorts: Sequence[str]) -> list[Board]:
    return [board for board in BOARDS if board.short in shorts]


def _plan(year: Year, row: str, board: Board) -> ActivityPlan:
    rows = ActivityPlan.objects.select_related("submission__activity__round", "submission__body", "edition")
    return rows.get(submission__activity=year.row(row), submission__body__name=board.name)


def _submission(plan: ActivityPlan) -> Submission:
    return Submission.objects.select_related("activity", "body", "document").get(pk=plan.submission_id)


def _section(plan: ActivityPlan, key: str) -> Section:
    rows = Section.objects.select_related("plan__submission__activity__round", "plan__submission__body")
    return rows.get(plan=plan, key=key)


_IN_TIME = tuple(board.short for board in BOARDS if board.short not in LATE_PLANS)

DEEDS = [
    ("2018-01-19", "13:00", prepare),
    ("2018-03-16", "15:00", overspend, "BUN"),
    ("2018-03-19", "09:00", write, _IN_TIME, date(2018, 4, 3)),
    ("2018-03-21", "10:00", discuss, "BUN"),
    ("2018-03-26", "09:00", show, "R10a", ("BUN", "SN", "OMN")),
    ("2018-04-04", "11:00", change_too_late, "TN"),
    ("2018-04-10", "13:00", correct, "SN", date(2018, 4, 11)),
    ("2018-04-11", "13:00", write, LATE_PLANS, date(2018, 4, 16)),
    ("2018-08-27", "09:00", revise, date(2018, 9, 4)),
]
