"""Every door: each address, opened by each role, answers as `doors.txt` says; no address is missing from it.

The table is reviewed by people. After a change that is meant, write it anew with
`RAMVERK_WRITE_DOORS=1 pytest tests/test_doors.py` and read the difference line by line: 200 shown, 302 to sign-in,
403 refused with a sentence, 404 nothing here, 405 only by form.
"""

import os
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from ramverk.apps.cycle.models import (
    Activity,
    DecisionRecord,
    HandIn,
    Need,
    Phase,
    Round,
    Submission,
    SubmissionFile,
    TimetableImport,
)
from ramverk.apps.decisions.models import (
    Clause,
    Duty,
    Matter,
    Proposition,
    Reservation,
    ReservationPaper,
    Sitting,
    SittingPaper,
    TabledProposal,
)
from ramverk.apps.dispatch.models import Dispatch, OutboxMail
from ramverk.apps.frames.models import (
    AssumptionSet,
    BudgetImport,
    Change,
    Edition,
    ExportDelivery,
    ExportProfile,
    FinancialGoal,
)
from ramverk.apps.investments.models import InvestmentList, Project, SheetFile
from ramverk.apps.keyfigures.models import AnalysisFinding
from ramverk.apps.meetings.models import CalendarFeed, Meeting, MeetingDocument, TrackedItem
from ramverk.apps.organisation.models import Body, Mandate, Person, StandIn
from ramverk.apps.plans.models import PlanSummary, Section
from ramverk.apps.proposals.models import PartyRoom, Question, SealedItem
from ramverk.apps.publishing.models import Publication, PublicQuestion
from ramverk.apps.publishing.models_workspace import Part, PartPicture
from ramverk.apps.trail import clock
from ramverk.apps.trail.models import Attachment

TABLE = Path(__file__).parent / "doors.txt"
ROLES = ("signed out", "stranger", "councillor", "board secretary", "union", "finance", "administrator")
SHARES = 4
"""The table is long; the workers take their shares of it. Written anew, it is by one worker: `-n 0`."""


def people() -> dict[str, Person | None]:
    """One person per role; the stranger has an account and nothing else."""
    of = Mandate.objects.filter
    return {
        "signed out": None,
        "stranger": Person.objects.create_user("framling@exempelby.example", name="Stig Främling"),
        "councillor": of(body__name="Kommunfullmäktige", role="member").order_by("-order")[0].person,
        "board secretary": of(body__short_name="BUN", role="secretary")[0].person,
        "union": of(body__kind="union", role="representative")[0].person,
        "finance": of(body__kind="finance_department", role="head")[0].person,
        "administrator": Person.objects.get(is_administrator=True),
    }


def ask_one_board_to_revise() -> None:
    """What the board is asked for in August, so that those doors can be opened in April too."""
    Submission.objects.create(activity=Activity.objects.get(row="R22"), body=Body.objects.get(short_name="BUN"))


def pk(value: Any) -> dict[str, Any]:
    return {"pk": value}


