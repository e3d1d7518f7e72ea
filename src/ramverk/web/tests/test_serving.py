"""How pages are served: few at a time, and without asking SQLite what it can do in the middle of a crowd."""

from django.db.backends.sqlite3.features import DatabaseFeatures

from ramverk.web import serving


def test_a_process_works_on_few_requests_at_a_time():
    line = serving.command(8123)
    assert line[line.index("--blocking-threads") + 1] == str(serving.THREADS)
    assert serving.THREADS <= 8


def test_no_connection_asks_for_json_under_the_write_lock():
    assert DatabaseFeatures.supports_json_field is True
