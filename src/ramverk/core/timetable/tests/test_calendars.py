"""Meeting calendars in every form they are published in, and what is said when one cannot be read safely."""

from datetime import date
from itertools import pairwise, product
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ramverk.core.timetable.calendar_cells import read_slots
from ramverk.core.timetable.calendar_legend import read_legend
from ramverk.core.timetable.calendar_placing import place
from ramverk.core.timetable.calendars import looks_like_calendar, parse_calendar
from ramverk.core.timetable.model import DocumentType, Kind, SourceDocument, SourceLine


def document(text, cells=None):
    lines = dedent(text).strip("\n").splitlines()
    return SourceDocument(tuple(SourceLine(number, line) for number, line in enumerate(lines, 1)), "text")


def paragraphs(*cells):
    return "\n\n".join(cells)


def sheet(*rows):
    return SourceDocument(
        tuple(SourceLine(number, "\t".join(cells), tuple(cells)) for number, cells in enumerate(rows, 1)), "xlsx"
    )


def read(text, year=None):
    source = text if isinstance(text, SourceDocument) else document(text)
    assert looks_like_calendar(source)
    return parse_calendar(source, year)


def days(timetable, body):
    """The days of a body as "month-day", with the time where one is known."""
    rows = [row for row in timetable.activities if body in row.participants]
    return " ".join(f"{row.start:%m-%d}" + (f"@{row.time}" if row.time else "") for row in rows)


def codes(timetable):
    return [finding.code for finding in timetable.findings]


def test_it_reads_bodies_by_months_in_a_pipe_table():
    timetable = read("""
        Sammanträdestider 2022
        Organ | Tid | Jan | Feb | Mars | Juli | Dec |
        ---|---|---|---|---|---|---|
        Kommunfullmäktige | 13.00 | 10* | 7 | 2,30 | - | 5 kl 9 |
        Gruppmötet | 15.00-16.30 | 10 | 22**,27 | - | - | 4/1-23 |
        *Extra sammanträde vid behov.
        **Annan dag än brukligt.
        """)
    assert days(timetable, "Kommunfullmäktige") == "01-10@13:00 02-07@13:00 03-02@13:00 03-30@13:00 12-05@09:00"
    assert days(timetable, "Gruppmötet") == "01-10@15:00-16:30 02-22@15:00-16:30 02-27@15:00-16:30 01-04@15:00-16:30"
    assert timetable.activities[-1].start == date(2023, 1, 4)
    assert timetable.activities[0].optional
    assert timetable.activities[6].unusual_day
    assert timetable.document_type is DocumentType.MEETING_CALENDAR
    assert {row.kind for row in timetable.activities} == {Kind.MEETING}
    assert timetable.activities[0].raw_date == "10* Jan"


def test_it_reads_a_line_of_numbers_and_keeps_two_neighbouring_days_apart():
    timetable = read("""
        Sammanträdestider 2023
        Nämnd Tid Aug Sept Okt Nov Dec
        KF 18:00 - 18 30 20 11
        KS 13:00 28 - 9, 30 20 11(08.00)
        SON 13.00 16
        20 18 15 13
        Förkortningar
        Socialnämnd SON
        """)
    assert days(timetable, "KF") == "09-18@18:00 10-30@18:00 11-20@18:00 12-11@18:00"
    assert days(timetable, "KS") == "08-28@13:00 10-09@13:00 10-30@13:00 11-20@13:00 12-11@08:00"
    assert days(timetable, "Socialnämnd") == "08-16@13:00 09-20@13:00 10-18@13:00 11-15@13:00 12-13@13:00"
    assert "cells_lost" not in codes(timetable)


