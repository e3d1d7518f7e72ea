"""What was decided: the directive, the executive board's proposal, the council's two decisions."""

from ramverk.apps.cycle.actions.adopt import Proof
from ramverk.apps.cycle.actions.record_decision import Decision, record_decision
from ramverk.apps.trail import clock
from ramverk.demo.municipality import COUNCIL, EXECUTIVE
from ramverk.demo.year import Year, paper


def decide(year: Year, row: str, body: str, paragraph: str, *clauses: str) -> None:
    """The body's secretary records the decision with its clauses and its paper."""
    activity = year.row(row)
    text = "\n".join(f"{number}. {clause}" for number, clause in enumerate(clauses, 1))
    file = paper(f"Protokollsutdrag {paragraph}.txt", [body, text])
    decision = Decision(year.body(body), Proof(clock.today(), paragraph), text, (file,), REASONS.get(row, ""))
    record_decision(year.acting(body, "secretary"), activity, activity.version, decision)


REASONS = {
    "R19b": "Oenigheten med Lärarlaget är antecknad; riskbedömningen kompletteras före fullmäktige.",
}

DEEDS = [
    (
        "2018-02-06", "15:00", decide, "R06", EXECUTIVE, "§ 18",
        "Ramdirektiv för Mål & Budget 2019–2021 fastställs.",
        "Preliminära budgetramar per nämnd fastställs (påhittade belopp).",
        "Nämnderna lämnar verksamhetsplaner senast den 11 april.",
    ),
    (
        "2018-06-05", "12:00", decide, "R19b", EXECUTIVE, "§ 96",
        "Kommunstyrelsen föreslår fullmäktige att anta Mål & Budget 2019–2021.",
        "Paragrafen förklaras omedelbart justerad.",
    ),
    (
        "2018-06-20", "20:00", decide, "R21", COUNCIL, "§ 71",
        "Skattesatsen för 2019 ska vara 21:64 (inriktning; fastställs av nyvalda fullmäktige).",
        "Mål och driftramar per nämnd fastställs som inriktning.",
    ),
    (
        "2018-11-29", "20:00", decide, "R23", COUNCIL, "§ 131",
        "Skattesatsen för 2019 fastställs till 21:64.",
        "Mål & Budget 2019–2021 fastställs med tekniska justeringar enligt bilaga.",
    ),
]  # fmt: skip
