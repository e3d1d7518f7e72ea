"""Exempelby is invented, complete and always the same."""

import pytest

from ramverk.apps.organisation.models import Body, BodyKind, Mandate, Municipality, Person, Role
from ramverk.demo.municipality import invent_municipality, sign_ins


@pytest.fixture
def exempelby(db, klockan):
    return invent_municipality()


def test_it_is_marked_as_invented(exempelby):
    assert Municipality.objects.get().is_invented
    assert all(person.email.endswith("@exempelby.example") for person in Person.objects.all())


def test_the_council_has_51_members_and_nine_boards_beside_the_executive_board(exempelby):
    assert Mandate.objects.filter(body__kind=BodyKind.COUNCIL, role=Role.MEMBER).count() == 51
    assert (
        Mandate.objects.filter(
            body__kind=BodyKind.EXECUTIVE_BOARD, role__in=[Role.MEMBER, Role.CHAIR, *list(Role)[1:3]]
        ).count()
        == 15
    )
    assert Body.objects.filter(kind=BodyKind.BOARD).count() == 9


def test_every_board_has_a_presidium_a_secretary_and_a_head_of_administration(exempelby):
    for board in Body.objects.filter(kind=BodyKind.BOARD):
        roles = set(Mandate.objects.filter(body=board).values_list("role", flat=True))
        assert {Role.CHAIR, Role.FIRST_VICE_CHAIR, Role.SECOND_VICE_CHAIR, Role.SECRETARY} <= roles
        assert Mandate.objects.filter(body__parent=board, role=Role.HEAD).count() == 1


def test_there_is_a_sign_in_for_every_leading_role(exempelby):
    roles = {sign_in.role for sign_in in sign_ins()}
    assert {"Ekonomichef", "Nämndsekreterare", "Facklig företrädare", "Revisor", "Systemadministratör"} <= roles
    assert {"Fullmäktiges sekreterare", "Nämndens ekonom"} <= roles
    assert len(roles) == 19
