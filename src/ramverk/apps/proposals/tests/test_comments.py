"""The management team's comments taken into the draft with one press, and who has read it, when and until when."""

from dataclasses import replace

import pytest
from django.urls import reverse
from tests.cast import member, swedish

from ramverk.apps.proposals.actions.keep import keep_note
from ramverk.apps.proposals.actions.set_terms import set_terms
from ramverk.apps.proposals.actions.share import comment_share, end_share, share_with_leadership
from ramverk.apps.proposals.actions.take_comment import take_comment
from ramverk.apps.proposals.actions.write_draft import save_draft
from ramverk.apps.proposals.comments import About, ProjectWish, Suggestion
from ramverk.apps.proposals.draft import draft_of
from ramverk.apps.proposals.models import SealedItem, Terms
from ramverk.apps.proposals.queries.comments import comments_on, shown
from ramverk.apps.proposals.queries.drafts import opened, outcome, project_words
from ramverk.apps.proposals.tests.test_drafts import fresh
from ramverk.apps.proposals.tests.test_projects import do, med_projekt, open_draft  # noqa: F401 - the fixture
from ramverk.apps.proposals.vault import prove, unseal, unseal_share
from ramverk.apps.trail import clock
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale

pytestmark = pytest.mark.django_db
MILLION = 100_000_000
NO_BREAK = "\u202f"
FRAME = About("frame", "SN")
LESS = Suggestion({"2019": -MILLION, "2020": -MILLION, "2021": -MILLION})
ASKED = {"board": "SN", "board_name": "Socialnämnden", "text": "Redovisa lokalerna"}


@pytest.fixture
def kommundirektoren(kommunen):
    """Heads the management team."""
    return member(kommunen, "Doris Dahl", ("head", "LG"))


@pytest.fixture
def forvaltningen(kommunen):
    """Another member of the team."""
    return member(kommunen, "Frans Falk", ("member", "LG"))


@pytest.fixture
def visat(oppositionsledaren, utkast, kommunen, kommundirektoren, forvaltningen):
    """The opposition's draft with an assignment, shown to the management team until the next day."""

    def edit(draft):
        return replace(draft, assignments=(dict(ASKED),))

    save_draft(oppositionsledaren, utkast, fresh(utkast).version, edit, "skrev")
    return share_with_leadership(oppositionsledaren, fresh(utkast), kommunen["LG"], swedish("2018-04-12 12:00"))


@pytest.fixture
def om_ramen(som, visat, kommundirektoren):
    """A suggestion: one million less every year."""
    return comment_share(
        som(kommundirektoren), visat, "Socialnämnden", "Räcker med mindre.", "genomförbart", FRAME, LESS
    )


def draft_in(actor, item):
    return draft_of(unseal(prove(actor, item.room), fresh(item), is_logged=False))


def the_comments(actor, item):
    return comments_on(prove(actor, item.room), fresh(item), actor)


def test_a_suggested_frame_is_taken_in_with_one_press_and_moves_the_result(oppositionsledaren, utkast, om_ramen):
    def frame():
        found = outcome(opened(prove(oppositionsledaren, utkast.room), fresh(utkast), is_logged=False))
        return next(board.frame[0].amount for board in found.figures.boards if board.key == "SN")

    before = frame()
    comment = the_comments(oppositionsledaren, utkast)[0]
    take_comment(oppositionsledaren, fresh(utkast), fresh(utkast).version, comment.uid)
    assert frame() == before - MILLION
    draft = draft_in(oppositionsledaren, utkast)
    assert comment.is_taken(draft)
    assert draft.log[-1]["what"] == "tog in ledningsgruppens kommentar"
    with pytest.raises(Invalid, match="redan intagen"):
        take_comment(oppositionsledaren, fresh(utkast), fresh(utkast).version, comment.uid)


def test_a_suggested_wording_replaces_the_assignment_while_it_reads_as_it_was_commented(
    som, kommundirektoren, visat, oppositionsledaren, utkast
):
    about = About("assignment", "SN", ASKED["text"])
    wanted = Suggestion(wording="Redovisa lokalerna senast i maj")
    comment_share(som(kommundirektoren), visat, ASKED["text"], "Säg när.", "genomförbart", about, wanted)
    comment = the_comments(oppositionsledaren, utkast)[0]
    take_comment(oppositionsledaren, fresh(utkast), fresh(utkast).version, comment.uid)
    draft = draft_in(oppositionsledaren, utkast)
    assert [one["text"] for one in draft.assignments] == ["Redovisa lokalerna senast i maj"]

    def rewrite(before):
        return replace(before, assignments=(ASKED | {"text": "Något annat"},))

    save_draft(oppositionsledaren, fresh(utkast), fresh(utkast).version, rewrite, "skrev om")
    with pytest.raises(Invalid, match="ändrat eller borttaget"):
        take_comment(oppositionsledaren, fresh(utkast), fresh(utkast).version, comment.uid)


