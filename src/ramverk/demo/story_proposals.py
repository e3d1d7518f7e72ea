"""The parties: rooms opened, notes and drafts, the majority's proposal handed over, the opposition's alternatives.

What is written in the rooms is sealed like anyone's: the demo does what a member could, with the member's own mandate.
"""

import csv
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from ramverk.apps.frames.actions.freeze_edition import freeze_edition
from ramverk.apps.frames.models import Edition
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body
from ramverk.apps.proposals.actions.answer_invitation import answer_invitation
from ramverk.apps.proposals.actions.ask import (
    answer_question,
    approve_answer,
    ask_question,
    assign_question,
    publish_fact,
)
from ramverk.apps.proposals.actions.choose_projects import NewProject, add_project, choose_project
from ramverk.apps.proposals.actions.hand_over import hand_over, table_proposal
from ramverk.apps.proposals.actions.keep import keep_file, keep_note
from ramverk.apps.proposals.actions.open_room import open_joint_room, open_room
from ramverk.apps.proposals.actions.rebase_draft import asked_about, projects_asked_about, rebase_draft
from ramverk.apps.proposals.actions.set_terms import set_terms
from ramverk.apps.proposals.actions.share import comment_share, end_share, share_with_leadership
from ramverk.apps.proposals.actions.take_comment import take_comment
from ramverk.apps.proposals.actions.write_draft import (
    approve_draft,
    complete_draft,
    new_version,
    save_draft,
    share_draft,
    start_draft,
)
from ramverk.apps.proposals.comments import ASSIGNMENT, NOWHERE, About, ProjectWish, Suggestion, abouts
from ramverk.apps.proposals.draft import DraftRow
from ramverk.apps.proposals.models import HandOver, ItemKind, PartyRoom, Question, RoomParty, SealedItem, Share
from ramverk.apps.proposals.queries.comments import comments_on
from ramverk.apps.proposals.queries.drafts import opened
from ramverk.apps.proposals.queries.rooms import contents_of
from ramverk.apps.proposals.signs import as_written
from ramverk.apps.proposals.vault import prove, unseal_share
from ramverk.apps.trail import clock
from ramverk.demo.economy import TKR
from ramverk.demo.story_frames import DIRECTIVE, DRAFTED, NEW_POSITION, YEARS
from ramverk.demo.year import Year

ROWS = Path(__file__).parent / "data" / "proposals.csv"
JOINT = "Majoriteten"
SCHOOLS, ROADS = "Barn- och utbildningsförvaltningen", "Tekniska förvaltningen"
OURS, MIDDLE, SAFETY, FUTURE = "Dalapartiet", "Samling Mitt", "Trygghetspartiet", "Framtid Exempelby"
PARTNERS = ("Gröna Bygden", "Vänsterlistan")


def leader(year: Year, party: str) -> Actor:
    """The party's group leader today."""
    return year.acting(party, "group_leader")


def set_out(year: Year) -> None:
    """Finance lays in today's tax rate, the median income, and which posts are open to all parties alike."""
    closed = list(Body.objects.filter(kind="auditors").values_list("short_name", flat=True))
    set_terms(
        year.finance, year.round, 0, tax_rate=2164, median_income=243_600_00, open_lines=["executive_disposal"],
        closed_boards=closed,
    )  # fmt: skip


def open_up(year: Year, party: str, heading: str, text: str) -> None:
    """A party opens its room and writes the first note."""
    actor = leader(year, party)
    keep_note(actor, open_room(actor, year.body(party)), heading, text)


def lay_in(year: Year, party: str, name: str, text: str) -> None:
    """A file in the party's room."""
    keep_file(leader(year, party), PartyRoom.objects.get(name=party), name, text.encode())


def join(year: Year) -> None:
    """The largest governing party opens a joint room."""
    open_joint_room(leader(year, OURS), year.body(OURS), JOINT, [year.body(name) for name in PARTNERS])


def accept(year: Year, party: str) -> None:
    """A partner's leader accepts."""
    place = RoomParty.objects.get(room__name=JOINT, party__name=party)
    answer_invitation(leader(year, party), place, place.version, accept=True)


def steady(year: Year, edition: str) -> None:
    """Finance freezes an edition, so that every party may stand on it."""
    freeze_edition(year.finance, Edition.objects.get(name=edition))


def begin(year: Year, party: str, title: str, base: str) -> None:
    """A draft in the party's own room."""
    start_draft(leader(year, party), PartyRoom.objects.get(name=party), title, Edition.objects.get(name=base))


