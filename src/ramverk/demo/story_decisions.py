"""What was decided the plain way: the council's confirming decision."""

from ramverk.apps.cycle.actions.adopt import Proof
from ramverk.apps.cycle.actions.record_decision import Decision, record_decision
from ramverk.apps.trail import clock
from ramverk.demo.municipality import COUNCIL
from ramverk.demo.year import Year, paper


def decide(year: Year, row: str, body: str, paragraph: str, *clauses: str) -> None:
    """The body's secretary records the decision with its clauses and its paper."""
    activity = year.row(row)
    text = "\n".join(f"{number}. {clause}" for number, clause in enumerate(clauses, 1))
    file = paper(f"Protokollsutdrag {paragraph}.txt", [body, text])
    decision = Decision(year.body(body), Proof(clock.today(), paragraph), text, (file,))
    record_decision(year.acting(body, "secretary"), activity, activity.version, decision)


DEEDS = [
    (
        "2018-11-29", "20:00", decide, "R23", COUNCIL, "§ 131",
        "Skattesatsen för 2019 fastställs till 21:64.",
        "Mål & Budget 2019–2021 fastställs med tekniska justeringar enligt bilaga.",
    ),
]  # fmt: skip