@pytest.fixture
def projektet(som, kommundirektoren, oppositionsledaren, med_projekt, kommunen):  # noqa: F811
    """The hall moved to 2020 in the shown draft. `projektet(wish)` is a comment on it, as the room has it."""
    do(oppositionsledaren, med_projekt, "hall", "move", 1)
    shown_until = swedish("2018-04-12 12:00")
    share = share_with_leadership(oppositionsledaren, fresh(med_projekt), kommunen["LG"], shown_until)
    about = About("project", "SN", "Ny sporthall", "hall")

    def say(wish):
        actor = som(kommundirektoren)
        comment_share(actor, share, about.text, "Marken är inte klar.", "med villkor", about, Suggestion(project=wish))
        return the_comments(oppositionsledaren, med_projekt)[-1]

    return say


def taken(actor, item, comment):
    take_comment(actor, fresh(item), fresh(item).version, comment.uid)
    one = open_draft(actor, item)
    assert comment.is_taken(one.draft, one.sheets)
    with pytest.raises(Invalid, match="redan intagen"):
        take_comment(actor, fresh(item), fresh(item).version, comment.uid)
    return one


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (ProjectWish(starts=2021), ["Ny sporthall skjuts upp till 2021"]),
        (ProjectWish(outlay=12_000 * 100_000), ["Ny sporthall skjuts upp till 2020 och minskas till 12 000 tkr"]),
        (
            ProjectWish(starts=2019, outlay=12_000 * 100_000),
            ["Ny sporthall minskas till 12 000 tkr"],
        ),
        (ProjectWish(fate="cut"), ["Ny sporthall utgår"]),
        (ProjectWish(fate="undo"), []),
    ],
)
def test_what_is_suggested_for_a_project_is_taken_in_with_one_press(
    oppositionsledaren,
    med_projekt,  # noqa: F811
    projektet,
    wish,
    words,
):
    comment = projektet(wish)
    assert not comment.is_taken(*standing_on(oppositionsledaren, med_projekt))
    one = taken(oppositionsledaren, med_projekt, comment)
    said = [f"{project.name} {words}".replace(NO_BREAK, " ") for project, words in project_words(one)]
    assert said == words
    assert one.draft.log[-1]["what"] == "tog in ledningsgruppens kommentar"


def standing_on(actor, item):
    one = open_draft(actor, item)
    return one.draft, one.sheets


def test_taken_away_again_a_projects_suggestion_can_be_taken_in_anew(
    oppositionsledaren,
    med_projekt,  # noqa: F811
    projektet,
):
    comment = projektet(ProjectWish(starts=2021))
    taken(oppositionsledaren, med_projekt, comment)
    do(oppositionsledaren, med_projekt, "hall", "undo")
    one = taken(oppositionsledaren, med_projekt, comment)
    assert [project.by for project in one.draft.projects] == [2]


def test_a_projects_suggestion_is_refused_as_the_same_deed_by_a_member_is(
    oppositionsledaren,
    med_projekt,  # noqa: F811
    projektet,
    finans,
    omgangen,
):
    early = projektet(ProjectWish(starts=2018))
    with pytest.raises(Invalid, match="kan inte börja före"):
        take_comment(oppositionsledaren, fresh(med_projekt), fresh(med_projekt).version, early.uid)
    later = projektet(ProjectWish(starts=2021))
    set_terms(
        finans, omgangen, Terms.objects.get().version, tax_rate=2164, median_income=None, open_lines=[],
        closed_boards=[], closed_projects=["hall"],
    )  # fmt: skip
    with pytest.raises(Invalid, match="stängt för partierna"):
        take_comment(oppositionsledaren, fresh(med_projekt), fresh(med_projekt).version, later.uid)


def test_the_teams_page_offers_what_fits_a_project_and_the_room_one_press(
    inloggad,
    kommundirektoren,
    oppositionsradet,
    oppositionsledaren,
    med_projekt,  # noqa: F811
    kommunen,
):
    do(oppositionsledaren, med_projekt, "hall", "move", 1)
    share = share_with_leadership(
        oppositionsledaren, fresh(med_projekt), kommunen["LG"], swedish("2018-04-12 12:00")
    )  # fmt: skip
    team, page = inloggad(kommundirektoren), reverse("proposals:share", args=[share.uid])
    assert "Föreslå något annat för ett projekt" in team.get(page).content.decode()
    data = {"subject": "Ny sporthall", "verdict": "genomförbart", "text": "Marken är inte klar."}
    for wrong in ({"fate": "cut", "starts": "2021"}, {"outlay": "0"}, {"wording": "Hellre så"}, {"y2019": "5"}):
        assert team.post(page, data | wrong).status_code == 422
    assert team.post(page, data | {"starts": "2021"}).status_code == 302
    comments = reverse("proposals:comments", args=[med_projekt.uid])
    party = inloggad(oppositionsradet)
    shown_page = party.get(comments).content.decode()
    assert "Föreslår att projektet:" in shown_page
    assert "börjar 2021" in shown_page
    data = {"version": fresh(med_projekt).version, "comment": the_uid(shown_page)}
    assert party.post(comments, data).status_code == 302
    assert "intagen i förslaget" in party.get(comments).content.decode()


