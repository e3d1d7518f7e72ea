"""Who sees what of a matter, and who may do what; list and object agree."""

from datetime import date

import pytest

from ramverk.apps.cycle.tests.desk_cast import at, fresh
from ramverk.apps.decisions import policy
from ramverk.apps.decisions.actions.register_matter import register_matter
from ramverk.apps.decisions.actions.write_clauses import draft_clauses
from ramverk.apps.decisions.models import Sitting
from ramverk.apps.decisions.tests.conftest import TERMS, brought, seated
from ramverk.apps.decisions.wording import VERBS as WORDED
from ramverk.apps.organisation.actor import ANONYMOUS
from ramverk.apps.trail.verdicts import Refused

pytestmark = pytest.mark.django_db
ALL = [
    policy.MATTERS, policy.SITTINGS, policy.CLAUSES, policy.PROPOSALS, policy.VALUES, policy.PLACES,
    policy.PROPOSITIONS, policy.BALLOTS, policy.RESERVATIONS, policy.POSTPONEMENTS, policy.DUTIES,
    policy.REVIEWS, policy.OPTIONS,
]  # fmt: skip
CAST = "ekonomichefen namndsekreteraren facket administratoren framlingen".split()


@pytest.fixture
def alla(request, som, fullmaktige, styrelsen):
    found = {who: som(request.getfixturevalue(who)) for who in CAST} | {"utomstaende": ANONYMOUS}
    found |= {f"KF {who}": som(person) for who, person in fullmaktige.items()}
    return found | {f"KS {who}": som(person) for who, person in styrelsen.items()}


def seeing(alla, sitting):
    return {who for who, actor in alla.items() if policy.SITTINGS.check(actor, fresh(sitting))}


SIGNED_IN = "alla utom utomstaende"
INSIDE = "alla med uppdrag eller arbete"


@pytest.mark.parametrize(
    ("body", "state", "who"),
    [
        ("KS", "prepared", {"ekonomichefen", "KS Karin", "KS Sekreteraren"}),
        ("KS", "summoned", {"ekonomichefen", "KS Karin", "KS Lars", "KS Mia", "KS Nils", "KS Ove", "KS Sekreteraren"}),
        ("KS", "open", {"ekonomichefen", "KS Karin", "KS Lars", "KS Mia", "KS Nils", "KS Ove", "KS Sekreteraren"}),
        ("KS", "decided", INSIDE),
        ("KF", "prepared", {"ekonomichefen", "KF Ada", "KF Sekreteraren"}),
        ("KF", "summoned", SIGNED_IN),
        ("KF", "open", SIGNED_IN),
        ("KF", "remitted", SIGNED_IN),
    ],
)
def test_a_board_deals_with_its_matters_behind_closed_doors_and_the_council_in_public(
    alla, finans, aret, kommunen, forslaget, body, state, who
):
    row = "R19" if body == "KS" else "R21"
    sitting = register_matter(finans, aret(row), kommunen[body], "budget", "KS 1", "Budget", date(2018, 6, 20))
    draft_clauses(finans, sitting, sitting.version, forslaget, TERMS)
    Sitting.objects.filter(pk=sitting.pk).update(state=state)
    signed_in = set(alla) - {"utomstaende"}
    expected = {SIGNED_IN: signed_in, INSIDE: signed_in - {"framlingen"}}.get(who) if isinstance(who, str) else who
    assert seeing(alla, sitting) == expected
    if who == INSIDE:
        Sitting.objects.filter(pk=sitting.pk).update(adjusted_on=date(2018, 6, 20))
        assert seeing(alla, sitting) == signed_in  # adjusted minutes are a public record


def test_list_and_object_say_the_same_for_everyone(alla, finans, aret, kommunen, forslaget, tjugonde_juni):
    for row, body, number in (("R19", "KS", "KS 1"), ("R21", "KF", "KS 2")):
        seated(finans, brought(finans, aret(row), kommunen[body], forslaget, date(2018, 6, 20), number=number))
    for visibility in ALL:
        rows = visibility.model.objects.all()
        for who, actor in alla.items():
            listed = set(visibility.filter(rows, actor).values_list("pk", flat=True))
            allowed = {thing.pk for thing in rows if visibility.check(actor, thing)}
            assert listed == allowed, (visibility.model, who)


def test_only_those_who_lead_the_body_prepare_and_every_refusal_has_a_sentence(alla, finans, aret, kommunen, forslaget):
    sitting = brought(finans, aret("R21"), kommunen["KF"], forslaget, date(2018, 6, 20))
    for verb in policy._BY_LEADERS:
        for who, actor in alla.items():
            verdict = policy.may(actor, verb, fresh(sitting))
            if verdict:
                assert who in {"ekonomichefen", "KF Ada", "KF Sekreteraren"}, (verb, who)
            else:
                assert str(verdict.sentence)
        assert policy.may(alla["KF Sekreteraren"], "decisions.open_sitting", fresh(sitting))


def test_a_sitting_opens_on_its_day_and_not_before(finans, aret, kommunen, forslaget, fullmaktige):
    with at("2018-06-11 10:00"):
        sitting = brought(finans, aret("R21"), kommunen["KF"], forslaget, date(2018, 6, 20))
        with pytest.raises(Refused, match="Sammanträdet är onsdag 20 juni"):
            seated(finans, sitting)


def test_every_verb_of_the_history_is_worded():
    from pathlib import Path

    import ramverk.apps.decisions.actions as actions

    text = "".join(file.read_text(encoding="utf-8") for file in Path(actions.__file__).parent.glob("*.py"))
    import re

    written = set(re.findall(r'record\(\s*actor, "([\w.]+)"', text))
    assert written == set(WORDED)
