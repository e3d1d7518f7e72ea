"""What usually must come before what, as data: kind, body and object of one step, and of the step it waits for.

These are rules of thumb from published timetables, not law. They propose the needs of a new round; people then add and
remove needs as their own municipality works.
"""

import re
from dataclasses import dataclass

from ramverk.apps.cycle.models import ActivityKind as K

OBJECTS = {
    "investments": r"investering|projektblad",
    "plans": r"verksamhetsplan|internbudget|nämndsplan|planeringsunderlag|äskande|budgetskrivelse"
    r"|budgetförslag från nämnd",
    "frames": r"ramdirektiv|budgetram|direktiv|resursfördelning|preliminära? ram",
    "budget": r"(?:förslag|beslut|samverkan|förhandl|majoritet)[^.]*"
    r"(?:mål (?:&|och) )?budget(?!ram|förutsätt|beredning|skrivelse)"
    r"|mål (?:&|och) budget|skattesats|flerårsplan|budgetförslag från majoritet",
}
"""What a step is about, by the words of its text."""

_PATTERNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in OBJECTS.items()}


def objects_of(text: str) -> frozenset[str]:
    """The objects a text speaks of."""
    return frozenset(name for name, pattern in _PATTERNS.items() if pattern.search(text))


@dataclass(frozen=True, slots=True)
class GateRule:
    """`kind` (with `body` and `about`, where given) waits for the latest earlier step of the `after` kinds.

    `body` and `after_body` are "council" or "executive_board". With `shares` both must be about the same object;
    `every` takes all earlier ones instead of the latest. `is_gate` false only keeps the order.
    """

    code: str
    kind: str
    after: tuple[str, ...]
    what: str
    body: str = ""
    about: str = ""
    after_body: str = ""
    after_about: str = ""
    shares: bool = False
    every: bool = False
    is_gate: bool = True


RULES: tuple[GateRule, ...] = (
    GateRule(
        "frames_dispatch", K.DISPATCH, (K.DECISION,), "beslutade ramar och direktiv",
        about="frames", after_about="frames"
    ),
    GateRule("submission_asked", K.SUBMISSION, (K.DISPATCH,), "utskicket som ber om underlaget", shares=True),
    GateRule("submission_frames", K.SUBMISSION, (K.DISPATCH,), "utskickade ramar", after_about="frames"),
    GateRule(
        "information_on_submissions", K.INFORMATION, (K.SUBMISSION,), "inlämnade underlag", shares=True, is_gate=False,
    ),
    GateRule(
        "dialogue_on_submissions", K.DIALOGUE, (K.SUBMISSION,), "inlämnade underlag",
        shares=True, every=True, is_gate=False,
    ),
    GateRule(
        "drafting_on_submissions", K.PREPARATION, (K.SUBMISSION,), "inlämnade underlag",
        shares=True, every=True, is_gate=False,
    ),
    GateRule(
        "drafting_after_dialogue", K.PREPARATION, (K.DIALOGUE,), "dialogen med nämnderna", shares=True, is_gate=False,
    ),
    GateRule("proposal_drafted", K.HANDOVER, (K.PREPARATION,), "budgetberedningen", is_gate=False),
    GateRule("proposal_discussed", K.HANDOVER, (K.DIALOGUE,), "dialogen innan budgeten är klar", is_gate=False),
    GateRule(
        "consultation_on_proposal", K.CONSULTATION, (K.HANDOVER,), "budgetförslaget att samverka om", about="budget",
    ),
    GateRule(
        "information_on_proposal", K.INFORMATION, (K.HANDOVER,), "det överlämnade budgetförslaget", is_gate=False,
    ),
    GateRule(
        "drafting_of_decision", K.PREPARATION, (K.HANDOVER,), "det överlämnade budgetförslaget",
        about="budget", is_gate=False,
    ),
    GateRule("decision_consulted", K.DECISION, (K.CONSULTATION,), "avslutad samverkan", "executive_board", "budget"),
    GateRule(
        "decision_proposed", K.DECISION, (K.HANDOVER,), "majoritetens budgetförslag", "executive_board", "budget",
    ),
    GateRule(
        "decision_prepared", K.DECISION, (K.PREPARATION,), "beredningen", "executive_board", "budget", is_gate=False,
    ),
    GateRule(
        "publishing_the_proposal", K.INFORMATION, (K.DECISION,), "kommunstyrelsens förslag",
        about="budget", after_body="executive_board", after_about="budget",
    ),
    GateRule(
        "publication_of_the_proposal", K.PUBLICATION, (K.DECISION,), "kommunstyrelsens förslag",
        about="budget", after_body="executive_board", after_about="budget",
    ),
    GateRule(
        "council_on_proposal", K.DECISION, (K.DECISION,), "kommunstyrelsens förslag, offentligt minst sju dagar före",
        "council", "budget", after_body="executive_board", after_about="budget",
    ),
    GateRule(
        "revision_after_council", K.REVISION, (K.DECISION,), "fullmäktiges beslut om ramar", after_body="council",
    ),
    GateRule("confirming_after_revision", K.DECISION, (K.REVISION,), "nämndernas reviderade planer", "council"),
    GateRule(
        "confirming_after_council", K.DECISION, (K.DECISION,), "det första budgetbeslutet",
        "council", after_body="council",
    ),
)  # fmt: skip


YIELDS: dict[str, str] = {
    K.DISPATCH: "Ett fryst utskick till mottagarna, med kvitton",
    K.SUBMISSION: "Underlag antagna av varje nämnd",
    K.PREPARATION: "Överenskomna ändringar och scenarier",
    K.DIALOGUE: "Anteckningar, frågor och uppdrag med ägare",
    K.INFORMATION: "En logg över vad som visades och för vem",
    K.DECISION: "Ett beslut med paragraf och fryst handling",
    K.HANDOVER: "Budgetförslaget, fryst och lämnat till alla samtidigt",
    K.PARTY_WORK: "Partiernas egna ståndpunkter; inget lämnar partirummet",
    K.CONSULTATION: "Parternas ståndpunkter om ett bestämt förslag",
    K.REVISION: "Reviderade planer, antagna på nytt av varje nämnd",
    K.ANALYSIS: "En analys att bygga vidare på",
    K.PUBLICATION: "En offentlig handling",
}
"""What a step of each kind leaves behind, in words; people may say it better."""
