"""A small opening budget, a draft on it, and assumptions."""

from datetime import date

import pytest

from ramverk.apps.cycle.tests.desk_cast import *  # noqa: F403 - the cast of the desks
from ramverk.apps.frames.actions.add_assumptions import add_assumptions
from ramverk.apps.frames.actions.import_budget import import_budget
from ramverk.apps.frames.actions.start_edition import start_edition
from ramverk.apps.trail.actions.freeze import store

BUDGET = """nämnd;verksamhet;benämning;kostnadsslag;belopp (tkr)
BUN;440;Grundskola;lön;-600 000
BUN;440;Grundskola;PO;-240 000
BUN;440;Grundskola;lokaler;-100 000
SN;510;Äldreomsorg;lön;-300 000
SN;510;Äldreomsorg;avgifter;20 000
;municipal_tax;;;1 300 000
;Pensioner;;;-60 000
"""


@pytest.fixture
def finans(som, ekonomichefen):
    """The finance director as actor."""
    return som(ekonomichefen)


@pytest.fixture
def omgangen(aret):
    """The round 2019 with plan years 2020 and 2021."""
    return aret("R06").round


@pytest.fixture
def ingaende(finans, omgangen):
    """The opening budget, read from a file."""
    return import_budget(finans, omgangen, store(BUDGET.encode()), "budget 2018.csv")


@pytest.fixture
def utkastet(finans, omgangen, ingaende, aret):
    """The draft of the directive."""
    return start_edition(finans, omgangen, "directive_draft", "Utkast till ramdirektiv", ingaende, aret("R06"))


@pytest.fixture
def antag(finans, omgangen):
    """`antag("pay", {...})` keeps a set of assumptions."""

    def add(kind, values, name="Antagande", dated=date(2018, 1, 15)):
        return add_assumptions(finans, omgangen, kind, name, dated, "SKL, cirkulär 17:68", values)

    return add
