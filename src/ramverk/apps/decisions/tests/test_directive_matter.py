"""R06: the executive board decides the directive as a matter, with motions, votes and reservations."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils.html import escape

from ramverk.apps.cycle.tests.desk_cast import at, fresh
from ramverk.apps.decisions.actions.close_sitting import close_sitting
from ramverk.apps.decisions.actions.decide_clause import decide_clause, settle_unopposed
from ramverk.apps.decisions.actions.move_amendment import Wish, move_amendment
from ramverk.apps.decisions.actions.register_matter import register_matter
from ramverk.apps.decisions.actions.reserve import reserve
from ramverk.apps.decisions.actions.roll_call import cast_vote, close_roll_call, open_roll_call
from ramverk.apps.decisions.actions.table_edition import table_edition
from ramverk.apps.decisions.actions.tie_edition import tie_edition
from ramverk.apps.decisions.models import Clause, MatterKind, Place
from ramverk.apps.decisions.queries.board import board_of
from ramverk.apps.decisions.tests.conftest import brought, seated
from ramverk.apps.decisions.views.pages import kind_at
from ramverk.apps.decisions.wording_clauses import DAY, Terms
from ramverk.apps.frames.actions.dispatch_frames import dispatch_frames
from ramverk.apps.frames.actions.freeze_edition import freeze_edition
from ramverk.apps.frames.actions.start_edition import start_edition
from ramverk.apps.frames.actions.write_directive import Assignment, write_directive
from ramverk.apps.frames.fates import Outcome, fates_of
from ramverk.apps.frames.queries.figures import figures
from ramverk.apps.trail.actions.change import change

pytestmark = pytest.mark.django_db
SIXTH = date(2018, 2, 6)


@pytest.fixture
def direktivet(finans, utkastet, kommunen):
    given = [Assignment("Redovisa lokalerna"), Assignment("Kostnad per elev.", kommunen["BUN"], date(2018, 4, 11))]
    return write_directive(finans, utkastet, 0, [("Läget", "Stramt.")], given, date(2018, 4, 11))


@pytest.fixture
def sjatte_februari(styrelsen):
    """The clock stands in the executive board's afternoon."""
    with at("2018-02-06 14:00"):
        yield


@pytest.fixture
def behandlingen(sjatte_februari, finans, direktivet, utkastet, aret, kommunen):
    """The directive lies on the executive board's table; the five members are there."""
    terms = Terms(is_final=False, is_preliminary=True)
    sitting = brought(finans, aret("R06"), kommunen["KS"], utkastet, SIXTH, kind="directive", terms=terms)
    return fresh(seated(finans, sitting))


def clause(sitting, subject):
    return Clause.objects.get(sitting=sitting, subject__contains=subject)


def move(actor, sitting, name, wish):
    place = Place.objects.get(sitting=sitting, person__name__startswith=name)
    return move_amendment(actor, fresh(sitting), fresh(sitting).version, "", [wish], place)


def decided(actor, sitting, **answers):
    """The contested clauses by their subject, yes for the main proposal; the rest; the end; the edition."""
    for subject, answer in answers.items():
        of = clause(sitting, subject.replace("_", " "))
        decide_clause(actor, of, fresh(of).version, answer)
    settle_unopposed(actor, fresh(sitting), fresh(sitting).version)
    close_sitting(actor, fresh(sitting), fresh(sitting).version, "§ 18", reason="Information lämnad.")
    return tie_edition(actor, fresh(sitting), fresh(sitting).version)


def test_its_clauses_are_the_directive_the_day_and_frames_to_plan_by(behandlingen):
    values = {row.clause.subject: row.text for row in board_of(behandlingen).main.values.select_related("clause")}
    assert values["Ramdirektiv"].startswith("Ramdirektivet (”Läget”) antas")
    assert values["Nämndernas förslag"] == "Nämnderna lämnar sina förslag senast den 11 april 2018."
    assert "planerar för den preliminära driftramen" in values["Socialnämnden"]
    assert values["Resultatbudget och plan"].startswith("Planeringen utgår från resultatbudgeten i")


def test_decided_as_proposed_the_draft_itself_becomes_the_preliminary_frames(behandlingen, utkastet, finans):
    edition = decided(finans, behandlingen)
    assert edition.pk == utkastet.pk
    assert (edition.kind, edition.state) == ("preliminary", "decided")
    assert edition.directive.document is not None


