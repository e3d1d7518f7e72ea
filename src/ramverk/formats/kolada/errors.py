"""What can go wrong with a source, in words for the person who asked."""

from urllib.parse import urlsplit


class SourceFault(Exception):
    """The source did not answer as it should; nothing of it may be stored. The sentence is in both languages."""

    def __init__(self, code: str, message: str, message_en: str, *, may_pass: bool = False) -> None:
        super().__init__(message_en)
        self.code, self.message, self.message_en = code, message, message_en
        self.may_pass = may_pass
        """Whether it may go better in a while."""


def not_json(detail: str) -> SourceFault:
    """Half an answer, or something that is no answer at all."""
    return SourceFault(
        "broken_answer",
        f"Svaret är avbrutet eller inte i rätt form ({detail}). Inget har sparats. Hämta igen om en stund.",
        f"The answer is cut off or not in the right form ({detail}). Nothing was saved. Fetch again in a while.",
        may_pass=True,
    )


def other_shape(detail: str) -> SourceFault:
    """A field has changed name or kind."""
    return SourceFault(
        "changed_shape",
        f"Källan har ändrat sina svar: {detail}. Inget har sparats. Läs in siffrorna från en fil tills Ramverk är "
        "anpassat.",
        f"The source has changed its answers: {detail}. Nothing was saved. Load the figures from a file until Ramverk "
        "has been adapted.",
    )


def repeated_page(address: str) -> SourceFault:
    """The same page came twice."""
    return SourceFault(
        "repeated_page",
        f"Källan skickade samma sida två gånger ({_host(address)}). Inget har sparats. Hämta igen om en stund.",
        f"The source sent the same page twice ({_host(address)}). Nothing was saved. Fetch again in a while.",
        may_pass=True,
    )


def too_few(told: int, came: int) -> SourceFault:
    """Fewer rows came than the source says there are."""
    return SourceFault(
        "half_a_page",
        f"Källan säger {told} rader men skickade {came}. Inget har sparats. Hämta igen om en stund.",
        f"The source says {told} rows but sent {came}. Nothing was saved. Fetch again in a while.",
        may_pass=True,
    )


def silent(address: str, detail: str) -> SourceFault:
    """No answer, or a refusal."""
    return SourceFault(
        "no_answer",
        f"Källan svarar inte ({_host(address)}: {detail}). Inget har sparats; siffrorna som visas är de senast "
        "hämtade.",
        f"The source does not answer ({_host(address)}: {detail}). Nothing was saved; the figures shown are the last "
        "fetched.",
        may_pass=True,
    )


def elsewhere(address: str) -> SourceFault:
    """The next page lies at another host than the one that is asked."""
    return SourceFault(
        "other_host",
        f"Källan pekar vidare till en annan adress ({_host(address)}). Ramverk följer den inte. Inget har sparats.",
        f"The source points on to another address ({_host(address)}). Ramverk does not follow it. Nothing was saved.",
    )


def _host(address: str) -> str:
    """Whom was asked: a whole address holds hundreds of ids, and nobody reads it."""
    return urlsplit(address).netloc or address
