"""The organisation from a file: previewed, all or nothing, and the same file twice changes nothing."""

from datetime import date

import pytest

from ramverk.apps.organisation.actions.end_mandate import end_mandate
from ramverk.apps.organisation.actions.export_organisation import export_organisation, tables_of_everything
from ramverk.apps.organisation.actions.import_organisation import (
    import_organisation,
    pending_import,
    preview_import,
)
from ramverk.apps.organisation.importing.steps import Fate
from ramverk.apps.organisation.models import Body, BodyKind, Mandate, PartyStanding, Person, Role, StandIn
from ramverk.apps.trail.models import StoredFile, TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale
from ramverk.formats.organisation_sheets import (
    BodyRow,
    MandateRow,
    PersonRow,
    StandingRow,
    StandInRow,
    Tables,
    parse_organisation,
    write_csv,
    write_xlsx,
)
from ramverk.formats.organisation_sheets.vocabulary import BODY_KINDS, ROLES

TERM = date(2014, 10, 15)
NEW = Tables(
    bodies=(
        BodyRow("administration", "Miljöförvaltningen", "MF", parent="Miljönämnden"),
        BodyRow("board", "Miljönämnden", "MN"),
    ),
    people=(PersonRow("Mia Mo", "mia@exempelby.example"), PersonRow("Per Po", external_id="A-12")),
    standings=(StandingRow("Gröna Bygden", "GB", True, 5, 2, TERM),),
    mandates=(
        MandateRow("mia@exempelby.example", "Miljönämnden", "chair", "Gröna Bygden", 1, TERM),
        MandateRow("A-12", "MF", "head", valid_from=TERM),
        MandateRow("mia@exempelby.example", "Gröna Bygden", "group_leader", "Gröna Bygden", 0, TERM),
    ),
    stand_ins=(StandInRow("A-12", "mia@exempelby.example", "Miljönämnden", TERM, date(2018, 12, 31)),),
)


def accept(actor, data, name="organisation.xlsx"):
    return import_organisation(actor, data, name, preview_import(actor, data, name).digest())


def errors(actor, tables):
    return [finding.message for finding in preview_import(actor, write_xlsx(tables), "fil.xlsx").findings]


def test_the_words_of_the_file_are_those_of_the_house():
    assert list(BODY_KINDS) == [kind.value for kind in BodyKind]
    assert list(ROLES) == [role.value for role in Role]
    assert [words[0] for words in BODY_KINDS.values()] == [str(kind.label) for kind in BodyKind]
    assert [words[0] for words in ROLES.values()] == [str(role.label) for role in Role]


def test_it_shows_what_would_happen_and_saves_nothing_before_it_is_accepted(kommunen, ekonomichefen, som):
    plan = preview_import(som(ekonomichefen), write_xlsx(NEW), "organisation.xlsx")
    assert plan.findings == []
    assert {sheet: count["new"] for sheet, count in plan.counts().items()} == {
        "bodies": 3, "people": 2, "standings": 1, "mandates": 3, "stand_ins": 1,
    }  # fmt: skip
    assert not Body.objects.filter(name="Miljönämnden").exists()
    assert not TrailEntry.objects.exists()
    assert pending_import(som(ekonomichefen))[1].digest() == plan.digest()


def test_it_takes_in_everything_with_one_entry_that_names_the_file(kommunen, ekonomichefen, som):
    accept(som(ekonomichefen), write_xlsx(NEW))
    administration = Body.objects.get(name="Miljöförvaltningen")
    assert administration.parent.name == "Miljönämnden"
    chair = Mandate.objects.get(role="chair", body__name="Miljönämnden")
    assert (chair.person.name, chair.party.name) == ("Mia Mo", "Gröna Bygden")
    assert not chair.person.has_usable_password()
    assert PartyStanding.objects.get(party__name="Gröna Bygden").seats == 5
    assert StandIn.objects.get().stands_in_for.name == "Mia Mo"
    entry = TrailEntry.objects.get()
    assert (entry.verb, entry.after["counts"]["people"]["new"]) == ("organisation.import_organisation", 2)
    assert entry.after["sha256"] == StoredFile.objects.get().sha256
    assert pending_import(som(ekonomichefen)) is None