def test_votes_and_reservations_stand_in_the_minutes(behandlingen, finans, som, styrelsen):
    of = clause(behandlingen, "Socialnämnden")
    main = of.values.get(proposal__is_main=True).figures
    more = {year: amount + 100_000_000 for year, amount in main.items()}
    moved = move(som(styrelsen["Nils"]), behandlingen, "Nils", Wish(of, figures=more))
    assert "preliminära driftramen" in moved.values.get().text
    vote = open_roll_call(finans, of, fresh(of).version, "Nils Ny (FE)")
    for name in ("Karin", "Lars", "Mia", "Nils", "Ove"):
        place = Place.objects.get(sitting=behandlingen, person__name__startswith=name)
        cast_vote(som(styrelsen[name]), vote, "no" if name in {"Nils", "Ove"} else "yes", place)
    close_roll_call(finans, vote, fresh(vote).version)
    place = Place.objects.get(sitting=behandlingen, person__name__startswith="Ove")
    reserve(som(styrelsen["Ove"]), behandlingen, place, "Äldreomsorgen behöver mer.", of)
    edition = decided(finans, behandlingen)
    parts = {part["title"]: part["paragraphs"] for part in fresh(behandlingen).minutes.content["headings"]}
    number = of.number
    assert parts[f"Omröstning om att-sats {number}"][1] == "Nej (2): Nils Ny (FE), Ove Olin (FE)."
    assert any("Nils Ny (FE) begär votering. Ja: bifall till" in line for line in parts["Propositionsordning"])
    assert parts["Beslut"][0].startswith("1. ")  # the executive board decides the directive itself
    assert parts["Reservationer"] == [f"Ove Olin (FE) reserverar sig mot att-sats {number}. Äldreomsorgen behöver mer."]
    assert edition.parent.kind == "base"  # what was proposed won, and is itself what was decided


def test_an_amended_directive_is_what_the_boards_are_sent(behandlingen, utkastet, finans, som, styrelsen, kommunen):
    nils, ove = som(styrelsen["Nils"]), som(styrelsen["Ove"])
    of = clause(behandlingen, "Socialnämnden")
    main = of.values.get(proposal__is_main=True).figures
    more = {year: amount + 100_000_000 for year, amount in main.items()}
    move(nils, behandlingen, "Nils", Wish(of, figures=more))
    move(nils, behandlingen, "Nils", Wish(clause(behandlingen, "Nämndernas förslag"), figures={DAY: 20180418}))
    told = "Barn- och utbildningsnämnden får i uppdrag: Kostnad per elev och skola. Redovisas senast 11 april 2018."
    move(ove, behandlingen, "Ove", Wish(clause(behandlingen, "Uppdrag till Barn"), text=told))
    move(ove, behandlingen, "Ove", Wish(clause(behandlingen, "Uppdrag till Samtliga"), stand="dropped"))
    move(ove, behandlingen, "Ove", Wish(subject="Dialog", text="Nämnderna möter brukarna före den 1 mars."))
    edition = decided(
        finans, behandlingen, Socialnämnden=False, Nämndernas_förslag=False, Uppdrag_till_Barn=False,
        Uppdrag_till_Samtliga=False, Dialog=False,
    )  # fmt: skip
    assert (edition.kind, edition.state, edition.parent) == ("preliminary", "decided", fresh(utkastet))
    assert {line.name: line.frame[0].amount for line in figures(edition).boards}["Socialnämnden"] == 28_100_000_000
    frozen = edition.directive.document.content
    assert frozen["boards_hand_in_by"] == "2018-04-18"
    assert [(one["board"], one["text"]) for one in frozen["assignments"]] == [("BUN", "Kostnad per elev och skola.")]
    assert frozen["sections"] == [
        ["Läget", "Stramt."],
        ["Ändrat när kommunstyrelsen beslutade", "Nämnderna möter brukarna före den 1 mars."],
    ]
    was = fresh(utkastet).directive.assignments.get(body=kommunen["BUN"])
    assert edition.directive.assignments.get().key == was.key
    dispatch = dispatch_frames(finans, edition)
    assert dispatch.activity.row == "R07"


def test_what_lost_to_an_amended_directive_says_so_wherever_editions_are_listed(
    behandlingen, utkastet, finans, som, styrelsen, omgangen, ingaende, aret, inloggad, ekonomichefen
):
    other = freeze_edition(finans, start_edition(finans, omgangen, "preliminary", "Annat", ingaende, aret("R06")))
    table_edition(finans, fresh(behandlingen), fresh(behandlingen).version, other, "Annat")
    assert fates_of([fresh(utkastet), other]) == {}  # nothing is decided yet
    of = clause(behandlingen, "Socialnämnden")
    more = {year: amount + 100_000_000 for year, amount in of.values.get(proposal__is_main=True).figures.items()}
    move(som(styrelsen["Nils"]), behandlingen, "Nils", Wish(of, figures=more))
    edition = decided(finans, behandlingen, Socialnämnden=False)
    fates = fates_of([fresh(utkastet), fresh(other), edition])
    assert {pk: (fate.outcome, fate.instead) for pk, fate in fates.items()} == {
        utkastet.pk: (Outcome.AMENDED, edition), other.pk: (Outcome.FELL, edition),
    }  # fmt: skip
    finance, name = inloggad(ekonomichefen), escape(edition.name)
    link = f'<a href="{reverse("frames:edition", args=[edition.pk])}">{name}</a>'
    page = finance.get(reverse("frames:edition", args=[utkastet.pk])).content.decode()
    assert f"Kommunstyrelsen 6 februari 2018 § 18: antogs med ändringar som {link}." in page
    assert f"antogs med ändringar som {link}" in page.partition("Utgåvor</h2>")[2]
    assert f"föll mot {link}" in finance.get(reverse("frames:directive", args=[other.pk])).content.decode()
    both = finance.get(reverse("frames:compare"), {"utgava": [utkastet.pk, other.pk]}).content.decode()
    assert f"föll mot {name}" in both


