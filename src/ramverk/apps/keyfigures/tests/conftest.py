"""The cast with a small catalogue and figures for Exempelby and its invented neighbours."""

import pytest
from tests.cast import member

from ramverk.apps.cycle.tests.desk_cast import *  # noqa: F403 - the cast of the desks
from ramverk.apps.keyfigures.actions.describe_indicator import use_january_set
from ramverk.apps.keyfigures.actions.import_figures import import_file
from ramverk.demo import keyfigures as invented


@pytest.fixture
def genast(monkeypatch):
    """What goes on beside a request is done before it answers."""

    class Now:
        def __init__(self, target, args, **_more):
            self.start = lambda: target(*args)

    monkeypatch.setattr("ramverk.apps.keyfigures.beside.threading.Thread", Now)
    monkeypatch.setattr("ramverk.apps.keyfigures.beside.time.sleep", lambda _seconds: None)
    monkeypatch.setattr("ramverk.apps.keyfigures.beside.connection.close", lambda: None)


@pytest.fixture
def finans(som, ekonomichefen):
    """The finance director as actor."""
    return som(ekonomichefen)


@pytest.fixture
def analytikern(kommunen):
    """Works in the analysis group."""
    return member(kommunen, "Alma Analys", ("official", "AG"))


@pytest.fixture
def siffror(finans):
    """The catalogue, the January set and the first vintage."""
    import_file(finans, "katalog.zip", invented.catalogue_file())
    use_january_set(finans)
    return import_file(finans, "december.json", invented.figures_file(revised=False))
