"""The seed's year: the real timetable as read, so that these tests stand on the reading and not on the reader."""

import json
from pathlib import Path

import pytest

from ramverk.apps.cycle import reading
from ramverk.apps.cycle.actions.import_timetable import import_timetable
from ramverk.apps.cycle.actions.start_round import start_round
from ramverk.formats.timetable_json import parse_timetable_json

DOCUMENTS = Path(__file__).parents[5] / "tests/data/timetables"
SEED = (DOCUMENTS / "00_seed_2018.txt").read_bytes()


def seed_as_read():
    """The seed's timetable in the contract's shape."""
    return parse_timetable_json(json.loads((DOCUMENTS / "00_seed_2018.expected.json").read_text(encoding="utf-8")))


@pytest.fixture
def seed_is_read(monkeypatch):
    """The reader gives what is expected of it; what it really gives is tested where the reader lives."""
    monkeypatch.setattr(reading, "read", lambda content, name, year: seed_as_read())
    monkeypatch.setattr(reading, "judge", lambda timetable: [])


@pytest.fixture
def tidplanen(seed_is_read, ekonomichefen, som):
    """The seed, imported and not started."""
    return import_timetable(som(ekonomichefen), SEED, "tidplan.txt")


@pytest.fixture
def omgangen(tidplanen, ekonomichefen, som):
    """The round that was started from the seed."""
    return start_round(som(ekonomichefen), tidplanen, tidplanen.version)


@pytest.fixture
def rad(omgangen):
    """`rad("R06")` gives that activity of the round."""
    return lambda row: omgangen.activities.get(row=row)
