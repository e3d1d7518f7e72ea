"""The kind of a row: the verb and the body decide together."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ramverk.core.timetable.kinds import is_external, read_kind
from ramverk.core.timetable.model import DocumentType, Kind
from ramverk.core.timetable.roles import read_roles

ROWS = """
Utskick till nämnderna om förutsättningar                   | dispatch
Kommunledningskontoret skickar ut anvisningar till nämnderna | dispatch
Kommunstyrelsen lämnar direktiv till nämnderna              | dispatch
Nämnderna lämnar direkt efter mötet sina äskanden           | submission
Nämnderna ska senast den 15 april inkomma med verksamhetsplan till kommunledningskontoret | submission
Inlämning av verksamhetsplaner (antagen av nämnden)         | submission
Bolagen redovisar sina investeringsbehov till ekonomiavdelningen | submission
Nämnderna beslutar om budgetförslag som lämnas till regionkontoret | submission
Ramar till nämnderna | dispatch
Nämndernas detaljbudget till KS för kännedom | submission
Budgetberedningen träffar nämnderna, en i taget | dialogue
Förvaltningar arbetar fram budgetunderlag som nämnd och styrelse fattar beslut om | preparation
Med utgångspunkt i direktivet tar tjänstemän fram underlag | preparation
Kommunstyrelsen 5 maj | meeting
Internbudget beslutad i nämnderna | decision
Kommunfullmäktige budget | decision
Majoritetens förslag presenteras för partierna | handover
KSAU bereder budgetförslaget                                | preparation
Politisk behandling i kommunstyrelsen.                      | preparation
Tjänstemän tar fram budgetförutsättningar.                  | preparation
Ekonomikontoret sammanställer materialet inför beslut       | preparation
Kommunstyrelsens presidium träffar nämndernas presidier     | dialogue
Mål- och resursdiskussion med nämnderna                     | dialogue
Information till kommunens ledningsgrupp                    | information
Regeringens vårproposition presenteras                      | information
SKR publicerar skatteunderlagsprognos                       | information
Förslaget publiceras på webbplatsen                         | publication
Kommunfullmäktige - Beslut om budget och skattesats         | decision
Stadsfullmäktige godkänner nästa års budget                 | decision
Nämnderna fastställer internbudget                          | decision
I juni samlas fullmäktiges ledamöter för att debattera och besluta om budgeten | decision
Klart budgetförslag från majoriteten överlämnas till oppositionen | handover
Under hösten läggs ett förslag om Mål & Budget fram.        | handover
De politiska partierna fortsätter sitt arbete               | party_work
De politiska grupperna prioriterar och lämnar förslag till budget | party_work
MBL-förhandling                                             | consultation
Central samverkansgrupp - Samverkan avseende förslag till budget | consultation
Nämnderna reviderar sina verksamhetsplaner                  | revision
Omvärldsanalys ska färdigställas av förvaltningschefsgruppen | analysis
Ramberäkningen är klar                                      | deadline
Budgetprocessen startar                                     | other
Fackliga organisationer, information enligt MBL § 19        | information
CESAM, MBL-information                                      | information
CESAM, MBL § 11 och § 19                                    | consultation
Central samverkansgrupp                                     | meeting
Regionstyrelsen föreslår regionfullmäktige att anta regionplanen | preparation
KSAU budgetdirektiv                                         | preparation
KF Mål och budget 2020                                      | decision
Kommunfullmäktige 17 juni (reservdag 18 juni)               | meeting
KF - inriktningsbeslut                                      | decision
Budgetdirektiv ut                                           | dispatch
Ekonomikontoret räknar fram preliminära ramar utifrån befolkningsprognos och skatteunderlagsprognos | preparation
Partiöverläggningar                                         | party_work
Nämnderna detaljbudgeterar                                  | preparation
Sista dag för nämnderna att besluta om internbudget         | decision
"""
CASES = [[cell.strip() for cell in line.split("|")] for line in ROWS.strip().splitlines()]


def read(text, **facts):
    roles = read_roles(text)
    return read_kind(text, [m.name for m in roles.participants], [m.name for m in roles.recipients], **facts)


@pytest.mark.parametrize(("text", "kind"), CASES, ids=[row[0] for row in CASES])
def test_it_reads_the_kind(text, kind):
    assert read(text).kind is Kind(kind)


def test_information_to_the_unions_is_no_consultation():
    reading = read_kind("Central samverkansgrupp – Information om budgetförutsättningarna", ["KS ordf", "Ekonomiavd."])
    assert reading.kind is Kind.INFORMATION


def test_a_matter_in_the_text_is_dealt_with_by_the_body_of_the_column():
    assert read_kind("Planeringsdirektiv", ["KS"]).kind is Kind.DECISION
    assert read_kind("Budget", ["KSAP"]).kind is Kind.PREPARATION
    assert read_kind("Lunch", ["KS"]).kind is Kind.OTHER


def test_parties_that_negotiate_do_party_work():
    assert read("Partierna förhandlar om budgeten").kind is not Kind.CONSULTATION


def test_every_row_of_a_calendar_is_a_meeting():
    assert read("Beslut om budget", document_type=DocumentType.MEETING_CALENDAR).kind is Kind.MEETING


def test_it_is_less_sure_where_two_readings_are_close():
    sure, unsure = read("MBL-förhandling"), read("Kort presentation och dialog om lämnade förslag")
    assert sure.confidence > unsure.confidence
    assert unsure.others


def test_it_knows_an_outside_event():
    assert is_external("Regeringens vårproposition läggs")
    assert not is_external("Kommunstyrelsen tar hänsyn till vårpropositionen")


@settings(deadline=None)  # the machine may be busy
@given(st.text(max_size=300), st.lists(st.text(max_size=20), max_size=4))
def test_no_text_makes_it_fall_over(text, participants):
    reading = read_kind(text, participants)
    assert 0 <= reading.confidence <= 1
    assert reading.kind not in reading.others
