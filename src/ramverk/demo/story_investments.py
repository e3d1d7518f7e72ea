"""The investments: prerequisites sent out, sheets written, adopted and handed in, shown to the executive board."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from ramverk.apps.cycle.actions.adopt import Proof, adopt
from ramverk.apps.cycle.actions.hand_in import hand_in
from ramverk.apps.cycle.actions.mark_ready import mark_ready
from ramverk.apps.cycle.actions.put_on_agenda import put_on_agenda
from ramverk.apps.cycle.actions.save_submission import save_submission
from ramverk.apps.cycle.models import ParticipationMode, Submission
from ramverk.apps.cycle.submission_content import content_of
from ramverk.apps.dispatch.actions.compose import Draft, edit
from ramverk.apps.dispatch.actions.send import send
from ramverk.apps.frames.models import Edition
from ramverk.apps.investments.actions.attach_to_sheet import attach_to_sheet
from ramverk.apps.investments.actions.attest_sheets import attest_sheets
from ramverk.apps.investments.actions.choose_list import choose_list
from ramverk.apps.investments.actions.close_project import close_project
from ramverk.apps.investments.actions.dispatch_prerequisites import dispatch_prerequisites
from ramverk.apps.investments.actions.explain_sheet import explain_sheet
from ramverk.apps.investments.actions.freeze_list import freeze_list
from ramverk.apps.investments.actions.pass_gate import Gate, pass_gate
from ramverk.apps.investments.actions.report_final import Outcome, report_final
from ramverk.apps.investments.actions.save_project import save_project
from ramverk.apps.investments.actions.start_sheets import start_from_file
from ramverk.apps.investments.actions.write_prerequisites import Terms, write_prerequisites
from ramverk.apps.investments.edits import EffectEdit, SheetEdit
from ramverk.apps.investments.models import InvestmentList, Prerequisites, Project, SheetTouch
from ramverk.apps.investments.revising import rows_of
from ramverk.apps.organisation.models import Audience, Body
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.freeze import store
from ramverk.demo.municipality import BOARDS
from ramverk.demo.story_boards import receive, remind, send_back
from ramverk.demo.story_dispatches import FIRST
from ramverk.demo.story_frames import NEW_POSITION
from ramverk.demo.story_frames import write as write_rows
from ramverk.demo.year import Year, paper

DATA = Path(__file__).parent / "data"
ONGOING = "ongoing_projects.csv"
TKR = 100_000
FIRST_YEAR = 2019
LATE = ("KFN", "VN")
"""The boards that hand in after the last day."""
RETURNED = "SN"
SHOWN = "Investeringar, information till kommunstyrelsen 20 mars"
PREPARED = "Investeringar till budgetberedningen i maj"


def lay_down(year: Year, text: str) -> None:
    """Finance writes the prerequisites."""
    terms = Terms(
        internal_interest_pct="1,75",
        ceiling={2019: 200_000 * TKR, 2020: 210_000 * TKR, 2021: 180_000 * TKR},
        own_money={2019: 138_000 * TKR, 2020: 142_000 * TKR, 2021: 146_000 * TKR},
        self_financing_pct="60",
        threshold=25 * TKR,
        lives=[
            ["Stomme och mark", "50"], ["Tak och fasad", "33"], ["Installationer", "20"], ["Inredning", "10"],
            ["Utrustning och system", "5"], ["Ledningar", "50"], ["Gator", "40"],
        ],
        priorities=[
            ["1", "lag, tillstånd eller arbetsmiljö"], ["2", "volym som kommunen måste möta"],
            ["3", "reinvestering och effektivisering"], ["4", "kvalitet och ambition"],
        ],
        carry_over_rules=[
            ["inte påbörjat", "fullmäktige beslutar på nytt"], ["ram och reinvestering", "återgår vid årsskiftet"],
            ["pågående", "följer projektet"],
        ],
        raise_pct="10", raise_most=2_000 * TKR, new_pct="3",
        text=text,
    )  # fmt: skip
    write_prerequisites(year.finance, year.round, 0, terms)


def read_ongoing(year: Year) -> None:
    """The finance system's list of ongoing projects becomes a sheet each."""
    start_from_file(year.finance, year.round, store((DATA / ONGOING).read_bytes()), ONGOING)


