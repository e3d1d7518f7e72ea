"""Words: everything the interface says in Swedish has its English, and what is compiled is what is written."""

import pytest
from tools import messages


@pytest.fixture(scope="module")
def catalogue():
    return messages.updated()


def test_every_sentence_has_its_english_with_the_same_placeholders(catalogue):
    missing = [f"{message.locations[0][0]}: {message.id}" for message in messages.untranslated(catalogue)]
    assert not missing, f"{len(missing)} without English; run make messages and fill them in:\n" + "\n".join(
        missing[:40]
    )


def test_the_catalogue_has_no_sentence_that_is_no_longer_said(catalogue):
    said = {message.id for message in messages.collected() if message.id}
    assert {message.id for message in messages.read() if message.id} <= said


def test_the_compiled_file_says_what_the_catalogue_says():
    assert messages.is_compiled(messages.read()), "run make messages and commit both files"


def test_the_collector_sees_both_python_and_templates(catalogue):
    assert catalogue.get("försenad")
    assert catalogue.get("Till innehållet")
