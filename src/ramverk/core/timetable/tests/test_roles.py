"""Who acts, who receives, who may come, and who is only mentioned."""
# ruff: noqa: E501 -- the tables are read across, one case a line

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ramverk.core.timetable.roles import council_by_law, read_columns, read_roles

SENTENCES = """
Nämnderna lämnar sina budgetskrivelser till kommunstyrelsen.            | Nämnderna | Kommunstyrelsen
Den sista september lämnar nämnderna sina förslag till kommunstyrelsen. | Nämnderna | Kommunstyrelsen
Kommunstyrelsen (KS) fattar beslut om ramar.                            | Kommunstyrelsen |
Beslut i alla nämnder/styrelser.                                        | Alla nämnder; Styrelser |
Beslut av kommunstyrelsen om ramdirektiv                                | Kommunstyrelsen |
Politisk behandling i kommunledningsutskottet.                          | Kommunledningsutskottet |
Beräknad ram lämnas till ekonomikontoret.                               | | Ekonomikontoret
Utskick till nämnderna (KS)                                             | KS | Nämnderna
Förslaget presenteras för den samlade kommunstyrelsen                   | Den samlade kommunstyrelsen |
Verksamheterna presenterar en analys för politikerna i kommunfullmäktige och nämnder | Verksamheterna | Politikerna i kommunfullmäktige; Nämnder
Kommunstyrelsens arbetsutskott och personal från ekonomikontoret medverkar. | Kommunstyrelsens arbetsutskott; Ekonomikontoret |
Seminarium. Inbjudna: KS, nämndernas presidier och fackliga företrädare | KS; Nämndernas presidier; Fackliga företrädare |
Socialnämnden, barn- och utbildningsnämnden och serviceenheten har uppdaterat sina modeller. | Socialnämnden; Barn- och utbildningsnämnden; Serviceenheten |
Beslut fattas på regionfullmäktiges sammanträde i juni.                 | Regionfullmäktige |
Nämndernas verksamhetsplaner ska beslutas i november.                   | Nämnderna |
Budgetberedningens förslag distribueras och publiceras.                 | |
Överläggningar mellan nämnderna, kommundirektören och ekonomichefen     | Nämnderna; Kommundirektören; Ekonomichefen |
Ekonomiavdelningen sammanställer förslagen inför kommunstyrelsens behandling. | Ekonomiavdelningen |
Budgetförslaget lämnas till kommunfullmäktige som beslutar i juni.      | Kommunfullmäktige |
Därefter en genomgång med kommunstyrelsen, den så kallade budgetberedningen. | Kommunstyrelsen |
Efter beslut i kommunfullmäktige upprättar nämnderna sina internbudgetar. | Nämnderna |
Inför beslutet i kommunstyrelsen sker samverkan med fackliga organisationer. | Fackliga organisationer |
Kommunstyrelsens arbetsutskott föreslår kommunstyrelsen att anta budgeten. | Kommunstyrelsens arbetsutskott | Kommunstyrelsen
Underlag från förvaltningarna ska vara ekonomikontoret tillhanda        | Förvaltningarna | Ekonomikontoret
Överlämnande av majoritetens förslag till oppositionen                  | Majoriteten | Oppositionen
Alliansens och oppositionens gruppmöten                                 | Alliansen; Oppositionen |
Budgetinternat för kommunstyrelsen                                      | Kommunstyrelsen |
Tjänstemän tar fram anvisningar för hur nämnder och styrelser ska upprätta budget | Tjänstemän |
Processen inleds med att kommunstyrelsen fastställer ett planeringsdirektiv | Kommunstyrelsen |
Partierna i kommunfullmäktige lägger fram sina förslag                  | Partierna |
I november kan kommunfullmäktige vid behov revidera budgeten            | Kommunfullmäktige |
Sista tid för nämnderna att lämna budgetunderlag till kommunledningskontoret | Nämnderna | Kommunledningskontoret
Budgetupptakt (KF, KS, förvaltningschefer, gruppledare och Hedvig)      | KF; KS; Förvaltningschefer; Gruppledare |
KSPU budgetdirektiv                                                     | KSPU |
Sektorernas budgetförslag inlämnas till ekonomiavdelningen              | Sektorerna | Ekonomiavdelningen
I oktober föreslår kommunstyrelsen en budget för nästa år               | Kommunstyrelsen |
I maj informerar ekonomikontoret kommunstyrelsen om läget               | Ekonomikontoret | Kommunstyrelsen
Info Ks om investeringsbudgetförslag                                    | | Ks
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in SENTENCES.strip().splitlines()]


def names(mentions):
    return "; ".join(mention.name for mention in mentions)


@pytest.mark.parametrize(("text", "acting", "receiving"), ROWS, ids=[row[0] for row in ROWS])
def test_it_reads_a_sentence(text, acting, receiving):
    roles = read_roles(text)
    assert (names(roles.participants), names(roles.recipients)) == (acting, receiving)


def test_officials_on_request_are_optional():
    roles = read_columns("Partierna", "Eget arbete. Tjänstemän deltar i den omfattning som efterfrågas.")
    assert names(roles.optional) == "Tjänstemän"
    assert names(roles.participants) == "Partierna"


def test_an_empty_column_leaves_the_body_of_the_text_inferred():
    roles = read_columns("", "Kommunfullmäktige - Beslut om Mål & Budget")
    assert names(roles.participants) == ""
    assert names(roles.inferred) == "Kommunfullmäktige"
    assert roles.forum == "Kommunfullmäktige"


def test_a_name_in_brackets_after_another_body_is_the_same_body():
    roles = read_roles("Nu håller budgetberedningen (kommunstyrelsens arbetsutskott) genomgång.")
    assert names(roles.participants) == "Budgetberedningen"
    assert names(roles.inferred) == "Kommunstyrelsens arbetsutskott"


def test_a_confirming_decision_is_the_councils_by_law():
    assert council_by_law("Konfirmerande beslut om Mål & Budget")
    assert not council_by_law("Beslut om ramar")


@settings(deadline=None)  # the machine may be busy
@given(st.text(max_size=200), st.text(max_size=200))
def test_no_text_makes_it_fall_over(cell, text):
    read_roles(text)
    read_columns(cell, text)