def send_prerequisites(year: Year) -> None:
    """The prerequisites go out, and the boards' submissions open."""
    activity = year.row("R01")
    dispatch = dispatch_prerequisites(year.finance, year.round)
    recipients = activity.participations.filter(mode=ParticipationMode.RECIPIENT, audience__isnull=False)
    draft = Draft(
        subject=FIRST,
        text=Prerequisites.objects.latest("pk").text,
        legal_ground="Kommunallagen 6 kap. 11–13 §§",
        reply_by=date(2018, 3, 13),
        audiences=list(Audience.objects.filter(pk__in=recipients.values("audience"))),
        opens=[year.row("R08")],
    )
    dispatch = edit(year.finance, dispatch, dispatch.version, draft)
    send(year.finance, dispatch, dispatch.version)


def write_sheets(year: Year, boards: tuple[str, ...]) -> None:
    """The administrations fill in their sheets, and those of ongoing projects that finance began."""
    for board in BOARDS:
        if board.short not in boards:
            continue
        official = year.acting(board.administration, "official")
        submission = _of(year, board.name)
        rows = [row for row in _rows() if row["board"] == board.short]
        for row in rows:
            known = Project.objects.filter(round=year.round, body__name=board.name, name=row["name"]).first()
            save_project(official, submission, known, known.version if known else 0, _edit(row, known))
            submission.refresh_from_db()


def _rows() -> Iterator[dict[str, str]]:
    lines = (DATA / "projects.csv").read_text(encoding="utf-8").splitlines()
    yield from csv.DictReader((line for line in lines if not line.startswith("#")), delimiter=";")


def _by_year(text: str) -> dict[int, int]:
    return {FIRST_YEAR + at: int(amount) * TKR for at, amount in enumerate(text.split())}


def _edit(row: Mapping[str, str], known: Project | None) -> SheetEdit:
    outlay = _by_year(row["outlay"])
    spent = known.spent if known else 0
    whole = spent + sum(outlay.values())
    year, month = (int(part) for part in row["activated"].split("-"))
    bodies = {body.short_name: body.pk for body in Body.objects.exclude(short_name="")}
    mark, _space, paragraph = row["secret"].partition(" ")
    return SheetEdit(
        fields={
            "name": row["name"], "funding": row["funding"], "category": row["category"], "priority": row["priority"],
            "phase": row["phase"], "is_block": row["block"] == "ja", "is_ongoing": bool(known and known.is_ongoing),
            "carrier_id": bodies.get(row["carrier"]), "spent": spent,
            "total": known.total if known and known.is_ongoing else whole,
            "forecast": known.forecast if known else None, "carry_over": known.carry_over if known else 0,
            "carry_over_class": known.carry_over_class if known else "",
            "start_year": None if known and known.is_ongoing else FIRST_YEAR, "start_month": None,
            "activated_year": year, "activated_month": month,
        },
        texts={
            "need": row["need"], "priority_motive": row["motive"], "uncertainty": row["uncertainty"],
            "site": row["site"],
        },
        marks={mark: paragraph} if mark else {},
        outlay=outlay,
        contributions=_by_year(row["contributions"]),
        components=_parts(row["parts"], whole),
        effects=[
            *_effects(row["effects"], bodies, is_rent=False), *_effects(row["rents"], bodies, is_rent=True),
        ],
    )  # fmt: skip