def write(year: Year, party: str, room: str, title: str, part: str) -> None:
    """The party's rows, goals, assignments and text; the tax rate where it is another."""
    actor, item = leader(year, party), _draft(leader(year, party), room, title)
    goals, assignments, texts, rate = WORDS[part]
    rows = tuple(_rows(part))
    save_draft(
        actor, item, item.version,
        lambda draft: replace(
            draft, rows=(*draft.rows, *rows), goals=goals, assignments=assignments, texts=texts, tax_rate=rate
        ),
        "skrev förslaget",
    )  # fmt: skip


def amend(year: Year, party: str, room: str, title: str, part: str) -> None:
    """A proposal that was handed over is opened for a new version, with more rows in it."""
    actor = leader(year, party)
    item = _draft(actor, room, title)
    new_version(actor, item, item.version)
    item, rows = _draft(actor, room, title), tuple(_rows(part))
    save_draft(actor, item, item.version, lambda draft: replace(draft, rows=(*draft.rows, *rows)), "ändrade belopp")


def project(
    year: Year, party: str, room: str, title: str, name: str, verb: str, by: int = 0, outlay: int | None = None
) -> None:  # fmt: skip
    """Something is done with an investment project: it is cut, moved in time, resized, or taken in again."""
    actor = leader(year, party)
    item = _draft(actor, room, title)
    one = opened(prove(actor, item.room), item)
    key = next(key for key, sheet in one.basis.known.items() if sheet.name == name)
    choose_project(actor, one, item.version, key, verb, by, outlay)


def own_project(year: Year, party: str, title: str, new: NewProject) -> None:
    """A project that no board has proposed."""
    actor = leader(year, party)
    item = _draft(actor, party, title)
    add_project(actor, opened(prove(actor, item.room), item), item.version, new)