def test_they_can_be_taken_in_after_the_showing_and_after_the_note_is_written_on(
    oppositionsledaren, utkast, visat, om_ramen, rummet
):
    end_share(oppositionsledaren, visat, visat.version)
    note = SealedItem.objects.select_related("room").get(kind="note")
    keep_note(oppositionsledaren, rummet, "Kommentarer", "Vi tog den första.", note, note.version)
    comment = the_comments(oppositionsledaren, utkast)[0]
    assert comment.suggestion.amounts == LESS.amounts
    take_comment(oppositionsledaren, fresh(utkast), fresh(utkast).version, comment.uid)
    assert draft_in(oppositionsledaren, utkast).rows[-1].amounts == dict.fromkeys(LESS.amounts, MILLION)


def test_what_cannot_be_taken_in_is_refused_with_why(
    som, kommundirektoren, visat, om_ramen, oppositionsledaren, majoritetsledaren, utkast
):
    comment_share(som(kommundirektoren), visat, "Socialnämnden", "Svårt.", "inte genomförbart", FRAME)
    taken, plain = the_comments(oppositionsledaren, utkast)
    with pytest.raises(Invalid, match="föreslår ingen ändring"):
        take_comment(oppositionsledaren, fresh(utkast), fresh(utkast).version, plain.uid)
    with pytest.raises(Invalid, match="finns inte längre"):
        take_comment(oppositionsledaren, fresh(utkast), fresh(utkast).version, "")
    with pytest.raises(Refused):
        take_comment(majoritetsledaren, fresh(utkast), fresh(utkast).version, taken.uid)
    with pytest.raises(Stale):
        take_comment(oppositionsledaren, fresh(utkast), fresh(utkast).version - 1, taken.uid)


def test_a_suggestion_is_of_the_right_kind(som, kommundirektoren, visat):
    actor = som(kommundirektoren)
    with pytest.raises(Invalid, match="för en nämnds ram"):
        comment_share(actor, visat, ASKED["text"], "x", "genomförbart", About("assignment", "SN", "y"), LESS)
    with pytest.raises(Invalid, match="för ett uppdrag"):
        comment_share(actor, visat, "Socialnämnden", "x", "genomförbart", FRAME, Suggestion(wording="Hellre så"))


def test_the_room_sees_who_has_read_when_and_until_when_and_who_has_not(
    som, visat, kommundirektoren, oppositionsledaren, utkast
):
    for at in ("2018-04-11 13:00", "2018-04-11 15:30"):
        with clock.stopped_at(swedish(at)):
            unseal_share(som(kommundirektoren), visat)
    unseal_share(oppositionsledaren, visat)
    one = shown(fresh(utkast), oppositionsledaren)[0]
    assert [(reader.name, reader.times) for reader in one.readers] == [("Doris Dahl", 2), ("Frans Falk", 0)]
    assert (one.readers[0].first, one.readers[0].last) == (swedish("2018-04-11 13:00"), swedish("2018-04-11 15:30"))
    assert (one.until, one.have_read) == (swedish("2018-04-12 12:00"), 1)
    with clock.stopped_at(swedish("2018-04-11 18:00")):
        end_share(oppositionsledaren, visat, visat.version)
    one = shown(fresh(utkast), oppositionsledaren)[0]
    assert (one.until, one.goes_on, one.have_read) == (swedish("2018-04-11 18:00"), False, 1)


def test_the_pages_are_the_rooms(
    inloggad, visat, kommundirektoren, oppositionsradet, ks_ordforanden, ekonomichefen, utkast
):
    party, team = inloggad(oppositionsradet), inloggad(kommundirektoren)
    share = reverse("proposals:share", args=[visat.uid])
    data = {"subject": "Socialnämnden", "verdict": "genomförbart", "text": "Räcker med mindre.", "y2019": "-1 000"}
    wrong = team.post(share, data | {"wording": "Hellre så"})
    assert wrong.status_code == 422
    assert team.post(share, data).status_code == 302
    comments = reverse("proposals:comments", args=[utkast.uid])
    readers = reverse("proposals:readers", args=[utkast.uid])
    page = party.get(comments).content.decode()
    assert "Föreslår att ramen ändras" in page
    assert comments in party.get(reverse("proposals:draft", args=[utkast.uid])).content.decode()
    uid = the_uid(page)
    assert party.post(comments, {"version": fresh(utkast).version, "comment": uid}).status_code == 302
    assert "intagen i förslaget" in party.get(comments).content.decode()
    assert "Doris Dahl" in party.get(readers).content.decode()
    for who in (ks_ordforanden, ekonomichefen, kommundirektoren):
        assert inloggad(who).get(comments).status_code == 404
        assert inloggad(who).get(readers).status_code == 404


def the_uid(page):
    return page.partition('name="comment" value="')[2].partition('"')[0]
