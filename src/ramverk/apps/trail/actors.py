"""Who acts, as far as the trail needs to know."""

from dataclasses import dataclass
from typing import Protocol


class Actor(Protocol):
    """A person at work: an id, a name as written today, and perhaps the one they stand in for."""

    @property
    def person_id(self) -> int | None:
        """The person's id; None for the system itself."""

    @property
    def name(self) -> str:
        """The name as it is today."""

    @property
    def role(self) -> str:
        """The role in which they act, in words."""

    @property
    def in_name_of(self) -> str:
        """Whom they stand in for, or an empty string."""


@dataclass(frozen=True, slots=True)
class System:
    """The installation itself, for what the clock does."""

    person_id: int | None = None
    name: str = "Ramverk"
    role: str = "systemet"
    in_name_of: str = ""


SYSTEM = System()