def test_it_reads_columns_by_their_place_where_the_layout_is_kept():
    timetable = read("""
                         SAMMANTRÄDESPLAN 2020

                             Jan    Feb    Mars   April  Maj    Juni
        Kommunfullmäktige           17            20            15 B
        Kommunstyrelsen      20     24     23     27     25
        Ksau                 7      4      10     7      5, 26

        B = beslut om budget
        """)
    assert days(timetable, "Kommunfullmäktige") == "02-17 04-20 06-15"
    assert days(timetable, "Kommunstyrelsen") == "01-20 02-24 03-23 04-27 05-25"
    assert days(timetable, "Ksau") == "01-07 02-04 03-10 04-07 05-05 05-26"
    assert timetable.activities[2].activity == "Sammanträde – beslut om budget"
    assert codes(timetable) == ["column_by_position"]


def test_it_reads_months_by_bodies_over_the_turn_of_the_year():
    timetable = read("""
        | Månad | Kommunfullmäktige | Kommunstyrelsen | KSAU |
        |---|---|---|---|
        | Augusti 2021 |  | 31 | 17 |
        | September | 27 | 14 | 7, 28 |
        | December | 13 | 7 |  |
        | Januari | 31 | 18 | 11 |
        """)
    rows = [(row.participants[0], row.start) for row in timetable.activities]
    assert rows[:3] == [
        ("Kommunfullmäktige", date(2021, 9, 27)),
        ("Kommunfullmäktige", date(2021, 12, 13)),
        ("Kommunfullmäktige", date(2022, 1, 31)),
    ]
    assert days(timetable, "KSAU") == "08-17 09-07 09-28 01-11"
    assert timetable.calendar_years == (2021, 2022)


def test_it_reads_one_round_per_row_with_defaults_in_the_head():
    timetable = read("""
        Sammanträdesplan 2024
        KSAU                 KS                  KF
        tisdagar kl 08.30    tisdagar kl 13.00   måndagar kl 18.00
        9 januari            23 januari          5 februari
        6 februari Å, ons    20 februari         4 mars, kl.16
                                                 25 mars
        2 april              16 april            29 april
        27 augusti           10 september        -
        """)
    assert days(timetable, "KSAU") == "01-09@08:30 02-06@08:30 04-02@08:30 08-27@08:30"
    assert days(timetable, "KF") == "02-05@18:00 03-04@16:00 03-25@18:00 04-29@18:00"
    assert sorted(codes(timetable)) == ["column_by_position", "unexplained_code", "weekday_mismatch"]


def test_it_reads_agenda_items_by_bodies_with_their_deadlines():
    timetable = read("""
        Sammanträdesplan 2024 för budget och uppföljning
        Ärende\tStoppdatum\tKSAU (tisdagar kl 08.30)\tKS\tKF (måndagar kl 18)
        Årsredovisning 2023\t28/2\t12/3\t26/3\t22/4
        Budget 2025\t23/9\t8/10\t22/10, 29/10 reserv\t18/11 - 19/11
        """)
    by_day = {row.start: row for row in timetable.activities}
    assert by_day[date(2024, 2, 28)].kind is Kind.DEADLINE
    assert by_day[date(2024, 3, 12)].activity == "Sammanträde – Årsredovisning 2023"
    assert by_day[date(2024, 10, 29)].reserve
    assert by_day[date(2024, 11, 18)].end == date(2024, 11, 19)


def test_it_puts_a_flattened_matrix_back_together():
    timetable = read(paragraphs(
        "Mötestider 2021", "Beslutsinstans", "Jan", "Feb", "Mar", "Klockan",
        "Kommunfullmäktige", "25", "22", "-", "18.00\n*budget",
        "Kommunstyrelsen", "14", "6\n27*", "4", "08.30",
    ))  # fmt: skip
    assert days(timetable, "Kommunfullmäktige") == "01-25@18:00 02-22@18:00"
    assert days(timetable, "Kommunstyrelsen") == "01-14@08:30 02-06@08:30 02-27@08:30 03-04@08:30"
    assert timetable.activities[4].codes == ("budget",)
    assert timetable.findings == ()