def _rows(part: str) -> Iterator[DraftRow]:
    lines = (line for line in ROWS.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    for row in csv.DictReader(lines, delimiter=";"):
        if row["proposal"] != part:
            continue
        is_frame = Body.objects.filter(short_name=row["where"]).exists()
        owner, line = (row["where"], "") if is_frame else ("", row["where"])
        amounts = zip(YEARS, (row["first"], row["second"], row["third"]), strict=True)
        yield DraftRow(
            str(uuid.uuid4()), "frame" if is_frame else "finance", owner, line,
            {y: as_written(owner, line, int(tkr) * TKR) for y, tkr in amounts if int(tkr)}, row["text"],
            is_one_off=row["one_off"] == "ja",
        )  # fmt: skip


def _draft(actor: Actor, room: str, title: str) -> SealedItem:
    here = PartyRoom.objects.get(name=room)
    held = contents_of(prove(actor, here), here, actor, (ItemKind.DRAFT,))
    return next(one.item for one in held if one.content["title"] == title)


def share(year: Year, title: str) -> None:
    """The draft moves into the joint room."""
    actor = leader(year, OURS)
    item = _draft(actor, OURS, title)
    share_draft(actor, item, item.version, PartyRoom.objects.get(name=JOINT))


def finish(year: Year, party: str, room: str, title: str) -> None:
    """The draft is marked as complete."""
    actor = leader(year, party)
    item = _draft(actor, room, title)
    complete_draft(actor, item, item.version)


def approve(year: Year, party: str, title: str) -> None:
    """A partner's leader approves exactly what stands."""
    actor = leader(year, party)
    item = _draft(actor, JOINT, title)
    approve_draft(actor, item, item.version)


def hand(year: Year, party: str, room: str, title: str) -> None:
    """The proposal is handed over: frozen, and in every other party's room at the same moment."""
    actor = leader(year, party)
    item = _draft(actor, room, title)
    hand_over(actor, item, item.version)


def table(year: Year, party: str, title: str) -> None:
    """The proposal is laid open to everyone: it goes to the executive board."""
    made = HandOver.objects.get(edition__name=title, withdrawn_at=None)
    table_proposal(leader(year, party), made, made.version)


def move_on(year: Year, party: str, room: str, title: str, base: str, wanted: str = "hold") -> None:
    """The draft is moved onto a newer base; every conflict is answered, what the new base has done already dropped."""
    actor, onto = leader(year, party), Edition.objects.get(name=base)
    item = _draft(actor, room, title)
    one = opened(prove(actor, item.room), item)
    rows, projects = asked_about(one.draft, one.base, onto), projects_asked_about(one.draft, one.base, onto)
    is_there = {each.key for each in rows if each.conflict.kind == "already_there"}
    is_there |= {each.key for each in projects if each.clash.kind == "done"}
    choices = {each.key: each.choices for each in rows} | {each.key: each.choices for each in projects}
    chosen = {
        key: "drop" if key in is_there else wanted if wanted in offered else "keep" for key, offered in choices.items()
    }
    rebase_draft(actor, item, item.version, onto, chosen)


def ask(year: Year, party: str, text: str) -> None:
    """A party asks the officials."""
    ask_question(leader(year, party), PartyRoom.objects.get(name=party), year.round, text)


def delegate(year: Year, party: str, body: str, due: str) -> None:
    """Finance delegates the party's latest question."""
    row = _question(party)
    assign_question(year.finance, row, row.version, year.body(body), date.fromisoformat(due))


def reply(year: Year, party: str, body: str, text: str) -> None:
    """An official answers, the head approves, and the party has its answer."""
    row = answer_question(year.acting(body, "official"), _question(party), _question(party).version, text)
    approve_answer(year.acting(body, "head"), row, row.version)


def make_known(year: Year, party: str, asked: str, text: str) -> None:
    """Finance makes the facts known to all."""
    row = _question(party)
    publish_fact(year.finance, row, row.version, asked, text)


def _question(party: str) -> Question:
    return Question.objects.filter(room__name=party).latest("pk")


def show(year: Year, title: str) -> None:
    """The majority shows its draft to the management team until the next day (R15)."""
    actor = leader(year, OURS)
    ends = clock.now() + timedelta(days=1)
    share_with_leadership(actor, _draft(actor, JOINT, title), year.body("Kommunens ledningsgrupp"), ends)


def remark(year: Year, subject: str, verdict: str, text: str, board: str = "", rather: str = "") -> None:
    """The director comments; on a board's assignment, perhaps with other words for it."""
    about = About(ASSIGNMENT, board, subject) if board else NOWHERE
    comment_share(
        year.acting("Kommunens ledningsgrupp", "head"), Share.objects.get(ended_at=None), subject, text, verdict,
        about, Suggestion(wording=rather),
    )  # fmt: skip


def remark_on_project(year: Year, name: str, verdict: str, text: str, wish: ProjectWish) -> None:
    """The director comments on a project, and what might be done with it instead."""
    actor, share = year.acting("Kommunens ledningsgrupp", "head"), Share.objects.get(ended_at=None)
    about = abouts(unseal_share(actor, share))[name]
    comment_share(actor, share, name, text, verdict, about, Suggestion(project=wish))


def read(year: Year, role: str) -> None:
    """Somebody of the management team reads what is shown."""
    unseal_share(year.acting("Kommunens ledningsgrupp", role), Share.objects.get(ended_at=None))


def take_in(year: Year, title: str, subject: str) -> None:
    """What the director suggested is taken into the draft."""
    actor = leader(year, OURS)
    item = _draft(actor, JOINT, title)
    said = comments_on(prove(actor, item.room), item, actor)
    take_comment(actor, item, item.version, next(one.uid for one in said if one.subject == subject))


def stop_showing(year: Year) -> None:
    """The showing ends; the comments lie in the room."""
    share = Share.objects.get(ended_at=None)
    end_share(leader(year, OURS), share, share.version)


def _lines(*pairs: tuple[str, str]) -> tuple[dict[str, str], ...]:
    return tuple(
        {"board": short, "board_name": Body.objects.get(short_name=short).name if short else "", "text": text}
        for short, text in pairs
    )


def _texts(heading: str, text: str) -> tuple[dict[str, str], ...]:
    return ({"heading": heading, "text": text},)


_UNSAFE = "Redovisa otrygga platser och vad de kostar att åtgärda."
_UNSAFE_RATHER = "Redovisa otrygga platser, i vilken ordning de åtgärdas och vad det kostar."

Parts = tuple[tuple[dict[str, str], ...], tuple[dict[str, str], ...], tuple[dict[str, str], ...], dict[str, int]]


class _Words:
    """What each proposal says beside its rows; boards are looked up when they are asked for."""

    def __getitem__(self, part: str) -> Parts:
        return {
            "majoriteten": (
                _lines(
                    ("BUN", "Fler elever går ut grundskolan med behörighet"), ("OMN", "Fler fast anställda i vården")
                ),
                _lines(("TN", _UNSAFE)),
                _texts("Trygg välfärd i hela kommunen", "Skolan och omsorgen går först. Skattesatsen ligger fast."),
                {},
            ),
            "samling": (
                _lines(("BUN", "Högst femton barn i varje förskolegrupp")),
                _lines(("OMN", "Redovisa hur andelen fast anställda kan nå nittio procent.")),
                _texts("Mindre stab, mer förskola", "Vi sänker skatten med tio öre och flyttar pengar till barnen."),
                dict.fromkeys(YEARS, 2154),
            ),
            "trygghet": (
                _lines(("TN", "Fler invånare känner sig trygga i centrum")),
                _lines(("KS", "Redovisa vad medborgarbudget kan ersätta.")),
                _texts("Trygghet först", "Belysning, ordningsvakter och trygghetsboende, utan höjd skatt."),
                {},
            ),
            "framtid": (
                _lines(("BUN", "Varje högstadieelev får läxhjälp")),
                (),
                _texts("Framtiden börjar i skolan", "Ett litet förslag som betalar för sig självt."),
                {},
            ),
        }[part]


WORDS = _Words()
MAJORITYS, MIDDLES, SAFETYS, FUTURES = (
    "Majoritetens budgetförslag",
    "Samling Mitts budget",
    "Trygghetspartiets budget",
    "Framtid Exempelbys budget",
)
MAJORITYS_SECOND = f"{MAJORITYS}, version 2"
"""After the talk with the unions."""
HALL, PITCH, CENTRE = "Verkstadshall till fordonsprogrammet", "Konstgräsplan i Björkhagen", "Familjecentral, ombyggnad"
YARDS, LIBRARY = "Skolgårdar, tillgänglighet och lek", "Biblioteket, nytt entréplan"
STREETS = "Gator och gatubelysning, reinvestering"
LIGHTS = NewProject(
    "Belysning i Centrumparken", "TN", "", {2019: 2_400 * TKR, 2020: 1_600 * TKR}, 20, (2020, 11), 60 * TKR
)

DEEDS = [
    ("2018-01-08", "09:00", set_out),
    ("2018-01-23", "18:00", open_up, OURS, "Inför ramarna", "Skolan och omsorgen först. Ingen skattehöjning."),
    ("2018-01-23", "18:10", open_up, PARTNERS[0], "Våra frågor", "Kollektivtrafik, bibliotek, vatten."),
    ("2018-01-23", "18:20", open_up, PARTNERS[1], "Våra frågor", "Fler fast anställda, mindre barngrupper."),
    ("2018-01-24", "18:00", open_up, MIDDLE, "Vår linje", "Mindre stab, mer förskola. Be om en uträkning."),
    ("2018-01-24", "18:10", open_up, SAFETY, "Vår linje", "Trygghet i centrum. Vad kostar ordningsvakter?"),
    ("2018-01-25", "18:00", open_up, FUTURE, "Möte torsdag", "Läxhjälp först. Ett litet förslag som går ihop."),
    ("2018-01-25", "18:10", lay_in, FUTURE, "Minnesanteckningar.txt", "Framtid Exempelby (påhittat)\n\nLäxhjälp.\n"),
    ("2018-03-12", "19:00", ask, FUTURE, "Vad kostar läxhjälp till alla i högstadiet?"),
    ("2018-03-13", "09:00", delegate, FUTURE, SCHOOLS, "2018-03-16"),
    ("2018-03-15", "15:00", reply, FUTURE, SCHOOLS, "Ungefär 1,2 miljoner kronor om året (påhittat)."),
    ("2018-03-16", "10:00", make_known, FUTURE, "Vad kostar läxhjälp i högstadiet?", "Ungefär 1,2 miljoner om året."),
    ("2018-04-24", "20:00", ask, SAFETY, "Vad kostar ordningsvakter i centrum alla kvällar ett helt år?"),
    ("2018-04-25", "09:00", delegate, SAFETY, ROADS, "2018-04-30"),
    ("2018-04-30", "14:00", reply, SAFETY, ROADS, "Ungefär 3,4 miljoner kronor enligt avtalet (påhittat)."),
    ("2018-03-20", "19:00", begin, FUTURE, FUTURES, DIRECTIVE),
    ("2018-03-20", "19:10", write, FUTURE, FUTURE, FUTURES, "framtid"),
    ("2018-04-13", "17:00", join),
    ("2018-04-16", "09:00", accept, PARTNERS[0]),
    ("2018-04-16", "10:00", accept, PARTNERS[1]),
    ("2018-04-20", "19:00", begin, MIDDLE, MIDDLES, DIRECTIVE),
    ("2018-04-23", "19:00", write, MIDDLE, MIDDLE, MIDDLES, "samling"),
    ("2018-04-24", "19:00", begin, SAFETY, SAFETYS, DIRECTIVE),
    ("2018-04-24", "19:30", write, SAFETY, SAFETY, SAFETYS, "trygghet"),
    ("2018-05-02", "08:00", steady, NEW_POSITION),
    ("2018-05-03", "18:00", begin, OURS, MAJORITYS, NEW_POSITION),
    ("2018-05-08", "18:00", write, OURS, OURS, MAJORITYS, "majoriteten"),
    ("2018-05-08", "18:30", share, MAJORITYS),
    ("2018-05-08", "18:50", project, OURS, JOINT, MAJORITYS, HALL, "move", 1),
    ("2018-05-08", "18:55", project, OURS, JOINT, MAJORITYS, YARDS, "take_in"),
    ("2018-05-09", "19:00", move_on, MIDDLE, MIDDLE, MIDDLES, NEW_POSITION, "keep"),
    ("2018-05-09", "19:20", project, MIDDLE, MIDDLE, MIDDLES, HALL, "cut"),
    ("2018-05-09", "19:25", project, MIDDLE, MIDDLE, MIDDLES, PITCH, "take_in"),
    ("2018-05-09", "19:30", project, MIDDLE, MIDDLE, MIDDLES, LIBRARY, "move", 1),
    ("2018-05-17", "19:00", move_on, OURS, JOINT, MAJORITYS, DRAFTED, "keep"),
    ("2018-05-21", "08:00", show, MAJORITYS),
    ("2018-05-21", "10:15", read, "head"),
    ("2018-05-21", "11:40", read, "member"),
    ("2018-05-21", "12:55", read, "head"),
    ("2018-05-21", "13:00", remark, "Omsorgsnämnden", "genomförbart med villkor", "Kräver tolv platser."),
    ("2018-05-21", "13:10", remark, _UNSAFE, "genomförbart", "Säg också i vilken ordning.", "TN", _UNSAFE_RATHER),
    (
        "2018-05-21", "13:20", remark_on_project, YARDS, "genomförbart med villkor",
        "Tekniska förvaltningen hinner fem av de sju skolgårdarna.", ProjectWish(outlay=6_500 * TKR),
    ),
    ("2018-05-21", "17:00", stop_showing),
    ("2018-05-21", "18:30", take_in, MAJORITYS, _UNSAFE),
    ("2018-05-28", "18:00", finish, OURS, JOINT, MAJORITYS),
    ("2018-05-29", "09:00", approve, PARTNERS[0], MAJORITYS),
    ("2018-05-29", "10:00", approve, PARTNERS[1], MAJORITYS),
    ("2018-05-30", "13:00", hand, OURS, JOINT, MAJORITYS),
    ("2018-05-31", "16:00", table, OURS, MAJORITYS),
    ("2018-05-31", "19:00", move_on, MIDDLE, MIDDLE, MIDDLES, MAJORITYS),
    ("2018-05-31", "20:00", move_on, SAFETY, SAFETY, SAFETYS, DRAFTED, "keep"),
    ("2018-05-31", "20:10", project, SAFETY, SAFETY, SAFETYS, CENTRE, "cut"),
    ("2018-05-31", "20:15", project, SAFETY, SAFETY, SAFETYS, STREETS, "resize", 0, 39_000 * TKR),
    ("2018-05-31", "20:20", own_project, SAFETY, SAFETYS, LIGHTS),
    ("2018-06-01", "15:00", finish, MIDDLE, MIDDLE, MIDDLES),
    ("2018-06-01", "15:10", hand, MIDDLE, MIDDLE, MIDDLES),
    ("2018-06-01", "16:00", finish, SAFETY, SAFETY, SAFETYS),
    ("2018-06-01", "16:10", hand, SAFETY, SAFETY, SAFETYS),
    ("2018-06-04", "14:00", amend, OURS, JOINT, MAJORITYS, "efter samverkan"),
    ("2018-06-04", "14:20", finish, OURS, JOINT, MAJORITYS),
    ("2018-06-04", "14:30", approve, PARTNERS[0], MAJORITYS),
    ("2018-06-04", "14:40", approve, PARTNERS[1], MAJORITYS),
    ("2018-06-04", "15:00", hand, OURS, JOINT, MAJORITYS),
    ("2018-06-04", "15:05", table, OURS, MAJORITYS_SECOND),
    ("2018-06-04", "15:10", table, MIDDLE, MIDDLES),
    ("2018-06-04", "15:20", table, SAFETY, SAFETYS),
]  # fmt: skip