def test_another_whole_directive_is_set_against_it_in_the_same_words(behandlingen, finans, omgangen, ingaende, aret):
    other = start_edition(finans, omgangen, "preliminary", "Oppositionens direktiv", ingaende, aret("R06"))
    other = freeze_edition(finans, other)
    table_edition(finans, fresh(behandlingen), fresh(behandlingen).version, other, "Oppositionens direktiv")
    assert {line.clause.subject for line in board_of(fresh(behandlingen)).contested} == set()


def test_the_step_offers_the_right_kind_of_matter_and_still_the_plain_decision(inloggad, ekonomichefen, aret, utkastet):
    assert kind_at(aret("R06")) == MatterKind.DIRECTIVE
    assert kind_at(aret("R21")) == MatterKind.BUDGET
    page = inloggad(ekonomichefen).get(reverse("decisions:activity", args=[aret("R06").pk])).content.decode()
    assert '<option value="directive" selected>' in page
    assert "Registrera bara beslutets lydelse, utan ärende" in page


def test_the_day_is_moved_on_the_page(inloggad, behandlingen, styrelsen):
    of = clause(behandlingen, "Nämndernas förslag")
    data = {"version": fresh(behandlingen).version, "clause": of.pk, "stand": "value", "day": "2018-04-20"}
    answer = inloggad(styrelsen["Nils"]).post(reverse("decisions:move", args=[behandlingen.pk]), data)
    assert answer.status_code == 302
    assert of.values.get(proposal__is_main=False).text == "Nämnderna lämnar sina förslag senast den 20 april 2018."


def test_writing_the_clauses_from_the_open_draft_says_first_what_is_frozen_and_who_sees_it_then(
    sjatte_februari, inloggad, ekonomichefen, finans, direktivet, utkastet, aret, kommunen
):
    sitting = register_matter(finans, aret("R06"), kommunen["KS"], "directive", "KS 1", "Ramdirektiv", SIXTH)
    url, finance = reverse("decisions:clauses", args=[sitting.pk]), inloggad(ekonomichefen)
    assert f"{utkastet} (öppet utkast, fryses)" in finance.get(url).content.decode()
    assert "Bara frysta utgåvor kan läggas på bordet" not in finance.get(url).content.decode()
    values = {"deed": "draft", "version": sitting.version, "edition": utkastet.pk}
    asked = finance.post(url, values).content.decode()
    assert "och skriv att-satserna?" in asked
    assert "Alla som har uppdrag eller arbete i kommunen ser den" in asked
    assert (fresh(utkastet).kind, fresh(utkastet).state) == ("directive_draft", "open")
    assert not sitting.clauses.exists()

    summed = re.search(r'name="seen" value="(\w+)"', asked)[1]
    change(fresh(utkastet), fresh(utkastet).version, name="Ramdirektiv, omskrivet")
    refused = finance.post(url, values | {"seen": summed})
    assert refused.status_code == 422
    assert "har ändrats sedan du granskade den" in refused.content.decode()
    assert fresh(utkastet).state == "open"

    summed = re.search(r'name="seen" value="(\w+)"', finance.post(url, values).content.decode())[1]
    told = finance.post(url, values | {"seen": summed}, follow=True).content.decode()
    assert "är fryst och syns nu för alla som har uppdrag eller arbete i kommunen." in told
    assert (fresh(utkastet).kind, fresh(utkastet).state, fresh(utkastet).checksum) == ("preliminary", "frozen", summed)


def test_a_draft_is_offered_only_to_those_who_freeze_it_and_never_as_another_proposal(
    sjatte_februari, inloggad, ekonomichefen, styrelsen, finans, direktivet, utkastet, aret, kommunen
):
    sitting = register_matter(finans, aret("R06"), kommunen["KS"], "directive", "KS 1", "Ramdirektiv", SIXTH)

    def offered(person, name, form):
        page = inloggad(person).get(reverse(f"decisions:{name}", args=[sitting.pk]))
        return utkastet in page.context[form].fields["edition"].queryset

    assert offered(ekonomichefen, "clauses", "draft")
    assert not offered(styrelsen["Karin"], "clauses", "draft")
    assert not offered(ekonomichefen, "table", "form")
