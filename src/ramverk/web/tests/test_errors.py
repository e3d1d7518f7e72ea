"""What goes wrong is said in words that help."""

import pytest

pytestmark = pytest.mark.django_db


def test_more_than_the_server_takes_at_once_is_said_with_the_limit_and_where_the_words_are(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024**2
    answer = client.post("/konto/logga-in/", {"login": "x" * 3 * 1024**2, "password": "y"})
    assert answer.status_code == 413
    assert "Gränsen är 2 MB" in answer.text
    assert "finns kvar i formuläret" in answer.text
