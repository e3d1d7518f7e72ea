"""What is wrong with one row of a file that somebody has filled in."""

from dataclasses import dataclass

__all__ = ["RowFault"]


@dataclass(frozen=True, slots=True)
class RowFault:
    """Where it is ("rad 12"), and what is wrong and how to mend it, in Swedish and English."""

    place: str
    swedish: str
    english: str