def test_it_never_guesses_the_columns_of_lost_cells():
    timetable = read(paragraphs(
        "Mötestider 2022", "Nämnd", "Jan", "Feb", "Mar", "Apr", "Maj", "Jun",
        "Kommunfullmäktige", "31", "28", "28", "25", "30", "20",
        "Miljönämnden", "8", "7", "14",
    ))  # fmt: skip
    assert days(timetable, "Kommunfullmäktige") == "01-31 02-28 03-28 04-25 05-30 06-20"
    assert days(timetable, "Miljönämnden") == ""
    (finding,) = timetable.findings
    assert finding.code == "cells_lost"
    assert "Miljönämnden" in finding.message
    assert "3 av 6" in finding.message


def test_it_keeps_lost_cells_that_the_weekday_confirms():
    timetable = read(paragraphs(
        "Mötestider 2022", "Nämnd", "Jan", "Feb", "Mar", "Apr", "Maj", "Jun", "Tid",
        "Kommunfullmäktige (måndagar)", "31", "28", "25", "20", "18.00",
    ))  # fmt: skip
    # Monday 28 may be February or March, so it is left out; the others fit one month only.
    assert days(timetable, "Kommunfullmäktige") == "01-31@18:00 04-25@18:00 06-20@18:00"
    assert "cells_lost" in codes(timetable)


def test_it_reports_a_day_that_the_month_does_not_have_instead_of_moving_it():
    timetable = read("""
        Sammanträdesdagar 2022
        Organ | Jan | Feb | Mars |
        Kommunfullmäktige | 31 | 30 | 28 |
        """)
    assert [row.start for row in timetable.activities] == [date(2022, 1, 31), None, date(2022, 3, 28)]
    assert codes(timetable) == ["uncertain_date"]


def test_it_reads_lists_under_bodies_and_years():
    timetable = read("""
        Sammanträdestider
        Kommunfullmäktige 2021
        Kommunfullmäktige sammanträder klockan 18.30 följande datum:
         • 25 januari,
         • 20 december (budget).
        Mötena är öppna för allmänheten.
        Kommunfullmäktige 2022
         • 31 januari,
         • 17 oktober (val),
        Kommunstyrelsen (onsdagar kl. 13.15): 15/1-22, 12/2, 11/3
        """)
    assert [(row.participants[0], row.start.isoformat(), row.time) for row in timetable.activities] == [
        ("Kommunfullmäktige", "2021-01-25", "18:30"),
        ("Kommunfullmäktige", "2021-12-20", "18:30"),
        ("Kommunfullmäktige", "2022-01-31", None),
        ("Kommunfullmäktige", "2022-10-17", None),
        ("Kommunstyrelsen", "2022-01-15", "13:15"),
        ("Kommunstyrelsen", "2022-02-12", "13:15"),
        ("Kommunstyrelsen", "2022-03-11", "13:15"),
    ]


def test_it_reads_days_under_months():
    timetable = read("""
        Möteskalender våren 2024
        Januari
        Tisdag 9 KSAU kl 08.30
        Måndag 29 Kommunfullmäktige kl 18.00
        Februari
        Tisdag 6 KSAU
        """)
    assert days(timetable, "KSAU") == "01-09@08:30 02-06"
    assert days(timetable, "Kommunfullmäktige") == "01-29@18:00"


def test_it_reads_the_cells_of_a_sheet_with_two_days_on_two_lines():
    timetable = read(
        sheet(
            ("Sammanträdesplan 2025", "", "", ""),
            ("Nämnd", "Januari", "Februari", "Mars"),
            ("KF", "20", "11", ""),
            ("KS", "7\n28", "", "18 (extra)"),
        )
    )
    assert days(timetable, "KF") == "01-20 02-11"
    assert days(timetable, "KS") == "01-07 01-28 03-18"


def test_it_assumes_the_given_year_only_where_none_is_written():
    text = "Sammanträdesplan\nOrgan | Jan | Feb | Mars |\nKF | 10 | 14 | 14 |\n"
    timetable = read(text, 2022)
    assert days(timetable, "KF") == "01-10 02-14 03-14"
    assert timetable.assumed_start_year == 2022
    assert codes(timetable) == ["year_assumed"]


