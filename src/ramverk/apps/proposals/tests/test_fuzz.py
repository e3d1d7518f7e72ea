"""Whatever is typed or decided: a value, or a sentence that says how it is written; clauses that can be answered."""

from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from ramverk.apps.frames.forms import Amount
from ramverk.apps.proposals.clauses import clauses_of
from ramverk.apps.proposals.draft import Draft, draft_of
from ramverk.apps.proposals.forms import Rate
from ramverk.apps.proposals.projects import DraftProject

TYPED = st.text(alphabet="0123456789 .,:-+−ktr%\u2009\u00a0\u00bd\u0661xé", max_size=14) | st.text(max_size=8)
AMOUNTS = st.integers(-(10**15), 10**15)


def said(field, text):
    """The value, or the sentence of the refusal."""
    try:
        return field.clean(text)
    except ValidationError as refused:
        return " ".join(refused.messages).strip()


@given(TYPED)
def test_whatever_is_typed_as_a_rate_or_an_amount_is_one_or_a_sentence(text):
    for field in (Rate(required=False), Amount(label="2019")):
        found = said(field, text)
        assert found is None or found != ""


@given(st.fixed_dictionaries(dict.fromkeys((2019, 2020, 2021), AMOUNTS)), st.lists(st.text(min_size=1), max_size=3))
def test_every_clause_is_one_question_that_can_be_answered(amounts, texts):
    lines = tuple({"board": "", "board_name": "", "text": text} for text in texts)
    draft = Draft("Förslag", "uid", goals=lines, assignments=lines)
    project = DraftProject("a", "cut", name="Hallen")
    with override("sv"):
        found = clauses_of(
            draft, dict.fromkeys(amounts, 2164), [("SN", "Socialnämnden", amounts)], amounts, amounts,
            [(project, "utgår")],
        )  # fmt: skip
    assert all(clause.text.startswith("att ") for clause in found)
    assert len({clause.subject for clause in found}) == len(found)
    assert draft_of(draft.as_json()) == draft
