"""The sentences of the reader's findings, in Swedish and English, with their severities."""

from collections.abc import Mapping
from string import Template

from ramverk.core.findings import Finding, Severity

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

# code: severity, Swedish, English. `$rows` names the rows; the other words are filled in by the caller.
_SENTENCES: dict[str, tuple[Severity, str, str]] = {
    "reading_order_lost": (
        _E,
        (
            "Datum och aktiviteter står i skilda block ($dates datum, $texts texter), så det går inte att veta "
            "vilken text som hör till vilket datum. Öppna originalet och klistra in tabellen rad för rad, eller läs "
            "in filen som docx eller xlsx."
        ),
        (
            "Dates and activities stand in separate blocks ($dates dates, $texts texts), so nobody can tell which "
            "text belongs to which date. Open the original and paste the table row by row, or import the docx or "
            "xlsx file."
        ),
    ),
    "cells_lost": (
        _E,
        (
            "$rows har färre värden än tabellen har kolumner (”$example”). Värdena är placerade efter vad de säger; "
            "jämför med originalet."
        ),
        (
            "$rows: fewer values than the table has columns (“$example”). The values were placed by what they say; "
            "compare with the original."
        ),
    ),
    "encoding_repaired": (
        _W,
        (
            "Å, ä och ö var förvanskade och har återställts på $count ställen, till exempel ”$before” till ”$after”. "
            "Läs igenom namnen."
        ),
        (
            "Å, ä and ö were garbled and have been restored in $count places, for example “$before” to “$after”. "
            "Look the names through."
        ),
    ),
    "encoding_lost": (
        _W,
        "$count tecken är förlorade och kunde inte återställas. Läs in dokumentet på nytt från originalet.",
        "$count characters are lost and could not be restored. Import the document again from the original.",
    ),
    "repaired_text": (
        _W,
        "Skrivfel i datum har rättats: $what. Kontrollera mot originalet.",
        "Typing errors in dates were mended: $what. Check against the original.",
    ),
    "year_conflict": (
        _W,
        "$what Årtalen i dokumentet används; kontrollera dem.",
        "$what_en The years of the document are used; check them.",
    ),
    "year_assumed": (
        _I,
        "Dokumentet anger inget år. Åren räknas från $year, som du angav för den första raden.",
        "The document states no year. Years are counted from $year, which you gave for the first row.",
    ),
    "year_unknown": (
        _W,
        "Dokumentet anger inget år, så raderna har inga datum. Ange året för den första raden.",
        "The document states no year, so the rows have no dates. State the year of the first row.",
    ),
    "year_inferred": (
        _I,
        "$rows saknar årtal; året är härlett ur ordningen mellan raderna.",
        "$rows: no year is written; it follows from the order of the rows.",
    ),
    "column_by_position": (
        _I,
        "$rows: kolumnen är bestämd av läget på sidan, eftersom cellerna saknar skiljetecken.",
        "$rows: the column was decided by the position on the page, since the cells have no separators.",
    ),
    "truncated_row": (
        _I,
        "$rows: texten är avhuggen i källan (”… $example”).",
        "$rows: the text is cut in the source (“… $example”).",
    ),
    "rescheduled_dates": (
        _W,
        (
            "$count har två datum: $chain. Det senare läses som det gällande och det tidigare som ersatt. Bekräfta "
            "en gång för hela gruppen."
        ),
        (
            "$count_en two dates: $chain. The later one is read as in force, the earlier one as superseded. Confirm "
            "once for the whole group."
        ),
    ),
    "weekday_mismatch": (
        _W,
        "$what. Det skrivna datumet behålls; välj rätt dag.",
        "$what_en. The written date is kept; choose the right day.",
    ),
    "impossible_date": (
        _W,
        "$rows har ett datum som inte finns ($what). Rätta det i originalet.",
        "$rows: a date that does not exist ($what). Mend it in the original.",
    ),
    "uncertain_date": (
        _W,
        "$rows har ett datum som källan själv markerar som osäkert ($what). Bekräfta när det är bestämt.",
        "$rows: the source itself marks the date as uncertain ($what). Confirm it when it is settled.",
    ),
    "day_unknown": (
        _W,
        "$rows anger månaden men lämnar dagen öppen ($what). Fyll i dagen när den är bestämd.",
        "$rows: the month is stated but the day left open ($what). Fill it in when it is settled.",
    ),
    "missing_date": (
        _W,
        "$rows saknar datum. Ange när det ska ske, eller placera steget mellan två andra.",
        "$rows: no date. Say when it takes place, or place the step between two others.",
    ),
    "relative_date": (
        _I,
        "$rows anger tiden i förhållande till en annan rad ($what).",
        "$rows: the time is given relative to another row ($what).",
    ),
    "approximate_date": (
        _I,
        "$rows anger en ungefärlig tid ($what); den läses som ett fönster.",
        "$rows: an approximate time ($what), read as a window.",
    ),
    "month_window": (
        _I,
        "$rows anger bara månad. Raden blir ett fönster som avslutas genom bekräftelse, inte av klockan.",
        "$rows: only the month is stated. The row is a window that ends by confirmation, not by the clock.",
    ),
    "date_inherited": (
        _I,
        "$rows har tom datumcell; datumet är hämtat från raden ovanför.",
        "$rows: the date cell is empty; the date comes from the row above.",
    ),
    "optional_occasion": (
        _I,
        "$rows: tillfället är villkorat, eventuellt eller hålls vid behov.",
        "$rows: the occasion is conditional, tentative or held if needed.",
    ),
    "reserve_date": (
        _I,
        "$rows är en reservdag. Den bokas preliminärt och släpps när den inte behövs.",
        "$rows: a reserve day. It is booked tentatively and released when not needed.",
    ),
    "out_of_order": (
        _I,
        "$rows står inte i datumordning; dokumentets ordning behålls.",
        "$rows: not in order of dates; the order of the document is kept.",
    ),
    "missing_participants": (
        _W,
        "$rows: varken deltagare eller utförare kunde läsas. Ange vem som gör det.",
        "$rows: neither participants nor performers could be read. Say who does it.",
    ),
    "several_activities": (
        _I,
        "$rows rymmer flera aktiviteter ($what). Dela raden eller behåll den som en.",
        "$rows: the row holds several activities ($what). Divide it or keep it as one.",
    ),
    "participants_inferred": (
        _I,
        "$rows: deltagarkolumnen är tom eller tyst; organet är läst ur aktivitetstexten ($what).",
        "$rows: the participant column is empty or silent; the body was read from the activity ($what).",
    ),
    "participants_split": (
        _I,
        (
            "$rows: flera deltagare står utan radbrytning eller skiljetecken; de har delats efter kända organ och "
            "roller."
        ),
        (
            "$rows: several participants stand without line break or separator; they were told apart by known bodies "
            "and roles."
        ),
    ),
    "person_name": (
        _I,
        "$rows namnger en person; byt mot en roll innan planen återanvänds.",
        "$rows: a person is named; replace the name by a role before the plan is used again.",
    ),
    "too_long": (
        _W,
        (
            "Dokumentet är längre än en tidplan brukar vara. Bara början är läst; $count rader lämnades olästa. "
            "Klipp ut tidplanen och läs in den för sig."
        ),
        (
            "The document is longer than a timetable usually is. Only its beginning was read; $count lines were "
            "left. Cut the timetable out and import it alone."
        ),
    ),
    "no_timetable": (
        _W,
        (
            "Texten innehåller ingen tidplan: inga datum som hör till en aktivitet kunde läsas. Kontrollera att det "
            "är rätt dokument."
        ),
        (
            "The text holds no timetable: no dates that belong to an activity could be read. Check that it is the "
            "right document."
        ),
    ),
    "not_read": (
        _I,
        "$count rader i dokumentet kunde inte tolkas och finns kvar som oläst text.",
        "$count lines of the document could not be interpreted and are kept as unread text.",
    ),
}


def state(
    code: str, rows: tuple[str, ...] = (), details: Mapping[str, object] | None = None, severity: Severity | None = None
) -> Finding:
    """The finding of a code with its sentences filled in; `severity` only where the contract lets it vary."""
    weight, swedish, english = _SENTENCES[code]
    words = {key: str(value) for key, value in (details or {}).items()}
    sv = {"rows": _rows(rows, "Raden", "Raderna", "och"), **words}
    en = {"rows": _rows(rows, "Row", "Rows", "and"), **words}
    return Finding(
        code,
        severity or weight,
        rows,
        _upper(Template(swedish).safe_substitute(sv)),
        _upper(Template(english).safe_substitute(en)),
    )


def _rows(rows: tuple[str, ...], one: str, many: str, link: str) -> str:
    if len(rows) == 1:
        return f"{one} {rows[0]}"
    return f"{many} {', '.join(rows[:-1])} {link} {rows[-1]}" if rows else ""


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def severity_of(code: str) -> Severity:
    """What a code weighs by the contract."""
    return _SENTENCES[code][0]