def doorsteps() -> dict[str, Callable[[], dict[str, Any]]]:
    """Arguments for the addresses that need some, by their name or by their area."""
    row = Activity.objects.get
    meeting = lambda: Meeting.objects.get(activity__row="R05").pk  # noqa: E731
    sent = lambda: Dispatch.objects.get(activity__row="R07")  # noqa: E731
    own = lambda: Submission.objects.get(activity__row="R11", body__short_name="BUN")  # noqa: E731
    edition = lambda name: Edition.objects.get(name=name).pk  # noqa: E731
    attached = lambda: {  # noqa: E731
        "pk": edition("Ramdirektiv 2019–2021"),
        "key": Change.objects.exclude(file=None).get(edition__name="Ramdirektiv 2019–2021").key,
    }
    asked = lambda: pk(  # noqa: E731
        PublicQuestion.objects.create(kind="question", text="?", received_at=clock.now()).pk
    )
    plan_section = lambda key: Section.objects.get(key=key, plan__submission=own()).pk  # noqa: E731
    sealed = lambda kind: SealedItem.objects.get(room__name="Framtid Exempelby", kind=kind).uid  # noqa: E731
    document_part = lambda: Part.objects.filter(key="ordet").earliest("pk")  # noqa: E731
    decision = lambda: DecisionRecord.objects.earliest("pk")  # noqa: E731

    revision = lambda: Submission.objects.get(activity__row="R22").pk  # noqa: E731

    return {
        "cycle:activity": lambda: pk(row(row="R11").pk),
        "cycle:import": lambda: pk(TimetableImport.objects.earliest("pk").pk),
        "cycle:discard_import": lambda: pk(TimetableImport.objects.earliest("pk").pk),
        "cycle:settings": lambda: pk(Round.objects.get().pk),
        "cycle:deeds": lambda: pk(Round.objects.get().pk),
        "cycle:close_round": lambda: pk(Round.objects.get().pk),
        "cycle:reopen_round": lambda: pk(Round.objects.get().pk),
        "cycle:print_plan": lambda: {"pk": Round.objects.get().pk, "to": "csv"},
        "cycle:move": lambda: {"round_pk": Round.objects.get().pk},
        "cycle:add_activity": lambda: {"round_pk": Round.objects.get().pk},
        "cycle:phase": lambda: pk(Phase.objects.earliest("pk").pk),
        "cycle:remove_need": lambda: pk(Need.objects.earliest("pk").pk),
        "cycle:flip": lambda: {"pk": row(row="R12").pk, "deed": "oppna"},
        "desks:submission": lambda: pk(own().pk),
        "desks:confirm_hand_in": lambda: pk(own().pk),
        "desks:draft_file": lambda: {"pk": own().pk, "file": SubmissionFile.objects.filter(submission=own())[0].pk},
        "desks:submission_deed": lambda: {"pk": own().pk, "deed": "spara"},
        "desks:hand_in": lambda: pk(own().hand_ins.earliest("pk").pk),
        "desks:hand_in_file": lambda: {
            "pk": own().hand_ins.earliest("pk").pk,
            "attachment": own().hand_ins.earliest("pk").document.attachments.earliest("pk").pk,
        },
        "desks:decision": lambda: pk(row(row="R06").pk),
        "desks:record_decision": lambda: pk(row(row="R06").pk),
        "desks:decision_minutes": lambda: pk(decision().pk),
        "desks:decision_file": lambda: {
            "pk": decision().pk, "attachment": decision().document.attachments.earliest("pk").pk,
        },
        "desks:party": lambda: pk(row(row="R14").pk),
        "desks:party_done": lambda: {"pk": row(row="R14").pk, "party": Body.objects.get(name="Dalapartiet").pk},
        "dispatch:at_activity": lambda: pk(row(row="R07").pk),
        "dispatch:compose": lambda: pk(row(row="R07").pk),
        "dispatch:mail": lambda: pk(OutboxMail.objects.earliest("pk").pk),
        "dispatch:draft_file": lambda: {"pk": sent().pk, "file": sent().drafts.earliest("pk").pk},
        "dispatch:sent_file": lambda: {"pk": sent().pk, "attachment": sent().document.attachments.earliest("pk").pk},
        "dispatch:deed": lambda: {"pk": sent().pk, "verb": "skicka"},
        "dispatch:*": lambda: pk(sent().pk),
        "desks:*": lambda: pk(row(row="R11").pk),
        "cycle:*": lambda: pk(row(row="R12").pk),
        "meetings:activity": lambda: pk(row(row="R12").pk),
        "meetings:plan": lambda: pk(row(row="R12").pk),
        "meetings:item": lambda: pk(TrackedItem.objects.earliest("pk").pk),
        "meetings:answer": lambda: pk(TrackedItem.objects.earliest("pk").pk),
        "meetings:close_item": lambda: pk(TrackedItem.objects.earliest("pk").pk),
        "meetings:document": lambda: pk(MeetingDocument.objects.earliest("pk").pk),
        "meetings:consult": lambda: {"pk": meeting(), "verb": "resultat"},
        "meetings:material_file": lambda: {"pk": meeting(), "attachment": Attachment.objects.earliest("pk").pk},
        "meetings:deed": lambda: {"pk": meeting(), "verb": "kalla"},
        "meetings:revoke_feed": lambda: pk((CalendarFeed.objects.first() or CalendarFeed(pk=1)).pk),
        "meetings:feed": lambda: {"token": "unknown"},
        "meetings:*": lambda: pk(meeting()),
        "investments:list": lambda: pk(InvestmentList.objects.earliest("pk").pk),
        "investments:edition": lambda: pk(edition("Ramdirektiv 2019–2021")),
        "investments:project": lambda: pk(Project.objects.filter(body__short_name="BUN").earliest("pk").pk),
        "investments:write": lambda: pk(Project.objects.filter(body__short_name="BUN").earliest("pk").pk),
        "investments:remove": lambda: pk(Project.objects.filter(body__short_name="BUN").earliest("pk").pk),
        "investments:gate": lambda: pk(Project.objects.filter(body__short_name="BUN").earliest("pk").pk),
        "investments:report": lambda: pk(Project.objects.filter(body__short_name="BUN").earliest("pk").pk),
        "investments:autosave": lambda: pk(Project.objects.filter(body__short_name="BUN").earliest("pk").pk),
        "investments:files": lambda: pk(Project.objects.filter(body__short_name="BUN").earliest("pk").pk),
        "investments:file": lambda: {"pk": SheetFile.objects.get().project_id, "file": SheetFile.objects.get().pk},
        "investments:revision": lambda: pk(revision()),
        "investments:revision_deed": lambda: {"pk": revision(), "verb": "intyga"},
        "investments:*": lambda: pk(Body.objects.get(short_name="BUN").pk),
        "plans:section": lambda: pk(plan_section("risker")),
        "plans:autosave": lambda: pk(plan_section("risker")),
        "plans:summary": lambda: pk(PlanSummary.objects.get(body__short_name="BUN").pk),
        "plans:summaries": lambda: pk(row(row="R12").pk),
        "plans:ask": lambda: pk(row(row="R12").pk),
        "plans:summary_handed_in": lambda: {
            "pk": HandIn.objects.filter(submission=own()).latest("pk").pk, "activity": row(row="R12").pk,
        },
        "plans:versions": lambda: pk(plan_section("risker")),
        "plans:comment": lambda: pk(plan_section("risker")),
        "plans:comment_deed": lambda: {"pk": 1, "verb": "avsluta"},
        "plans:goal": lambda: {"pk": plan_section("mal"), "key": "ny"},
        "plans:deed": lambda: {"pk": plan_section("risker"), "verb": "skriv"},
        "plans:plan_deed": lambda: {"pk": Section.objects.get(pk=plan_section("mal")).plan_id, "verb": "intyga"},
        "plans:*": lambda: pk(Section.objects.get(pk=plan_section("mal")).plan_id),
        "frames:add_assumptions": lambda: {"kind": "forecast"},
        "frames:remove_goal": lambda: pk(FinancialGoal.objects.earliest("pk").pk),
        "frames:attach": attached,
        "frames:attached": attached,
        "frames:file_rows": lambda: {
            "pk": edition("Ingående budget 2018"),
            "key": Change.objects.filter(edition__name="Ingående budget 2018").earliest("pk").key,
        },
        "frames:assumption": lambda: pk(AssumptionSet.objects.filter(kind="forecast").earliest("pk").pk),
        "frames:deed": lambda: {"pk": edition("Ramdirektiv 2019–2021"), "verb": "frys"},
        "frames:statement_plan": lambda: {"pk": edition("Ramdirektiv 2019–2021"), "kind": "financing"},
        "frames:profile": lambda: pk(ExportProfile.objects.earliest("pk").pk),
        "frames:delivery": lambda: pk(ExportDelivery.objects.earliest("pk").pk),
        "frames:deliver": lambda: {
            "pk": edition("Ramdirektiv 2019–2021"), "profile": ExportProfile.objects.earliest("pk").pk,
        },
        "frames:parquet": lambda: {"pk": edition("Ramdirektiv 2019–2021"), "table": "poster"},
        "frames:import_page": lambda: pk(BudgetImport.objects.earliest("pk").pk),
        "frames:import_columns": lambda: pk(BudgetImport.objects.earliest("pk").pk),
        "frames:import_codes": lambda: pk(BudgetImport.objects.earliest("pk").pk),
        "frames:import_again": lambda: pk(BudgetImport.objects.earliest("pk").pk),
        "frames:import_accept": lambda: pk(BudgetImport.objects.earliest("pk").pk),
        "frames:why": lambda: pk(edition("Ramdirektiv 2019–2021")),
        "frames:why_goal": lambda: {
            "pk": edition("Ramdirektiv 2019–2021"), "goal": FinancialGoal.objects.earliest("pk").pk
        },
        "frames:*": lambda: pk(edition("Ramdirektiv 2019–2021")),
        "publishing:preview_file": lambda: {"pk": Publication.objects.earliest("pk").pk, "ending": "xlsx"},
        "publishing:fetch": lambda: {"kind": "utskick", "pk": sent().pk, "ending": "xlsx"},
        "publishing:draft_motion": lambda: {"uid": sealed("draft"), "ending": "html"},
        "publishing:part": lambda: pk(document_part().pk),
        "publishing:autosave": lambda: pk(document_part().pk),
        "publishing:add_picture": lambda: pk(document_part().pk),
        "publishing:picture_file": lambda: pk((PartPicture.objects.first() or PartPicture(pk=1)).pk),
        "publishing:picture_deed": lambda: pk((PartPicture.objects.first() or PartPicture(pk=1)).pk),
        "publishing:part_deed": lambda: {"pk": document_part().pk, "verb": "klar"},
        "publishing:question": asked,
        "publishing:lay_aside": lambda: pk(1),
        "publishing:package": lambda: pk(1),
        "publishing:*": lambda: pk(Publication.objects.earliest("pk").pk),
        "public:document": lambda: {"slug": Publication.objects.earliest("pk").slug},
        "public:send": lambda: {"kind": "fraga"},
        "public:decision": lambda: {"number": 1},
        "api:edition": lambda: {"uid": Publication.objects.earliest("pk").edition.uid},
        "api:decision": lambda: {"number": 1},
        "api:document": lambda: {"slug": Publication.objects.earliest("pk").slug},
        "api:*": lambda: {"uid": Publication.objects.earliest("pk").edition.uid},
        "public:file": lambda: {"slug": Publication.objects.earliest("pk").slug, "name": "ramar.csv"},
        "proposals:desk": lambda: pk(row(row="R14").pk),
        "proposals:open_own": lambda: {"party": Body.objects.get(name="Framtid Exempelby").pk},
        "proposals:answer": lambda: pk(PartyRoom.objects.get(name="Framtid Exempelby").places.get().pk),
        "proposals:paper": lambda: {
            "pk": PartyRoom.objects.get(name="Framtid Exempelby").pk,
            "document": MeetingDocument.objects.filter(meeting__activity__row="R02").earliest("pk").pk,
        },
        "proposals:note": lambda: {"uid": sealed("note")},
        "proposals:file": lambda: {"uid": sealed("file")},
        "proposals:remove": lambda: {"uid": sealed("note")},
        **{
            f"proposals:{name}": lambda: {"uid": sealed("draft")}
            for name in (
                "draft preview shift drop_row base words projects finance review copy rebase comments readers".split()
            )
        },
        "proposals:draft_deed": lambda: {"uid": sealed("draft"), "verb": "klart"},
        "proposals:proposal": lambda: pk(1),
        "proposals:json": lambda: pk(1),
        "proposals:question": lambda: pk(Question.objects.get(room__name="Framtid Exempelby").pk),
        "proposals:question_deed": lambda: {
            "pk": Question.objects.get(room__name="Framtid Exempelby").pk, "verb": "fordela",
        },
        "proposals:show_leadership": lambda: {"uid": sealed("draft")},
        "proposals:share": lambda: {"uid": sealed("draft")},
        "proposals:stop_share": lambda: {"uid": sealed("draft")},
        "proposals:proposal_deed": lambda: {"pk": 1, "verb": "lagg-fram"},
        "proposals:*": lambda: pk(PartyRoom.objects.get(name="Framtid Exempelby").pk),
        "keyfigures:indicator": lambda: {"code": "N15001"},
        "keyfigures:describe": lambda: {"code": "N15001"},
        "keyfigures:type": lambda: {"code": "N15001"},
        "keyfigures:finding": lambda: pk(AnalysisFinding.objects.earliest("pk").pk),
        "keyfigures:remove_finding": lambda: pk(AnalysisFinding.objects.earliest("pk").pk),
        "keyfigures:analysis_edition": lambda: {"number": 1},
        "keyfigures:table": lambda: {"number": "TAB0001"},
        "keyfigures:fetch": lambda: {"what": "siffror"},
        "keyfigures:answer": lambda: {"number": 1},
        "keyfigures:presentation": lambda: {"body": Body.objects.get(short_name="BUN").pk},
        "keyfigures:write_presentation": lambda: {"body": Body.objects.get(short_name="BUN").pk},
        "decisions:activity": lambda: pk(row(row="R06").pk),
        "decisions:matter": lambda: pk(Matter.objects.earliest("pk").pk),
        "decisions:bring_on": lambda: pk(Matter.objects.earliest("pk").pk),
        "decisions:deed": lambda: {"pk": Sitting.objects.earliest("pk").pk, "verb": "bifall"},
        "decisions:clause_deed": lambda: {"pk": Clause.objects.earliest("pk").pk, "verb": "ja"},
        "decisions:withdraw": lambda: pk(TabledProposal.objects.earliest("pk").pk),
        "decisions:vote": lambda: pk((Proposition.objects.first() or Proposition(pk=1)).pk),
        "decisions:close_vote": lambda: pk((Proposition.objects.first() or Proposition(pk=1)).pk),
        "decisions:drafting": lambda: pk(row(row="R13").pk),
        "decisions:gate": lambda: pk((Edition.objects.filter(kind="confirmed").first() or Edition(pk=1)).pk),
        "decisions:duty": lambda: pk(Duty.objects.earliest("pk").pk),
        "decisions:extract": lambda: pk((Duty.objects.filter(kind="extract").first() or Duty(pk=1)).pk),
        "decisions:hand_in": lambda: pk(Reservation.objects.earliest("pk").pk),
        "decisions:written_reservation": lambda: pk(ReservationPaper.objects.earliest("pk").pk),
        "decisions:paper": lambda: pk((SittingPaper.objects.first() or SittingPaper(pk=1)).pk),
        "decisions:*": lambda: pk(Sitting.objects.earliest("pk").pk),
        "organisation:body": lambda: pk(Body.objects.get(short_name="BUN").pk),
        "organisation:end_mandate": lambda: pk(Mandate.objects.filter(body__short_name="BUN", role="member")[0].pk),
        "organisation:person": lambda: pk(Mandate.objects.filter(body__short_name="BUN", role="chair")[0].person_id),
        "organisation:change_person": lambda: pk(Mandate.objects.filter(body__short_name="BUN")[0].person_id),
        "organisation:appoint_stand_in": lambda: pk(Mandate.objects.filter(body__short_name="BUN")[0].person_id),
        "organisation:end_stand_in": lambda: pk((StandIn.objects.first() or StandIn(pk=1)).pk),
        "organisation:set_party_standing": lambda: pk(Body.objects.get(name="Dalapartiet").pk),
        "organisation:export_sheet": lambda: {"sheet": "organ"},
        "organisation:appearance_sample": lambda: {"ending": "html"},
        "organisation:*": lambda: pk(Body.objects.get(short_name="BUN").pk),
        "invitation": lambda: {"token": "unknown"},
        "account_reset_password_from_key": lambda: {"uidb36": "1", "key": "unknown"},
        "account_confirm_email": lambda: {"key": "unknown"},
    }  # fmt: skip