def test_the_same_file_twice_changes_nothing(kommunen, ekonomichefen, som):
    data = write_xlsx(NEW)
    accept(som(ekonomichefen), data)
    again = accept(som(ekonomichefen), data)
    assert not again.changes_anything
    assert TrailEntry.objects.count() == 1


def test_what_is_fetched_can_be_read_in_again_and_changes_nothing(kommunen, ekonomichefen, ks_ordforanden, facket, som):
    plan = preview_import(som(ekonomichefen), export_organisation(som(ekonomichefen)).content, "export.xlsx")
    assert (plan.findings, plan.changes_anything) == ([], False)
    assert TrailEntry.objects.get().verb == "organisation.export_organisation"


def test_a_whole_municipality_moves_to_an_empty_installation(
    kommunen, administratoren, namndordforanden, ks_ordforanden, oppositionsradet, facket, som
):
    StandIn.objects.create(
        person=facket,
        stands_in_for=namndordforanden,
        body=kommunen["BUN"],
        valid_from=TERM,
        valid_to=date(2018, 12, 31),
    )
    before = tables_of_everything()
    for model in (StandIn, Mandate, PartyStanding):
        model.objects.all().delete()
    Body.objects.update(parent=None)
    Body.objects.all().delete()
    Person.objects.exclude(pk=administratoren.pk).delete()
    accept(som(administratoren), write_xlsx(before))
    assert tables_of_everything() == before


def test_it_changes_and_ends_what_the_file_says_and_keeps_what_it_was(kommunen, ekonomichefen, namndordforanden, som):
    tables = Tables(
        people=(PersonRow("Berit Borg-Alm", namndordforanden.email),),
        mandates=(MandateRow(namndordforanden.email, "BUN", "chair", "DP", 0, TERM, date(2018, 5, 31)),),
    )
    plan = accept(som(ekonomichefen), write_xlsx(tables))
    assert [(step.sheet, step.fate) for step in plan.steps] == [("people", Fate.CHANGED), ("mandates", Fate.ENDED)]
    person = Person.objects.get(pk=namndordforanden.pk)
    assert (person.name, person.version, person.check_password("en lång fras att minnas")) == (
        "Berit Borg-Alm",
        2,
        True,
    )
    assert Mandate.objects.get(person=person).valid_to == date(2018, 5, 31)
    changed = TrailEntry.objects.get().after["changed"]
    assert changed[0]["before"] == {"name": "Berit Borg"}


def test_a_column_left_out_changes_nothing_and_an_empty_cell_empties(kommunen, ekonomichefen, som):
    accept(som(ekonomichefen), "Slag;Namn\nnämnd;Socialnämnden".encode(), "organ.csv")
    assert Body.objects.get(name="Socialnämnden").short_name == "SN"
    accept(som(ekonomichefen), "Slag;Namn;Kortnamn\nnämnd;Socialnämnden;".encode(), "organ.csv")
    assert Body.objects.get(name="Socialnämnden").short_name == ""


def test_it_names_the_cell_of_everything_it_cannot_place(kommunen, ekonomichefen, namndordforanden, som):
    tables = Tables(
        bodies=(BodyRow("company", "Socialnämnden"), BodyRow("board", "Kulturnämnden", valid_from=date(2018, 1, 1))),
        people=(PersonRow("Ny", "ny@exempelby.example"),),
        mandates=(
            MandateRow("nny@exempelby.example", "Socialnämden", "member", valid_from=TERM),
            MandateRow("ny@exempelby.example", "BUN", "chair", "KS", valid_from=TERM),
            MandateRow("ny@exempelby.example", "BUN", "chair", valid_from=date(2018, 1, 1)),
        ),
    )
    assert errors(som(ekonomichefen), tables) == [
        "Organ, cell A2: Socialnämnden är nämnd, och slaget kan inte ändras. Lägg till ett nytt organ.",
        "Organ, cell E3: Kulturnämnden finns redan från 1971-01-01. Skriv den dagen eller lämna cellen tom.",
        "Uppdrag, cell A2: 'nny@exempelby.example' finns inte bland personerna. Menade du ny@exempelby.example?",
        "Uppdrag, cell B2: 'Socialnämden' finns inte bland organen. Menade du Socialnämnden?",
        "Uppdrag, cell D3: Kommunstyrelsen är inget parti.",
        (
            "Uppdrag, rad 4: två rader gäller samtidigt (ordförande): Berit Borg från 2014-10-15 och Ny från "
            "2018-01-01. Skriv Till på den första."
        ),
    ]


