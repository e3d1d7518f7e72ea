"""Named persons in a row: they belong to no plan that is to be used again."""

import re

_FIRST = """
Adam Agneta Alexander Alf Allan Amanda Anders Andreas Anette Anita Ann Anna Anne Anneli Annika Arne Astrid Axel
Barbro Bengt Berit
Bernt Birgit Birgitta Björn Bo Britt Camilla Carina Carl Carolina Caroline Catarina Cecilia Charlotte Christer
Christian Christina
Claes Conny Dan Daniel David Elin Elisabeth Ella Emil Emma Erik Eva Fredrik Gabriella Gerd Göran Gun Gunilla Gunnar
Gustav Hans
Helen Helena Helene Henrik Håkan Ida Inga Inger Ingrid Irene Jakob Jan Jeanette Jenny Jens Jesper Jessica Joakim
Johan Johanna
Johannes John Jonas Jonathan Jörgen Josefin Julia Jöran Kajsa Karin Karl Katarina Kenneth Kent Kerstin Kjell Klas
Kristian Kristina
Lars Lasse Leif Lena Lennart Lina Linda Linnea Lisa Lotta Louise Magnus Maja Malin Marcus Margareta Maria Marie
Martin Mats Mattias
Mia Michael Mikael Mohamed Monica Monika Morgan Nils Niklas Ola Olle Olof Oskar Oscar Ove Patrik Per Peter Petra Pia
Pär Ragnar
Rebecka Rickard Robert Roger Roland Rolf Rune Sandra Sara Sofia Staffan Stefan Stig Sture Sune Susanne Sven Therese
Thomas Tobias
Tomas Tommy Torbjörn Tove Ulf Ulla Ulrika Urban Veronica Victor Viktor Viveca Yvonne Åke Åsa Örjan
""".split()
_NAME = r"[A-ZÅÄÖ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöéü]+)?"
_FIRST_NAMES = "|".join(sorted(_FIRST, key=len, reverse=True))
_MASKED = re.compile(r"\[namn\]", re.IGNORECASE)
_PERSON = re.compile(
    rf"(?<![\w-])(?:{_FIRST_NAMES})(?:-(?:{_FIRST_NAMES}"
    rf"|[A-ZÅÄÖ][a-zåäöé]+))?(?![\w-])(?:\s+(?:{_NAME}))?(?:\s+\([A-ZÅÄÖ]{{1,2}}\))?"
)
_INITIALS = re.compile(rf"(?<![\w-])(?:{_FIRST_NAMES})\s+[A-ZÅÄÖ]\.?(?![\wåäö])")
# "Per" opens a sentence ("Per den 30 april"), "Dan" and "Bo" are words too: alone they need a family name.
_WORDS = {
    "Per",
    "Bo",
    "Dan",
    "My",
    "Siv",
    "Ida",
    "Ella",
    "Urban",
    "Sture",
    "Ove",
    "Alf",
    "Ola",
    "Roger",
    "John",
    "Gun",
    "Emil",
    "Mia",
    "Kent",
}


def find_persons(text: str) -> tuple[str, ...]:
    """The persons a text names, as written; published data has "[namn]" in their place."""
    found = [match.group() for match in _MASKED.finditer(text)]
    for match in _PERSON.finditer(text):
        name = match.group().strip()
        if " " not in name and name in _WORDS:
            continue
        if _is_place(name, text[match.end() :]):
            continue
        found.append(name)
    return tuple(dict.fromkeys(found))


def _is_place(name: str, after: str) -> bool:
    """ "Karl Johans gata", "Maria kyrkan": followed by a place word."""
    return (
        bool(re.match(r"\s*(?:s?\s*)?(?:gata|gatan|väg|vägen|kyrka|salen|torg|rummet|skolan)\b", after))
        or "skolan" in name
    )


def without_persons(cell: str) -> str:
    """A participant cell without the persons in it."""
    for name in find_persons(cell):
        cell = cell.replace(name, " ")
    cell = re.sub(r"\(\s*[,;/]*\s*\)", " ", cell)
    return re.sub(r"[^\S\n]{2,}", " ", cell).strip(" ,;/")
