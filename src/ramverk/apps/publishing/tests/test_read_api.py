"""The read API says what is open, to the second, in one shape, and keeps what it promises in its own description."""

from collections import Counter
from datetime import timedelta

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import strategies as st
from schemathesis import GenerationMode

from ramverk.apps.publishing.tests.conftest import OPPNAS
from ramverk.apps.publishing.views.api.routes import description
from ramverk.apps.trail import clock

pytestmark = pytest.mark.django_db


def get(path, **more):
    return Client().get(f"/api/v1/{path}", **more)


def test_nothing_is_there_before_the_second_and_everything_from_it(oppnas, utkastet):
    uid = oppnas.edition.uid
    parts = [f"editions/{uid}", *(f"editions/{uid}/{part}" for part in "frames changes goals investments".split())]
    lists = "editions boards proposals documents".split()
    with clock.stopped_at(OPPNAS - timedelta(seconds=1)):
        for path in (*parts, f"documents/{oppnas.slug}"):
            assert get(path).status_code == 404, path
        for path in lists:
            assert get(path).json()["count"] == 0, path
            assert get(path)["Cache-Control"] == "public, max-age=1"
        everything = "".join(get(path).content.decode() for path in ("", *lists, "decisions", "timetable"))
        assert oppnas.edition.name not in everything
    with clock.stopped_at(OPPNAS):
        for path in (*parts, f"documents/{oppnas.slug}"):
            assert get(path).status_code == 200, path
        assert [row["name"] for row in get("editions").json()["data"]] == [oppnas.edition.name]
        assert {row["id"] for row in get("boards").json()["data"]} == {"BUN", "SN"}
        frames = get(f"editions/{uid}/frames?board=BUN&year=2019").json()["data"]
        assert [(row["board_name"], row["amount_ore"]) for row in frames] == [
            ("Barn- och utbildningsnämnden", 94_000_000_000)
        ]
        files = get(f"documents/{oppnas.slug}").json()["files"]
        assert {row["name"] for row in files} >= {"ramar.csv", "datapackage.json"}
        one = Client().get(files[0]["url"].partition("8000")[2])
        assert len(one.content) == files[0]["size"]


def test_who_has_the_answer_already_is_sent_nothing_and_no_cookie_is_set(oppnas):
    with clock.stopped_at(OPPNAS):
        first = get("editions")
        again = get("editions", headers={"If-None-Match": f'W/"other", {first["ETag"]}'})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
        assert again["Access-Control-Allow-Origin"] == first["Access-Control-Allow-Origin"] == "*"
        assert not first.cookies
        assert Client().head("/api/v1/editions").status_code == 200
        other = get("editions?page=2")
        assert other["ETag"] != first["ETag"]


def test_lists_come_page_by_page(oppnas):
    path = f"editions/{oppnas.edition.uid}/frames"
    with clock.stopped_at(OPPNAS):
        whole = get(path).json()
        seen, at = [], f"{path}?per_page=4"
        while at:
            answer = get(at).json()
            seen += answer["data"]
            following = answer["links"]["next"]
            at = following.partition("/api/v1/")[2] if following else None
    assert seen == whole["data"]
    assert whole["count"] == len(seen) == 6


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("editions?page=noll", 422, "Värdet av page"),
        ("editions?per_page=5000", 422, "Värdet av per_page"),
        ("editions/1", 422, "Värdet av uid"),
        ("documents/finns-inte", 404, "Det finns inget öppet"),
        ("decisions/1", 404, "Det finns inget öppet"),
    ],
)
def test_a_problem_says_in_swedish_what_is_wrong(path, status, words):
    answer = get(path)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["status"] == status
    assert words in answer.json()["detail"]


def test_it_only_reads(oppnas):
    answer = Client().post("/api/v1/editions", {}, content_type="application/json")
    assert (answer.status_code, answer["Allow"], answer.json()["title"]) == (405, "GET, HEAD", "Bara läsning")


def test_it_is_described_in_the_page_the_data_page_and_the_catalogue(oppnas):
    with clock.stopped_at(OPPNAS):
        page = Client().get("/offentligt/api/").content.decode()
        for path in description()["paths"]:
            assert path in page
        assert "/offentligt/api/" in Client().get("/offentligt/data/").content.decode()
        catalogue = Client().get("/datasets/dcat").content.decode()
    assert f"/api/v1/editions/{oppnas.edition.uid}" in catalogue
    assert "/api/v1/openapi.json" in catalogue
    assert "<script" not in page


def sure(examples):
    """The same examples every time, and no judge of how long they take."""
    return hypothesis.settings(
        max_examples=examples, deadline=None, derandomize=True, database=None,
        suppress_health_check=list(hypothesis.HealthCheck), phases=[hypothesis.Phase.generate],
    )  # fmt: skip


@pytest.fixture
def one_connection():
    """A request from outside Django's own client would close the test's connection behind it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("one_connection")
def test_every_answer_is_as_the_description_says(oppnas):
    """Questions that fit the description, and questions that do not: no answer it does not promise."""
    known = {"uid": str(oppnas.edition.uid), "slug": oppnas.slug}
    answers = Counter()
    with clock.stopped_at(OPPNAS):
        schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
        for found in schema.get_all_operations():
            operation = found.ok()

            @sure(6)
            @hypothesis.given(case=operation.as_strategy(), is_known=st.booleans())
            def fits(case, is_known):
                if is_known:
                    case.path_parameters.update({name: known[name] for name in case.path_parameters if name in known})
                answers[case.call_and_validate().status_code] += 1

            fits()
            if operation.query or operation.path_parameters:

                @sure(4)
                @hypothesis.given(case=operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))
                def does_not_fit(case):
                    answers[case.call_and_validate().status_code] += 1

                does_not_fit()
    assert set(answers) == {200, 404, 422}
