"""What anybody may try on a published budget: other frames and another tax rate, within bounds, carried in an address.

A try is a handful of numbers. It is read from and written to name-value pairs, so that it can stand in an address and
nothing needs to be kept; what it means is worked out as changes on the published edition.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from ramverk.core.editions.causes import Cause
from ramverk.core.editions.changes import Change, Post, PostKind, Source, SourceKind
from ramverk.core.editions.editions import Folded
from ramverk.core.editions.proposing import tax_changes
from ramverk.core.findings import Finding, Severity
from ramverk.core.money import NotAnAmount, Ore, Unit, format_amount, parse_amount

__all__ = ["Bounds", "Try", "read_try", "try_changes", "write_try"]

RATE = "skatt"
FRAME = "ram-"
_LONGEST = 20
"""So many characters a number may have; more is nobody's budget."""
_STEP = 100_000
"""Amounts are tried in thousands of kronor: öre to the step."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Within what a try is kept. `frames` are the boards that may be moved with their net cost of the first year.

    The rate is öre per 100 kr; None where it is unknown and cannot be tried. A frame may be moved by `share` of itself
    each way, the rate by `rate_span`.
    """

    frames: Mapping[str, Ore]
    rate: int | None = None
    rate_span: int = 200
    share: Fraction = Fraction(1, 5)

    def lowest_rate(self) -> int:
        """Never below nothing."""
        return max(0, (self.rate or 0) - self.rate_span)

    def highest_rate(self) -> int:
        """The most."""
        return (self.rate or 0) + self.rate_span

    def most(self, board: str) -> Ore:
        """How far a board's frame may be moved, in whole thousands of kronor."""
        return Ore(int(abs(self.frames[board]).share(self.share)) // _STEP * _STEP)


@dataclass(frozen=True, slots=True)
class Try:
    """What is tried: a rate (None: as it is), and what each frame is moved by, net cost in öre a year, plus is more."""

    rate: int | None = None
    frames: Mapping[str, Ore] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is tried."""
        return self.rate is None and not self.frames


def read_try(asked: Mapping[str, str], bounds: Bounds) -> tuple[Try, tuple[Finding, ...]]:
    """The try that name-value pairs hold, and what in them cannot be used, each with its field in `rows`.

    A number that is wrong or out of bounds is left out of the try; a name that is not known is passed over.
    """
    findings: list[Finding] = []
    rate = _rate(asked.get(RATE, ""), bounds, findings)
    frames: dict[str, Ore] = {}
    for board in bounds.frames:
        moved = _moved(board, asked.get(FRAME + board, ""), bounds, findings)
        if moved:
            frames[board] = moved
    return Try(rate, frames), tuple(findings)


def write_try(tried: Try) -> tuple[tuple[str, str], ...]:
    """The pairs that `read_try` reads the same try from, in one order."""
    rate = () if tried.rate is None else ((RATE, f"{tried.rate // 100},{tried.rate % 100:02d}"),)
    return (*rate, *((FRAME + board, _thousands(tried.frames[board])) for board in sorted(tried.frames)))


def _thousands(amount: Ore) -> str:
    return str(int(amount) // _STEP)


def _rate(text: str, bounds: Bounds, findings: list[Finding]) -> int | None:
    if not text.strip() or bounds.rate is None:
        return None
    digits = text.strip().replace(":", ",").replace(".", ",")
    whole, _comma, rest = digits.partition(",")
    if len(digits) > _LONGEST or not _is_number(whole) or (rest and not _is_number(rest)) or len(rest) > 2:
        findings.append(
            _finding(
                RATE,
                f"”{text.strip()[:_LONGEST]}” är ingen skattesats. Skriv kronor per hundralapp med två decimaler, till "
                "exempel 21,65.",
                f"“{text.strip()[:_LONGEST]}” is no tax rate. Write kronor per hundred with two decimals: 21,65.",
            )
        )
        return None
    rate = int(whole) * 100 + int(rest.ljust(2, "0") or "0")
    if not bounds.lowest_rate() <= rate <= bounds.highest_rate():
        low, high = (f"{one // 100},{one % 100:02d}" for one in (bounds.lowest_rate(), bounds.highest_rate()))
        findings.append(
            _finding(
                RATE,
                f"Skattesatsen går att prova mellan {low} och {high} kronor.",
                f"The tax rate can be tried between {low} and {high} kronor.",
            )
        )
        return None
    return None if rate == bounds.rate else rate


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _moved(board: str, text: str, bounds: Bounds, findings: list[Finding]) -> Ore | None:
    name = FRAME + board
    if not text.strip():
        return None
    try:
        amount = parse_amount(text[:_LONGEST], Unit.TKR) if len(text) <= _LONGEST else None
    except NotAnAmount as wrong:
        findings.append(_finding(name, wrong.sentence_sv, wrong.sentence_en))
        return None
    if len(text) > _LONGEST:
        findings.append(_finding(name, "Talet är för långt. Skriv tusental kronor.", "The number is too long."))
        return None
    if amount is not None and int(amount) % _STEP:
        findings.append(
            _finding(name, "Skriv hela tusental kronor, utan decimaler.", "Write whole thousands of kronor.")
        )
        return None
    if amount is not None and abs(amount) > bounds.most(board):
        most = format_amount(bounds.most(board))
        findings.append(
            _finding(
                name,
                f"Ramen går att prova med högst {most} tkr mer eller mindre.",
                f"The frame can be tried with at most {most} tkr more or less.",
            )
        )
        return None
    return amount


def _finding(name: str, message: str, message_en: str) -> Finding:
    return Finding("try.unusable", Severity.ERROR, (name,), message, message_en)


def try_changes(tried: Try, folded: Folded, bounds: Bounds, years: tuple[int, ...], words: str) -> tuple[Change, ...]:
    """The try as changes on the edition that `folded` is of, lasting from the first year on."""
    source = Source(SourceKind.PERSON, words)
    moved = tuple(
        Change(
            f"try:{board}", Post(PostKind.FRAME, board), Cause.POLITICAL, dict.fromkeys(years, -amount), words, source
        )
        for board, amount in tried.frames.items()
    )
    if tried.rate is None or bounds.rate is None:
        return moved
    return (*moved, *tax_changes(folded, bounds.rate, dict.fromkeys(years, tried.rate), "try", words, source))