def _parts(text: str, whole: int) -> list[tuple[str, int, int]]:
    """Shares of the gross outlay; the last takes what is left over."""
    parts: list[tuple[str, int, int]] = []
    written = [part.rsplit(" ", 2) for part in text.split("|")]
    for name, pct, life in written[:-1]:
        parts.append((name, whole * int(pct) // 100, int(life)))
    name, _pct, life = written[-1]
    return [*parts, (name, whole - sum(amount for _name, amount, _life in parts), int(life))]


def _effects(text: str, bodies: Mapping[str, int], *, is_rent: bool) -> list[EffectEdit]:
    found = []
    for part in filter(None, text.split("|")):
        amounts, _equals, because = part.partition(" = ")
        short, *numbers = amounts.split()
        values = {FIRST_YEAR + at: -int(number) * TKR for at, number in enumerate(numbers)}
        found.append(EffectEdit(bodies[short], values, because, is_rent))
    return found


def prepare(year: Year, boards: tuple[str, ...], meets_on: date) -> None:
    """Ready in the administration, and on the board's agenda."""
    for board in BOARDS:
        if board.short not in boards:
            continue
        submission = _of(year, board.name)
        official = year.acting(board.administration, "official")
        has_any = Project.objects.filter(round=year.round, body__name=board.name, removed_at=None).exists()
        note = f"{board.name} överlämnar sina projektblad." if has_any else f"{board.name} har inga investeringar."
        submission = save_submission(official, submission, submission.version, note=note)
        submission = mark_ready(official, submission, submission.version)
        put_on_agenda(year.acting(board.name, "secretary"), submission, submission.version, meets_on)


def decide(year: Year, boards: tuple[str, ...], paragraph: int) -> None:
    """The boards adopt their list with its sheets."""
    for place, board in enumerate(board for board in BOARDS if board.short in boards):
        submission = _of(year, board.name)
        seen = content_of(submission.activity).frozen(submission).checksum
        proof = Proof(clock.today(), f"§ {paragraph + place}", "pending")
        adopt(year.acting(board.name, "secretary"), submission, submission.version, proof, seen)


def deliver(year: Year, boards: tuple[str, ...]) -> None:
    """The secretaries hand in what was adopted."""
    for board in BOARDS:
        if board.short not in boards:
            continue
        submission = _of(year, board.name)
        assert submission.document is not None  # noqa: S101 - it was adopted a moment ago in this story
        hand_in(year.acting(board.name, "secretary"), submission, submission.version, submission.document.checksum)


def correct(year: Year) -> None:
    """The returned board writes what was missing: what the supported housing costs the owner of the house."""
    board = next(board for board in BOARDS if board.short == RETURNED)
    official = year.acting(board.administration, "official")
    row = next(row for row in _rows() if row["board"] == RETURNED)
    project = Project.objects.get(round=year.round, body__name=board.name, name=row["name"])
    better = dict(row) | {
        "effects": row["effects"].replace("TN 0 0 0 = ingår i internhyran", "TN 0 0 180 = skötsel av tomten")
    }
    save_project(official, _of(year, board.name), project, project.version, _edit(better, project))


def _of(year: Year, board: str) -> Submission:
    rows = Submission.objects.select_related("activity__round", "body", "document")
    return rows.get(activity=year.row("R08"), body__name=board)


def show(year: Year, name: str, row: str) -> None:
    """Finance freezes the list for a step."""
    freeze_list(year.finance, year.round, name, year.row(row))


def count_in(year: Year, edition: str, name: str, left_out: tuple[str, ...], later: tuple[str, ...]) -> None:
    """An edition counts on a list, without some of its projects and with one a year later."""
    chosen = InvestmentList.objects.select_related("document", "prerequisites").get(name=name)
    keys = dict(Project.objects.filter(name__in=(*left_out, *later)).values_list("name", "key"))
    choose_list(
        year.finance, Edition.objects.get(name=edition), chosen, [str(keys[one]) for one in left_out],
        {str(keys[one]): 1 for one in later},
    )  # fmt: skip


def draw(year: Year, short: str, project: str) -> None:
    """A board hangs its estimate on the sheet."""
    board = next(board for board in BOARDS if board.short == short)
    row = Project.objects.get(round=year.round, name=project)
    estimate = paper(f"Kalkyl {project}.txt", [project, "Kalkyl efter förstudien (påhittad)."])
    attach_to_sheet(year.acting(board.administration, "official"), _of(year, board.name), row, row.version, [estimate])


def revise_sheets(year: Year) -> None:
    """After the council's decision: what it moved is gone through, what it left out is closed, the rest is attested."""
    for board in BOARDS:
        submission = Submission.objects.select_related("activity__round", "body").get(
            activity=year.row("R22"), body__name=board.name
        )
        official, secretary = year.acting(board.administration, "official"), year.acting(board.name, "secretary")
        for row in rows_of(submission):
            row.submission = submission
            if row.touch == SheetTouch.TOUCHED:
                explain_sheet(official, row, row.version, MOVED)
            elif row.touch == SheetTouch.REMOVED:
                close_project(secretary, row, row.version, CLOSED)
        if submission.revised_sheets.filter(touch=SheetTouch.CARRIED).exists():
            attest_sheets(secretary, submission)


def pass_on(year: Year, board: str, project: str, to_phase: str, decision: str, note: str = "") -> None:
    """The board decides to take a project further."""
    row = Project.objects.get(round=year.round, name=project)
    gate = Gate(to_phase, clock.today(), decision, note)
    pass_gate(year.acting(board, "secretary"), row, row.version, gate)


def report(year: Year, board: str, project: str, effects: str) -> None:
    """A finished project is reported to its board."""
    row = Project.objects.get(round=year.round, name=project)
    outcome = Outcome(row.spent, date(2017, 6, 30), effects)
    report_final(year.acting(board, "secretary"), row, row.version, outcome)


TEXT = (
    "Här är förutsättningarna för nämndernas investeringsförslag. Fyll i ett projektblad per projekt; pågående projekt "
    "är redan upplagda med beslutad total, upparbetat och prognos. Rangordna, låt nämnden anta och lämna in."
)
_ALL = tuple(board.short for board in BOARDS)
IN_TIME = tuple(short for short in _ALL if short not in LATE)
STATION, VENTILATION = "Gamla stationen, tak och fasad", "Ventilation i Ekbackaskolan"
MOVED = "Projektet kommer ett år senare. Hyresavtalet för nuvarande lokaler är förlängt; kalkylen är densamma."
CLOSED = "Behovet står kvar och tas upp i nästa års förslag."
LATER = ("Familjecentral, ombyggnad",)
LEFT_OUT = ("Skolgårdar, tillgänglighet och lek", "Konstgräsplan i Björkhagen")

DEEDS = [
    ("2017-12-08", "09:00", lay_down, TEXT),
    ("2017-12-08", "10:00", read_ongoing),
    ("2017-12-11", "10:00", send_prerequisites),
    ("2018-02-19", "09:00", write_sheets, IN_TIME),
    ("2018-02-19", "15:00", draw, "BUN", VENTILATION),
    ("2018-02-20", "09:00", prepare, IN_TIME, date(2018, 3, 6)),
    ("2018-03-06", "15:00", decide, IN_TIME, 21),
    ("2018-03-08", "10:00", deliver, IN_TIME),
    (
        "2018-03-12", "10:00", send_back, "R08", RETURNED,
        "Stödboendet: driftkonsekvensen för tekniska nämnden är noll men tomten ska skötas. Räkna om.",
    ),
    ("2018-03-13", "09:00", correct),
    ("2018-03-13", "09:30", prepare, (RETURNED,), date(2018, 3, 13)),
    ("2018-03-13", "15:00", decide, (RETURNED,), 33),
    ("2018-03-13", "16:00", deliver, (RETURNED,)),
    ("2018-03-14", "09:00", remind, "R08"),
    ("2018-03-16", "09:00", receive, "R08", IN_TIME),
    ("2018-03-20", "10:00", show, SHOWN, "R09"),
    ("2018-04-09", "09:00", write_sheets, LATE),
    ("2018-04-10", "09:00", prepare, LATE, date(2018, 4, 12)),
    ("2018-04-12", "15:00", decide, LATE, 41),
    ("2018-04-13", "09:00", deliver, LATE),
    ("2018-04-16", "09:00", receive, "R08", LATE),
    ("2018-03-27", "10:00", report, "Tekniska nämnden", STATION, "Taket är tätt och energianvändningen ned 12 %."),
    ("2018-04-18", "11:00", pass_on, "Barn- och utbildningsnämnden", VENTILATION, "execution", "BUN § 52"),
    ("2018-04-25", "09:00", show, PREPARED, "R13"),
    ("2018-04-27", "09:50", write_rows, NEW_POSITION, "avskrivet"),
    ("2018-04-27", "10:00", count_in, NEW_POSITION, PREPARED, LEFT_OUT, LATER),
    ("2018-08-24", "09:00", revise_sheets),
]  # fmt: skip
