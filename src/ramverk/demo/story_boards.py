"""What the boards did: worked, adopted, handed in, late or in time, got one thing back, and revised."""

from ramverk.apps.cycle.actions.accept import accept
from ramverk.apps.cycle.actions.adopt import Proof, Reservation, adopt
from ramverk.apps.cycle.actions.check_submission import check_submission
from ramverk.apps.cycle.actions.confirm_party_done import confirm_party_done
from ramverk.apps.cycle.actions.hand_in import hand_in
from ramverk.apps.cycle.actions.open_submissions import open_submissions
from ramverk.apps.cycle.actions.remind_boards import remind_boards
from ramverk.apps.cycle.actions.return_submission import return_submission
from ramverk.apps.cycle.models import Submission
from ramverk.apps.cycle.submission_content import content_of
from ramverk.apps.organisation.models import Mandate
from ramverk.demo.municipality import BOARDS, PARTIES, Board
from ramverk.demo.year import Year

LATE_PLANS = ("KFN", "MBN")
EVERY_PARTY = tuple(party.name for party in PARTIES)
OPPOSING = tuple(party.name for party in PARTIES if not party.governs)


def decide(year: Year, row: str, boards: tuple[str, ...], paragraph: int) -> None:
    """The boards meet and adopt; the secretaries note the paragraph."""
    from ramverk.apps.trail import clock

    for place, board in enumerate(_boards(boards)):
        submission = _of(year, row, board.name)
        seen = content_of(submission.activity).frozen(submission).checksum
        proof = Proof(clock.today(), f"§ {paragraph + place}", "pending", _reservations(year, row, board))
        adopt(year.acting(board.name, "secretary"), submission, submission.version, proof, seen)


def _reservations(year: Year, row: str, board: Board) -> tuple[Reservation, ...]:
    """The opposition's vice chair reserves in one board, as the minutes have it."""
    if (row, board.short) != RESERVED:
        return ()
    role = "second_vice_chair"
    who = year.acting(board.name, role)
    party = Mandate.objects.filter(body__name=board.name, role=role).select_related("party").earliest("pk").party
    return (Reservation(who.name, party.name if party else "", RESERVATION),)


def deliver(year: Year, row: str, boards: tuple[str, ...]) -> None:
    """The secretaries hand in exactly what was adopted."""
    for board in _boards(boards):
        submission = _of(year, row, board.name)
        assert submission.document is not None  # noqa: S101 - it was adopted a moment ago in this story
        hand_in(year.acting(board.name, "secretary"), submission, submission.version, submission.document.checksum)


def receive(year: Year, row: str, boards: tuple[str, ...]) -> None:
    """Finance checks and accepts."""
    for board in _boards(boards):
        submission = _of(year, row, board.name)
        submission = check_submission(year.finance, submission, submission.version)
        accept(year.finance, submission, submission.version)


def send_back(year: Year, row: str, board: str, comment: str) -> None:
    """Finance returns one, with a comment."""
    submission = _of(year, row, _boards((board,))[0].name)
    return_submission(year.finance, submission, submission.version, comment)


def remind(year: Year, row: str) -> None:
    """Finance reminds those who are missing."""
    remind_boards(year.finance, year.row(row))


def open_up(year: Year, row: str) -> None:
    """Finance opens the submissions."""
    open_submissions(year.finance, year.row(row))


def parties_done(year: Year, row: str, parties: tuple[str, ...]) -> None:
    """The group leaders say that their groups are done; what they did stays theirs."""
    for party in parties:
        confirm_party_done(year.acting(party, "group_leader"), year.row(row), year.body(party))


def _boards(short: tuple[str, ...]) -> list:  # type: ignore[type-arg]
    return [board for board in BOARDS if board.short in short]


def _of(year: Year, row: str, board: str) -> Submission:
    return Submission.objects.select_related("activity", "body", "document").get(
        activity=year.row(row), body__name=board
    )


_ALL = tuple(board.short for board in BOARDS)
_IN_TIME_2 = tuple(short for short in _ALL if short not in LATE_PLANS)

RESERVED = ("R11", "OMN")
RESERVATION = "Ramen räcker inte till de platser som planen lovar. Vi ville lägga två miljoner till utom ram."
RETURNED = "Riskerna nämner inte vårdkedjan. Skriv vad som händer med kostnaden om den inte följs."

DEEDS = [
    ("2018-01-30", "10:00", parties_done, "R03", EVERY_PARTY),
    ("2018-03-26", "16:00", parties_done, "R10b", OPPOSING),
    ("2018-04-03", "15:00", decide, "R11", _IN_TIME_2, 34),
    ("2018-04-05", "10:00", deliver, "R11", _IN_TIME_2),
    ("2018-04-09", "10:00", send_back, "R11", "SN", RETURNED),
    ("2018-04-11", "15:00", decide, "R11", ("SN",), 48),
    ("2018-04-11", "16:00", deliver, "R11", ("SN",)),
    ("2018-04-12", "08:30", remind, "R11"),
    ("2018-04-16", "15:00", decide, "R11", LATE_PLANS, 52),
    ("2018-04-16", "16:00", deliver, "R11", LATE_PLANS),
    ("2018-04-17", "10:00", receive, "R11", _ALL),
    ("2018-05-25", "16:00", parties_done, "R14", EVERY_PARTY),
    ("2018-08-01", "09:00", open_up, "R22"),
    ("2018-09-04", "15:00", decide, "R22", _ALL, 71),
    ("2018-09-06", "10:00", deliver, "R22", _ALL),
    ("2018-09-20", "10:00", receive, "R22", _ALL),
]
