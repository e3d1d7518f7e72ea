"""Bodies in columns and in running text, as tables of what stands there and what it means."""
# ruff: noqa: E501 -- the tables are read across, one case a line

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ramverk.core.timetable.bodies import BodyKind, canonical_body, find_bodies, split_participants


def table(text):
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return [tuple(row) for row in rows]


COLUMNS = table(
    """
    KS Nämndernas presidium Ledningsgruppen Övriga berörda tjänstemän | KS; Nämndernas presidium; Ledningsgruppen; Övriga berörda tjänstemän
    KS ordf och 1:e vice ordf samt ekonomiavd.      | KS ordf; KS 1:e vice ordf; Ekonomiavd.
    KS ordf och 1:e vice ordf och nämndernas ordförande och 1:e vice ordförande Oppositionspartierna | KS ordf; KS 1:e vice ordf; Nämndernas ordförande; Nämndernas 1:e vice ordförande; Oppositionspartierna
    Samtliga nämnder och förvaltningar              | Samtliga nämnder; Samtliga förvaltningar
    Barn- och utbildningsnämnden                    | Barn- och utbildningsnämnden
    Kultur-, idrotts- och fritidsnämnden, Socialnämnden | Kultur-, idrotts- och fritidsnämnden; Socialnämnden
    Arbetsmarknads- och socialnämndens utskott      | Arbetsmarknads- och socialnämndens utskott
    Tekniska nämnden och Miljö- och byggnadsnämnden | Tekniska nämnden; Miljö- och byggnadsnämnden
    Budgetberedningen Nämndernas presidium och förvaltningschef | Budgetberedningen; Nämndernas presidium; Förvaltningschef
    Förvaltningschefer och ekonomer från förvaltningarna | Förvaltningschefer; Ekonomer från förvaltningarna
    Styrgrupp budget                                | Styrgrupp budget
    Ekonomiavdelningen i samarbete med förvaltningarna | Ekonomiavdelningen; Förvaltningarna
    KSAU/BB                                         | KSAU; BB
    SN BUN KFN                                      | SN; BUN; KFN
    Räddningschefen, Kommundirektören m.fl.         | Räddningschefen; Kommundirektören
    KS-presidiet, gruppledare, ekonomichef          | KS-presidiet; Gruppledare; Ekonomichef
    """,
)


@pytest.mark.parametrize(("cell", "names"), COLUMNS, ids=[cell for cell, _ in COLUMNS])
def test_it_tells_a_participant_column_apart(cell, names):
    assert split_participants(cell).names == tuple(name.strip() for name in names.split(";"))


def test_it_says_when_names_were_told_apart_without_a_separator():
    assert split_participants("Budgetberedningen Kommunstyrelsen").guessed_split
    assert not split_participants("Budgetberedningen, Kommunstyrelsen").guessed_split
    assert not split_participants("Budgetberedningen\nKommunstyrelsen").guessed_split


def test_it_reads_the_documents_own_codes():
    assert split_participants("SN, BUN", {"SN": "Socialnämnden"}).names == ("Socialnämnden", "BUN")


KINDS = table(
    """
    Kommunfullmäktige              | council
    KF                             | council
    Regionfullmäktige              | council
    Stadsfullmäktige               | council
    kommunstyrelsens               | executive_board
    Ks                             | executive_board
    Stadsstyrelsen                 | executive_board
    KSAU                           | executive_committee
    kommunledningsutskottet        | executive_committee
    Kommunstyrelsens arbetsutskott | executive_committee
    KS 1:e vice ordf               | executive_vice_chair
    KSO                            | executive_chair
    Budgetberedningen              | drafting_committee
    Samtliga nämnder               | boards
    Omsorgsnämnden                 | board
    nämndernas presidier           | board_presidia
    förvaltningscheferna           | administration_heads
    serviceenheten                 | administration
    Ekonomiavd.                    | finance_department
    Stadskontoret                  | central_office
    Kommunens ledningsgrupp        | management_team
    Analysgruppen                  | analysis_group
    de partier som inte ingår i majoriteten | opposition
    den styrande koalitionen       | majority
    Centrala samverkansgruppen     | union_group
    fackliga organisationer        | unions
    revisorerna                    | auditors
    Media                          | media
    SKR                            | salar
    """,
)


@pytest.mark.parametrize(("name", "kind"), KINDS, ids=[name for name, _ in KINDS])
def test_it_knows_what_a_name_stands_for(name, kind):
    assert canonical_body(name) is BodyKind(kind)


@pytest.mark.parametrize(
    "word",
    ["angelägenheter", "lägenheter", "målgrupper", "samråd", "områden", "erfarenhet", "kapitalförvaltning", "Påsklov"],
)
def test_it_takes_no_common_word_for_a_body(word):
    assert canonical_body(word) is None


def test_a_genitive_only_owns_what_follows():
    mention = find_bodies("kommunstyrelsens förslag")[0]
    assert mention.genitive
    assert mention.name == "Kommunstyrelsen"


@settings(deadline=None)  # the machine may be busy
@given(st.text(max_size=200))
def test_no_text_makes_it_fall_over(text):
    for mention in find_bodies(text):
        assert 0 <= mention.start < mention.end <= len(text)
    assert all(split_participants(text).names)
    canonical_body(text)