def addresses(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, bool]]:
    """Every named address of the product, with whether it takes arguments."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"an address without a name: {pattern.pattern}"
            yield prefix + pattern.name, bool(pattern.pattern.regex.groups)


def path_of(name: str, takes_arguments: bool) -> str:
    if not takes_arguments:
        return reverse(name)
    known = doorsteps()
    given = known.get(name) or known.get(f"{name.partition(':')[0]}:*")
    assert given, f"{name}: say in doorsteps() what to open it with"
    return reverse(name, kwargs=given())


class Markup(HTMLParser):
    """Collects tags that are broken open by another tag or a quote: the browser would show their insides as text."""

    def __init__(self) -> None:
        super().__init__()
        self.broken: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if any(sign in name for name, _value in attrs for sign in "<\"'"):
            self.broken.append(self.get_starttag_text() or tag)


def answer(browser: Client, path: str) -> str:
    """The status of a page, whose markup must be whole where there is a page."""
    response = browser.get(path)
    if response.status_code == 200 and response.headers["Content-Type"].startswith("text/html"):
        markup = Markup()
        markup.feed(response.content.decode())
        assert not markup.broken, f"{path}: {markup.broken[:3]}"
    return str(response.status_code)


@pytest.mark.long
@pytest.mark.parametrize("share", range(SHARES))
def test_every_door_opens_for_whom_the_table_says(share, exempelby):
    ask_one_board_to_revise()
    browsers = {}
    for role, person in people().items():
        browsers[role] = Client()
        if person is not None:
            browsers[role].force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    found = {}
    doors = sorted(set(addresses()))
    for name, takes_arguments in doors[share::SHARES]:
        path = path_of(name, takes_arguments)
        found[name] = f"{name:42} " + " ".join(answer(browsers[role], path) for role in ROLES)
    table = read_table()
    if os.environ.get("RAMVERK_WRITE_DOORS"):
        table = {name: found.get(name) or table.get(name, "") for name, _takes_arguments in doors}
        lines = ["# " + " | ".join(ROLES), *table.values()]
        TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert list(table) == [name for name, _takes_arguments in doors]
    assert found == {name: table[name] for name in found}


def read_table() -> dict[str, str]:
    """The reviewed table's lines by the name of the address; an empty one waits for the share that writes it."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return {line.split()[0]: line for line in lines if line and not line.startswith("#")}
