"""Why a document could not be read: one class per reason, each carrying its sentence in both languages."""

MAX_BYTES = 20_000_000
"""The largest document that is read, in bytes. A timetable is a few pages; twenty megabytes leave room for pictures."""


class UnreadableDocument(Exception):
    """There is nothing in the bytes that can be read as a timetable. Subclasses hold the reason and the cure."""

    sentence_sv = "Filen kan inte läsas som en tidplan. Spara den som .docx, .xlsx eller text och försök igen."
    sentence_en = "The file cannot be read as a timetable. Save it as .docx, .xlsx or text and try again."

    def __init__(self, sentence_sv: str = "", sentence_en: str = "") -> None:
        """Keep the sentences given, or those of the class."""
        self.sentence_sv = sentence_sv or type(self).sentence_sv
        self.sentence_en = sentence_en or type(self).sentence_en
        super().__init__(self.sentence_sv)


class EmptyDocument(UnreadableDocument):
    """No bytes, or nothing but white space."""

    sentence_sv = "Filen är tom. Välj det dokument som innehåller tidplanen."
    sentence_en = "The file is empty. Choose the document that holds the timetable."


class DocumentWithoutText(UnreadableDocument):
    """The format is right, but there is no text in it."""

    sentence_sv = "Dokumentet innehåller ingen text. Kontrollera att det är rätt fil."
    sentence_en = "The document holds no text. Check that it is the right file."


class BinaryDocument(UnreadableDocument):
    """Bytes that are no text and no format we know."""

    sentence_sv = (
        "Filen är varken text eller ett format som kan läsas. "
        "Spara tidplanen som .docx, .xlsx, .ods, .csv, .pdf, .ics, .html eller text."
    )
    sentence_en = (
        "The file is neither text nor a format that can be read. "
        "Save the timetable as .docx, .xlsx, .ods, .csv, .pdf, .ics, .html or text."
    )


class PictureDocument(UnreadableDocument):
    """A photograph or a scan saved as a picture."""

    sentence_sv = "Filen är en bild. Text i bilder läses inte: be om originalet (Word, Excel eller PDF med text)."
    sentence_en = (
        "The file is a picture. Text in pictures is not read: ask for the original (Word, Excel or PDF with text)."
    )


class ScannedPdf(UnreadableDocument):
    """A PDF whose pages are pictures."""

    sentence_sv = (
        "PDF-filen innehåller ingen text, troligen är den inskannad. "
        "Be om originalet, eller kör textigenkänning (OCR) och försök igen."
    )
    sentence_en = (
        "The PDF holds no text; it is probably scanned. "
        "Ask for the original, or run text recognition (OCR) and try again."
    )


class LockedDocument(UnreadableDocument):
    """Encrypted with a password."""

    sentence_sv = (
        "Filen är skyddad med lösenord. Ta bort lösenordet i programmet den kommer från, spara och försök igen."
    )
    sentence_en = "The file is protected by a password. Remove it in the program it comes from, save and try again."


class OldOfficeDocument(UnreadableDocument):
    """The binary Office formats from before 2007."""

    sentence_sv = "Filen är sparad i ett äldre Office-format. Öppna den, välj Spara som {modern} och försök igen."
    sentence_en = "The file is saved in an older Office format. Open it, choose Save as {modern} and try again."

    def __init__(self, modern: str) -> None:
        """`modern` is the file type to save as instead, for example ".docx"."""
        super().__init__(self.sentence_sv.format(modern=modern), self.sentence_en.format(modern=modern))


class UnsupportedFormat(UnreadableDocument):
    """A format that is recognised but not read, such as slides or RTF."""

    sentence_sv = "Filen är {what_sv}, som inte läses. Spara den som {modern} och försök igen."
    sentence_en = "The file is {what_en}, which is not read. Save it as {modern} and try again."

    def __init__(self, what_sv: str, what_en: str, modern: str) -> None:
        """Name the format in both languages, and what to save it as."""
        super().__init__(
            self.sentence_sv.format(what_sv=what_sv, modern=modern),
            self.sentence_en.format(what_en=what_en, modern=modern),
        )


class ArchiveDocument(UnreadableDocument):
    """A zip archive that is no Office document."""

    sentence_sv = "Filen är ett komprimerat arkiv (zip). Packa upp det och välj dokumentet som innehåller tidplanen."
    sentence_en = "The file is a compressed archive (zip). Unpack it and choose the document that holds the timetable."


class CorruptDocument(UnreadableDocument):
    """The format is recognised, but the content is damaged."""

    sentence_sv = (
        "Filen är skadad och går inte att öppna som {what}. Hämta den på nytt, eller spara den igen och försök igen."
    )
    sentence_en = "The file is damaged and cannot be opened as {what}. Fetch it again, or save it anew and try again."

    def __init__(self, what: str) -> None:
        """`what` is the file type that was tried, for example ".docx"."""
        super().__init__(self.sentence_sv.format(what=what), self.sentence_en.format(what=what))


class TooLargeDocument(UnreadableDocument):
    """More bytes than `MAX_BYTES`, packed or unpacked, or more lines or pages than any timetable has."""

    sentence_sv = "Filen är för stor ({size}). Gränsen är {limit}. Spara bara de sidor som innehåller tidplanen."
    sentence_en = "The file is too large ({size}). The limit is {limit}. Save only the pages that hold the timetable."

    def __init__(self, size: str, limit: str) -> None:
        """Say how large it is and how large it may be, with units."""
        super().__init__(
            self.sentence_sv.format(size=size, limit=limit), self.sentence_en.format(size=size, limit=limit)
        )

    @classmethod
    def of_bytes(cls, size: int | None, limit: int = MAX_BYTES) -> "TooLargeDocument":
        """The refusal for `size` bytes; None where the rest was never read."""
        shown = f"mer än {limit // 1_000_000} MB" if size is None else f"{size / 1_000_000:.1f} MB".replace(".", ",")
        return cls(shown, f"{limit // 1_000_000} MB")


class UnsafeDocument(UnreadableDocument):
    """Built to harm: entity bombs, or archives that swell when unpacked."""

    sentence_sv = (
        "Filen är uppbyggd på ett sätt som kan skada systemet och öppnas inte. Spara om den i Word eller Excel."
    )
    sentence_en = (
        "The file is built in a way that may harm the system and is not opened. Save it anew in Word or Excel."
    )