def test_a_file_with_an_error_changes_nothing_at_all(kommunen, ekonomichefen, som):
    tables = Tables(
        people=(PersonRow("Ny", "ny@exempelby.example"),),
        mandates=(MandateRow("ny@exempelby.example", "Månnämnden", "member", valid_from=TERM),),
    )
    with pytest.raises(Invalid, match="Inget har sparats"):
        accept(som(ekonomichefen), write_xlsx(tables))
    assert not Person.objects.filter(name="Ny").exists()


def test_it_refuses_to_accept_what_was_not_the_preview(kommunen, ekonomichefen, namndordforanden, som):
    actor = som(ekonomichefen)
    mandate = Mandate.objects.get(person=namndordforanden)
    tables = Tables(mandates=(MandateRow(namndordforanden.email, "BUN", "chair", "DP", 0, TERM, date(2018, 5, 31)),))
    seen = preview_import(actor, write_xlsx(tables), "fil.xlsx").digest()
    end_mandate(actor, mandate, mandate.version, last_day=date(2018, 4, 30))
    with pytest.raises(Stale, match="ändrats sedan förhandsvisningen"):
        import_organisation(actor, write_xlsx(tables), "fil.xlsx", seen)
    assert Mandate.objects.get(pk=mandate.pk).valid_to == date(2018, 4, 30)


def test_only_the_process_owner_and_administrators_read_in(kommunen, namndsekreteraren, administratoren, som):
    with pytest.raises(Refused, match="Bara ekonomiavdelningen och administratörer"):
        preview_import(som(namndsekreteraren), write_xlsx(NEW), "fil.xlsx")
    assert preview_import(som(administratoren), write_xlsx(NEW), "fil.xlsx").findings == []


def test_it_does_not_open_a_partys_room_by_file(kommunen, administratoren, ks_ordforanden, som):
    tables = Tables(mandates=(MandateRow(administratoren.email, "Dalapartiet", "member", valid_from=TERM),))
    assert errors(som(administratoren), tables) == [
        "Uppdrag, cell A2: Dalapartiet bestämmer själv vilka som har uppdrag i partiet. Gruppledaren ändrar det."
    ]


def test_it_does_not_take_over_an_account_by_file(kommunen, administratoren, ks_ordforanden, som):
    Person.objects.filter(pk=ks_ordforanden.pk).update(last_login="2018-04-01T12:00Z", external_id="7")
    tables = Tables(people=(PersonRow("Karin Ström", "adam.alm2@exempelby.example", "7"),))
    assert "E-postadressen ändrar hen själv" in errors(som(administratoren), tables)[0]


def test_two_thousand_people_are_read_in_with_few_statements(
    kommunen, ekonomichefen, som, django_assert_max_num_queries
):
    people = tuple(PersonRow(f"Person {n}", f"person.{n}@exempelby.example", f"N{n}") for n in range(2000))
    mandates = tuple(MandateRow(f"N{n}", "SN", "member", valid_from=TERM, order=n % 90) for n in range(2000))
    data = write_xlsx(Tables(people=people, mandates=mandates))
    actor = som(ekonomichefen)
    seen = preview_import(actor, data, "stor.xlsx").digest()
    with django_assert_max_num_queries(80):
        import_organisation(actor, data, "stor.xlsx", seen)
    assert Mandate.objects.filter(body=kommunen["SN"].pk).count() == 2000


def test_one_sheet_is_fetched_as_csv(kommunen, ekonomichefen, som):
    export = export_organisation(som(ekonomichefen), "people")
    assert export.name == "personer-2018-04-11.csv"
    assert parse_organisation(export.content, export.name).tables.people == (
        PersonRow("Eva Ekström", ekonomichefen.email),
    )
    assert export.content == write_csv(Tables(people=(PersonRow("Eva Ekström", ekonomichefen.email),)), "people")


def test_fetching_contact_details_is_refused_to_others(kommunen, oppositionsradet, som):
    with pytest.raises(Refused, match="kontaktuppgifter"):
        export_organisation(som(oppositionsradet))
