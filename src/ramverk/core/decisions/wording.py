"""The sentences a chair puts and a secretary writes.

Minutes of a Swedish authority are written in Swedish (språklagen 2009:600, 10 §); what voters read on a phone has its
English beside it.
"""

from dataclasses import dataclass

from ramverk.core.decisions.clauses import Stand, Value
from ramverk.core.decisions.votes import Choice, Count

__all__ = ["YesNo", "chair_sentence", "outcome_sentence", "put_sentence", "value_words", "yes_no"]


@dataclass(frozen=True, slots=True)
class YesNo:
    """A proposition as it is put: what yes means and what no means."""

    yes_sv: str
    no_sv: str
    yes_en: str
    no_en: str


def yes_no(yes: str, no: str, *, is_main: bool) -> YesNo:
    """The two sentences of a proposition between two proposals, by what they are called."""
    if is_main:
        return YesNo(
            f"Ja: bifall till {yes}.", f"Nej: bifall till {no}.", f"Yes: {yes} is adopted.", f"No: {no} is adopted."
        )
    return YesNo(
        f"Ja: {yes} blir motförslag.",
        f"Nej: {no} blir motförslag.",
        f"Yes: {yes} becomes the counter-proposal.",
        f"No: {no} becomes the counter-proposal.",
    )


def put_sentence(yes: str, no: str, *, is_main: bool) -> str:
    """How the order of propositions stands in the minutes."""
    if is_main:
        return f"{yes} ställs som huvudförslag mot {no}."
    return f"För att utse motförslag ställs {yes} mot {no}."


def outcome_sentence(count: Count, yes: str, no: str) -> str:
    """A counted vote in one sentence. Raises ValueError where there is no result yet."""
    if count.is_yes is None:
        raise ValueError("the chair has to vote first")
    numbers = f"{_votes(count.yes, 'ja')} mot {_votes(count.no, 'nej')}"
    if count.abstaining:
        numbers += f"; {count.abstaining} avstod"
    if count.absent:
        numbers += f"; {count.absent} frånvarande"
    cast = " genom ordförandens utslagsröst" if count.by_casting_vote else ""
    return f"{numbers}. {yes if count.is_yes else no} har vunnit{cast}."


def chair_sentence(name: str, choice: Choice, *, abstained: bool) -> str:
    """What the minutes say of a chair who voted last because nothing could be decided otherwise (KL 4:25).

    Raises ValueError where the chair abstains still.
    """
    if choice is Choice.ABSTAIN:
        raise ValueError("the chair has to vote")
    before = "avstod först och röstade" if abstained else "röstade"
    return f"{name} {before} {'ja' if choice is Choice.YES else 'nej'} när det behövdes för att avgöra ärendet."


def _votes(number: int, answer: str) -> str:
    return f"{number} {answer}-{'röst' if number == 1 else 'röster'}"


def value_words(value: Value) -> str:
    """A value as it stands in a table of proposals."""
    if value.stand is Stand.DROPPED:
        return "utgår"
    if value.stand is Stand.SAME:
        return "lika med huvudförslaget"
    return value.text
