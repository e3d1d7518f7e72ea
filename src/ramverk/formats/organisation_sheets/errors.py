"""What cannot be read at all. Whatever can be read is read, and what is wrong in it becomes findings."""


class UnreadableSheets(Exception):
    """The file is no organisation workbook; the sentences say why and what to do."""

    def __init__(self, sentence_sv: str, sentence_en: str) -> None:
        super().__init__(sentence_sv)
        self.sentence_sv = sentence_sv
        self.sentence_en = sentence_en