def test_without_a_year_it_gives_no_dates_and_asks():
    timetable = read("Sammanträdesplan\nOrgan | Jan | Feb | Mars |\nKF | 10 | 14 | 14 |\n")
    assert [row.start for row in timetable.activities] == [None, None, None]
    assert codes(timetable) == ["missing_date"]


def test_it_leaves_school_holidays_out():
    timetable = read("""
        Sammanträdesplan 2018
        KSAU        KS          KF
        30 januari  13 februari   6 mars
        12 mars     27 mars       17 april
        DR = Delårsrapport           Sportlov 26/2 - 4/3
        Höstlov 29/10 - 4/11
        """)
    assert len(timetable.activities) == 6


@pytest.mark.parametrize(
    "text",
    [
        "Tid\tDeltagare\tAktivitet\nDecember\tEkonomiavd.\tUtskick\n22 januari\tKS\tBeslut\n3 mars\tKF\tBeslut",
        "Budgetprocessen\n\nNovember\n\n • Ramar uppdateras.\n\nDecember\n\n • Kommunstyrelsen fastställer ramar.",
        "Tag 3 ägg, 2 dl mjölk och 1 tsk salt. Vispa i 5 minuter. Grädda 20-25 minuter i 200 grader.",
        "",
    ],
)
def test_it_takes_no_process_plan_for_a_calendar(text):
    assert not looks_like_calendar(document(text))


@pytest.mark.parametrize(
    ("cell", "month", "means"),
    [
        ("25", 1, ["25/1"]),
        ("21*", 6, ["21/6 *"]),
        ("6\n27*", 5, ["6/5", "27/5 *"]),
        ("2,30", 5, ["2/5", "30/5"]),
        ("10/24", 2, ["10/2", "24/2"]),
        ("5/12", 3, ["5/3", "12/3"]),
        ("4/1", 12, ["4/1"]),
        ("12 (mån)", 3, ["12/3 mån"]),
        ("14 kl 13", 3, ["14/3 13:00"]),
        ("5, 19(08.00)", 6, ["5/6", "19/6 08:00"]),
        ("-", 1, []),
        ("inget möte", 1, []),
        ("", 1, []),
        ("12 mars Å, månd", None, ["12/3 Å mån"]),
        ("25 oktober B, torsd kl.13", None, ["25/10 B tor 13:00"]),
        ("4, 11 och 18 maj", None, ["4/5", "11/5", "18/5"]),
        ("2/5 9/5", None, ["2/5", "9/5"]),
    ],
)
def test_it_reads_what_a_cell_says_of_each_day(cell, month, means):
    names = ("mån", "tis", "ons", "tor", "fre", "lör", "sön")
    found = [
        " ".join(
            filter(
                None, [f"{s.day}/{s.month}", *s.codes, names[s.weekday] if s.weekday is not None else "", s.time or ""]
            )
        )
        for s in read_slots(cell, month)
    ]
    assert found == means


def test_a_legend_explains_codes_marks_and_short_names():
    legend = read_legend(
        [
            (1, "DR = Delårsrapport           Sportlov 26/2 - 4/3"),
            (2, "*budget"),
            (3, "Å: årsredovisning, B = budget"),
            (4, "VON Vård- och omsorgsnämnden"),
            (5, "Barn- och utbildningsnämnd BUN"),
            (6, "*tors"),
        ]
    )
    assert {code: meaning.text for code, meaning in legend.codes.items()} == {
        "DR": "Delårsrapport",
        "*": "budget",
        "Å": "årsredovisning",
        "B": "budget",
    }
    assert legend.bodies == {"VON": "Vård- och omsorgsnämnden", "BUN": "Barn- och utbildningsnämnd"}


