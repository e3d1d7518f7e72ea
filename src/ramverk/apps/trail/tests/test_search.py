"""Words are compared alike on both databases, å ä ö with their capitals, however they were typed."""

from unicodedata import normalize

import pytest

from ramverk.apps.organisation.models import Body, Person
from ramverk.apps.organisation.queries import people_found
from ramverk.apps.trail import clock
from ramverk.apps.trail.search import MOST_WORDS, find, fold, holding, words_of

NAMES = ("Åsa Österman", "Örjan Ål", "Osa Asterman", "René Ekström", "Ida 100% _Berg")


def found(text):
    rows = Person.objects.filter(name__in=[*NAMES, normalize("NFD", "Örjan Å")])
    return {row["name"] for row in holding(rows, words_of(text), ("name", "email"), ())}


@pytest.fixture
def personerna(kommunen):
    for number, name in enumerate(NAMES):
        Person.objects.create_user(f"p{number}@exempelby.example", name=name)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("åsa", {"Åsa Österman"}),
        ("ÖSTER åsa", {"Åsa Österman"}),
        ("ÅL", {"Örjan Ål"}),
        ("rjan", {"Örjan Ål"}),
        ("osa", {"Osa Asterman"}),
        ("RENÉ", {"René Ekström"}),
        ("0% _b", {"Ida 100% _Berg"}),
        ("p1@ ål", {"Örjan Ål"}),
        ("åsa ål", set()),
    ],
)
def test_every_word_must_be_there_in_any_letters_and_in_any_of_the_columns(personerna, text, names):
    assert found(text) == names


def test_it_is_the_same_letter_whether_it_was_typed_as_one_sign_or_two(personerna):
    assert found(normalize("NFD", "örjan")) == {"Örjan Ål"}
    Person.objects.create_user("nfd@exempelby.example", name=normalize("NFD", "Örjan Å"))
    assert len(found("örjan")) == 2


def test_it_asks_for_a_word_of_two_letters_and_looks_for_a_bounded_number_of_words():
    assert words_of(" å ") == words_of("a b") == words_of("\0") == ()
    assert words_of("E 22 22") == ("e", "22")
    assert len(words_of(" ".join(f"ord{number}" for number in range(50)))) == MOST_WORDS
    assert fold("ÅÄÖ") == "åäö"


def test_it_says_when_there_is_more_of_a_kind(som, ekonomichefen):
    for number in range(4):
        Body.objects.create(kind="board", name=f"Ölandsnämnd {number}")
    [kind] = find("ölandsnämnd", som(ekonomichefen), 3)
    assert [hit.title for hit in kind.hits] == ["Ölandsnämnd 0", "Ölandsnämnd 1", "Ölandsnämnd 2"]
    assert kind.has_more
    [kind] = find("ölandsnämnd", som(ekonomichefen), 4)
    assert not kind.has_more


def test_the_page_of_people_folds_their_names_alike(personerna, som, ekonomichefen):
    assert [one.name for one in people_found(som(ekonomichefen), "ÖSTER åsa", clock.today())] == ["Åsa Österman"]
