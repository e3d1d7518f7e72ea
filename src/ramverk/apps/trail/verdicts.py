"""May they? A verdict is a value with a sentence; nothing else hangs on asking."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

Sentence = str | Promise


@dataclass(frozen=True, slots=True)
class Allowed:
    """Yes, by this role."""

    by: Sentence = ""

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Denied:
    """No: why, who can, and when it opens, where that is known."""

    sentence: Sentence
    opens_at: datetime | None = None

    def __bool__(self) -> bool:
        return False


Verdict = Allowed | Denied


class Refused(Exception):
    """A deed was refused; the sentence says why and what to do instead. Shown to the person as it stands."""

    status = 403

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


class Stale(Refused):
    """Somebody else changed the row meanwhile; nothing was saved."""

    status = 409


class Invalid(Refused):
    """What was filled in cannot be used; the sentence says what, where and how to mend it."""

    status = 422


def require(verdict: Verdict) -> Allowed:
    """The verdict if it allows, else raise `Refused` with its sentence."""
    if isinstance(verdict, Denied):
        raise Refused(verdict.sentence)
    return verdict