PIECES = st.sampled_from(
    [
        *"Kommunfullmäktige KS KSAU Jan Feb Mars April Organ Tid 18.00 25 27* - 4/1-22 | 2021 x".split(),
        *(
            "31 april",
            "12 mars Å",
            "6 27*",
            "Sammanträdesplan 2021",
            "B = budget",
            "måndagar kl 9",
            "Sportlov 26/2 - 4/3",
        ),
        *("\t", "   ", "\n", "\n\n"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40), st.sampled_from([None, 1, 2021, 9999]))
def test_it_never_raises_and_numbers_its_rows(pieces, year):
    source = document("".join(f"{piece} " if piece.strip() else piece for piece in pieces) or "x")
    looks_like_calendar(source)
    timetable = parse_calendar(source, year)
    assert [row.id for row in timetable.activities] == [
        f"R{number:02d}" for number in range(1, len(timetable.activities) + 1)
    ]
    ids = {row.id for row in timetable.activities}
    assert all(set(finding.rows) <= ids for finding in timetable.findings)


@given(
    st.lists(st.sets(st.integers(0, 4)), min_size=1, max_size=7),
    st.integers(1, 5),
)
def test_a_value_is_placed_exactly_where_every_possible_placing_agrees(allowed, columns):
    ways = [
        way
        for way in product(range(columns), repeat=len(allowed))
        if all(column in may for column, may in zip(way, allowed, strict=True))
        and (
            all(a < b for a, b in pairwise(way))
            if len(allowed) <= columns
            else list(way) == sorted(way) and set(way) == set(range(columns))
        )
    ]
    agreed = [{way[number] for way in ways} for number in range(len(allowed))]
    expected = [options.pop() if len(options) == 1 else None for options in agreed]
    if len(allowed) > 3 * columns:
        expected = [None] * len(allowed)
    assert place(range(len(allowed)), columns, lambda value, column: column in allowed[value]) == expected


def test_it_reads_days_under_months_that_stand_below_each_body():
    timetable = read(
        paragraphs(
            "Sammanträdestider 2017", "Kommunfullmäktige", "Ordförande: Agnes Alm", "Januari", "Februari", "Mars",
            "-", "16* kl. 08.30", "21:a kl. 10.00", "April", "Maj", "Juni", "27:e kl. 10.00", "-", "19:e kl. 18.00",
            "*= inkl bokslutsdag",
        )
    )  # fmt: skip
    assert days(timetable, "Kommunfullmäktige") == "02-16@08:30 03-21@10:00 04-27@10:00 06-19@18:00"


def test_more_days_than_months_below_a_body_are_reported_and_not_guessed():
    timetable = read(
        paragraphs("Sammanträdestider 2017", "Kommunstyrelsen", "Januari", "Februari", "Mars", "3", "7", "14", "21")
    )
    assert "cells_lost" in codes(timetable)


def test_it_reads_one_line_per_body_with_all_its_days():
    timetable = read("""
        Kommunfullmäktige 2025: 27/1, 24/2, 31/3, 16/6 (budget)
        Kommunstyrelsen 2025: 14/1, 11/2, 11/3, 3/6
        """)
    assert days(timetable, "Kommunfullmäktige") == "01-27 02-24 03-31 06-16"
    assert days(timetable, "Kommunstyrelsen") == "01-14 02-11 03-11 06-03"


def test_a_code_and_its_committee_on_two_lines_of_a_head_are_one_body():
    timetable = read(
        paragraphs("Sammanträden 2025", "KF", "VON", "VON\nAU", "Mötestid:", "Kl. 10", "Kl. 10", "Kl. 8.30", "Januari",
                   "20", "21", "15", "Februari", "10", "11", "7")
    )  # fmt: skip
    assert days(timetable, "VON AU") == "01-15@08:30 02-07@08:30"


def test_a_legend_of_codes_and_names_is_no_head_of_bodies():
    timetable = read(
        paragraphs("Sammanträden 2025", "2025", "KF", "KS", "KS\nAU", "Mötestid:", "Kl. 10", "Kl. 10", "Kl. 8.30",
                   "Mars", "25", "18", "4", "April", "29", "15", "1", "KSAU Kommunstyrelsens arbetsutskott"),
    )  # fmt: skip
    assert days(timetable, "KF") == "03-25@10:00 04-29@10:00"
    assert days(timetable, "KS AU") == "03-04@08:30 04-01@08:30"


def test_each_body_keeps_its_own_row_of_months_also_where_its_chair_is_named_below_it():
    months = ("Januari", "Februari", "Mars", "April", "Maj", "Juni")
    timetable = read(
        paragraphs("Sammanträdestider 2017", "Kommunfullmäktige", "Ordförande: Anna Berg", *months,
                   "-", "16 kl. 08.30", "16:e kl. 10.00", "27:e kl. 10.00", "-", "19:e kl. 18.00",
                   "Kommunstyrelsen", "Ordförande: Bo Ek", *months,
                   "17:e kl. 8.30", "14:e kl. 8.30", "14:e kl. 8.30", "4:e kl. 8.30", "9:e kl. 8.30", "6:e kl. 8.30"),
    )  # fmt: skip
    assert days(timetable, "Kommunfullmäktige").split()[0] == "02-16@08:30"
    assert days(timetable, "Kommunstyrelsen").startswith("01-17@08:30 02-14@08:30 03-14@08:30 04-04@08:30")


def test_every_list_of_days_has_the_year_of_its_own_heading():
    timetable = read("""
        Sammanträdesdagar
        Kommunfullmäktige sammanträder i stadshuset. Sammanträdena startar klockan 14:00.
        Sammanträdesdagar 2022
        (Observera att tidigare inplanerat sammanträde 30 augusti är inställt)
        • 15 februari
        • 7 juni (startar 9.00)
        • 18 oktober, konstituerande (första KF med nyvalda kommunfullmäktige)
        Sammanträdesdagar 2023
        • 28 februari
        • 21 mars
        • 18 april
        • 7 juni
        """)
    assert [row.start.isoformat() for row in timetable.activities] == [
        "2022-02-15", "2022-06-07", "2022-10-18", "2023-02-28", "2023-03-21", "2023-04-18", "2023-06-07",
    ]  # fmt: skip
    assert {row.participants for row in timetable.activities} == {("Kommunfullmäktige",)}
    assert timetable.activities[1].time == "09:00"


def test_a_sentence_repeated_under_every_day_makes_no_running_text():
    days_of = ("5 februari", "5 mars", "9 april", "7 maj")
    repeated = (
        "Dagordningen publiceras här en vecka innan mötet. Handlingarna publiceras torsdagen innan mötet äger rum."
    )
    lines = [f"• {day}\n\n  +\n\n  {repeated}\n" for day in days_of]
    timetable = read("Mötesdatum 2019\nHär ser du när kommunfullmäktige sammanträder under 2019.\n" + "\n".join(lines))
    assert days(timetable, "Kommunfullmäktige") == "02-05 03-05 04-09 05-07"


def test_a_meeting_of_several_days_may_begin_before_the_usual_weekday():
    months = ("Januari", "Februari", "Mars", "April", "Maj", "Juni")
    timetable = read(
        paragraphs("Sammanträdestider 2017", "Kommunstyrelsen", *months,
                   "17", "14", "28", "21", "4", "9", "30", "19-21"),
    )  # fmt: skip
    assert days(timetable, "Kommunstyrelsen") in ("", "01-17 02-14 02-28 03-21 04-04 05-09 05-30 06-19")
    assert "cells_lost" in codes(timetable)


def test_names_of_boards_may_lack_their_and():
    timetable = read("""
        Sammanträdesdagar 2022
        Vård- omsorgsnämnden
        17 januari, 14 februari
        Barn-,  utbildning- och kulturnämnden
        20 januari, 24 februari
        """)
    assert days(timetable, "Vård- omsorgsnämnden") == "01-17 02-14"
    assert days(timetable, "Barn-, utbildning- och kulturnämnden") == "01-20 02-24"


def test_footnote_numbers_that_stand_glued_to_the_days_are_told_apart_by_their_list():
    timetable = read(
        paragraphs("Sammanträdeskalender 2022", "2022", "JAN", "FEB", "MAR", "APR", "MAJ", "JUNI", "Kl.",
                   "Kommunfullmäktige", "31", "Inställt 28", "252", "30 20", "18.00",
                   "Kommunstyrelsen", "12", "2 2", "61,3", "4", "83", "09.00",
                   "Bygg- och miljönämnd", "18", "15 15 - 17 14", "13.00",
                   "1. Strategiskt inspel.  2. Bokslutsbeslut.  3. Budgetbeslut."),
    )  # fmt: skip
    assert days(timetable, "Kommunfullmäktige") == "01-31@18:00 03-28@18:00 04-25@18:00 05-30@18:00 06-20@18:00"
    assert days(timetable, "Kommunstyrelsen").endswith("04-06@09:00 05-04@09:00 06-08@09:00")
    assert days(timetable, "Bygg- och miljönämnd") == "01-18@13:00 02-15@13:00 03-15@13:00 05-17@13:00 06-14@13:00"
    glued = next(row for row in timetable.activities if row.raw_date == "61,3 APR")
    assert "Budgetbeslut" in glued.activity
    assert {"repaired_text", "cells_lost"} <= set(codes(timetable))


def test_numbers_that_are_no_days_are_reported_and_give_no_meeting():
    timetable = read("""
        Mötestider 2022
        Nämnd | Jan | Feb | Mar | Apr |
        Kommunstyrelsen | 12 | 101,5 | 8-93 | 6 |
        Kommunfullmäktige | 31 | 28 | 28 | 25 |
        """)
    assert days(timetable, "Kommunstyrelsen") == "01-12 04-06"
    assert "cells_lost" in codes(timetable)


def test_two_days_side_by_side_in_the_row_of_a_month_are_no_year():
    timetable = read("""
        Sammanträdesdagar 2026
        Månad\tKSAU\tKS\tKF\tSN\tBUN
        Juni\t3\t17\t15*\t11\t9
        Augusti\t19\t-\t-\t20\t25
        *) Budgetfullmäktige, start kl. 9.00
        SN = Socialnämnden, BUN = Barn- och utbildningsnämnden
        """)
    assert days(timetable, "Socialnämnden") == "06-11 08-20"
    assert days(timetable, "Barn- och utbildningsnämnden") == "06-09 08-25"
    assert "unexplained_code" not in codes(timetable)


def test_months_with_one_blank_between_them_are_heads_of_their_own():
    timetable = read("""
        Sammanträdesdagar 2026
                    Jan  Feb   Mars  April Maj  Juni
        KS          27   24    24    28    26   9
        KF          -    9     30    -     11   22
        """)
    assert days(timetable, "KS") == "01-27 02-24 03-24 04-28 05-26 06-09"
    assert days(timetable, "KF") == "02-09 03-30 05-11 06-22"


def test_a_line_of_many_days_lends_its_remarks_to_none_but_their_own():
    rows = read("Sammanträdesdagar 2023\n\nKommunfullmäktige\n24 april, 19 juni (budget), 28 augusti, 18 december")
    assert [row.text for row in rows.activities] == ["24 april", "19 juni (budget)", "28 augusti", "18 december"]


def test_months_without_meetings_above_a_day_with_its_body_are_no_columns():
    found = read(
        "Sammanträden 2023\n\nMAJ\n15 KSAU\nJUNI\n7 KS\n19 KF\nJULI\nAUG\nSEPT\nOKT\n2 KSAU\n9 KS\n16 KF\nNOV\n6 KS"
    )
    assert days(found, "KF") == "06-19 10-16"
    assert days(found, "KSAU") == "05-15 10-02"
