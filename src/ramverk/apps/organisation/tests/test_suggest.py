"""What a timetable's participants mean here, and that it is remembered."""

import json
from datetime import date
from pathlib import Path

import pytest
from tests.cast import member

from ramverk.apps.organisation.actions.confirm_audience import confirm_audience
from ramverk.apps.organisation.models import Audience
from ramverk.apps.organisation.queries import Term, people_in, people_in_each, suggest, suggest_all
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale

DAY = date(2018, 4, 11)
TIMETABLES = Path(__file__).parents[5] / "tests" / "data" / "timetables"

MEANINGS = """
KF                                          | Kommunfullmäktige
KS                                          | Kommunstyrelsen
Kommunstyrelsen                             | Kommunstyrelsen
KS ordf                                     | ordförande, kommunstyrelse
KS ordf och 1:e vice ordf                   | ordförande, kommunstyrelse + 1:e vice ordförande, kommunstyrelse
KS ordf och 1:e vice ordf samt ekonomiavd.  | ordförande, kommunstyrelse + 1:e vice ordförande, kommunstyrelse + ekonomiavdelning
Nämndernas presidium                        | ordförande, nämnd + 1:e vice ordförande, nämnd + 2:e vice ordförande, nämnd
Presidierna                                 | ordförande, nämnd + 1:e vice ordförande, nämnd + 2:e vice ordförande, nämnd
nämndernas ordförande och 1:e vice ordförande | ordförande, nämnd + 1:e vice ordförande, nämnd
Samtliga nämnder och förvaltningar          | nämnd + förvaltning
Nämndernas presidium och förvaltningschef   | ordförande, nämnd + 1:e vice ordförande, nämnd + 2:e vice ordförande, nämnd + chef, förvaltning
Socialnämnden                               | Socialnämnden
Socialnämndens presidium                    | ordförande, Socialnämnden + 1:e vice ordförande, Socialnämnden + 2:e vice ordförande, Socialnämnden
BUN:s ordförande                            | ordförande, Barn- och utbildningsnämnden
Kulturnämdens ordförande                    | ordförande, Kulturnämnden
Barn- och utbildningsnämnd                  | Barn- och utbildningsnämnden
Ekonomiavd.                                 | ekonomiavdelning
Ledningsgruppen                             | ledningsgrupp
Partierna                                   | parti
Majoriteten                                 | parti (styrande)
Oppositionspartierna                        | parti (opposition)
Mindre partier i KF                         | parti (utan plats i kommunstyrelsen)
de mindre partierna representerade i kommunfullmäktige | parti (utan plats i kommunstyrelsen)
Central samverkansgrupp                     | Central samverkansgrupp
CSG                                         | Central samverkansgrupp
Media                                       | Media
Musikkåren                                  |
"""  # noqa: E501 - a table is read across


@pytest.mark.parametrize("line", MEANINGS.strip().splitlines(), ids=lambda line: line.split("|")[0].strip())
def test_it_knows_what_a_participant_means_here(kommunen, line):
    written, meaning = (part.strip() for part in line.split("|"))
    assert " + ".join(map(str, suggest(written, DAY).terms)) == meaning


def names_in_the_timetables():
    for path in sorted(TIMETABLES.glob("*.expected.json")):
        for activity in json.loads(path.read_text())["activities"]:
            yield from (path.stem, *activity["participants"])[1:]


LOCAL = {"Serviceenheten", "Arbetsmarknads- och socialnämndens utskott"}
"""Bodies of other municipalities, which Exempelby lacks: it must ask rather than guess."""


def test_it_covers_the_participants_of_every_sample_timetable(kommunen, django_assert_max_num_queries):
    names = sorted(set(names_in_the_timetables()))
    with django_assert_max_num_queries(3):
        unknown = {found.as_written for found in suggest_all(names, DAY) if not found.terms}
    assert unknown == LOCAL


def test_what_is_confirmed_is_remembered_next_year_however_it_is_written(kommunen, ekonomichefen, som):
    confirm_audience(som(ekonomichefen), "Serviceenheten", [Term(kommunen["BUF"].pk)])
    found = suggest("  serviceENHETEN. ", date(2019, 4, 11))
    assert found.is_known
    assert [str(term) for term in found.terms] == ["Barn- och utbildningsförvaltningen"]
    assert TrailEntry.objects.get().verb == "organisation.confirm_audience"


def test_confirming_the_same_again_changes_nothing(kommunen, ekonomichefen, som):
    terms = [Term(body_kind="board", role="chair")]
    first = confirm_audience(som(ekonomichefen), "Nämndsordförande", terms)
    again = confirm_audience(som(ekonomichefen), "nämndsordförande", terms)
    assert (first.pk, first.version) == (again.pk, again.version)
    assert TrailEntry.objects.count() == 1


def test_a_meaning_is_not_changed_against_an_old_version(kommunen, ekonomichefen, som):
    audience = confirm_audience(som(ekonomichefen), "Presidierna", [Term(body_kind="board", role="chair")])
    confirm_audience(som(ekonomichefen), "Presidierna", [Term(body_kind="board")], audience.version)
    for version in (None, audience.version):
        with pytest.raises(Stale):
            confirm_audience(som(ekonomichefen), "Presidierna", [Term(body_kind="council")], version)
    assert [str(term) for term in suggest("Presidierna", DAY).terms] == ["nämnd"]


def test_it_refuses_a_meaning_of_nothing_and_an_actor_without_leave(kommunen, ekonomichefen, namndsekreteraren, som):
    with pytest.raises(Invalid, match="Välj minst ett organ"):
        confirm_audience(som(ekonomichefen), "Presidierna", [])
    with pytest.raises(Refused, match="ekonomiavdelningen och administratörer bestämmer"):
        confirm_audience(som(namndsekreteraren), "Presidierna", [Term(body_kind="board")])
    assert not Audience.objects.exists()


def test_the_people_of_an_audience_are_those_of_the_day(kommunen, ekonomichefen, oppositionsradet, ks_ordforanden, som):
    member(kommunen, "Anna Alm", ("chair", "BUN"), party="DP")
    member(kommunen, "Bo Berg", ("member", "BUN"), party="FE")
    texts = ["Nämndernas presidium", "Oppositionspartierna", "Majoriteten", "Mindre partier i KF", "KS"]
    audiences = [confirm_audience(som(ekonomichefen), text, suggest(text, DAY).terms) for text in texts]
    found = people_in_each(Audience.objects.prefetch_related("terms"), DAY)
    names = {audience.label: [person.name for person in found[audience.pk]] for audience in audiences}
    assert names == {
        "Nämndernas presidium": ["Anna Alm"],
        "Oppositionspartierna": ["Olle Österman"],
        "Majoriteten": ["Karin Ström"],
        "Mindre partier i KF": ["Olle Österman"],
        "KS": ["Karin Ström", "Olle Österman"],
    }
    for audience in audiences:
        assert [person.pk for person in people_in(audience, DAY)] == [person.pk for person in found[audience.pk]]
