"""Tables with merged cells, laid out so that every row holds one text per column."""

from dataclasses import dataclass

from ramverk.formats.timetable_documents.lines import Lines

MAX_COLUMNS = 200


@dataclass
class _Spanning:
    """A cell that reaches into the rows below."""

    text: str
    rows_left: int


class Grid:
    """Rows are added top to bottom, cells left to right, as HTML and Word give them.

    A cell over several rows is repeated on each of them: it says the same about all. A cell over several columns stands
    in the first of them, and the rest are empty; one over the whole width is a line of text (a year, a month, a note).
    """

    def __init__(self) -> None:
        """Begin with an empty table."""
        self._rows: list[list[str]] = []
        self._whole: list[bool] = []
        self._spanning: dict[int, _Spanning] = {}
        self._given = 0
        self._inherited = 0

    def begin_row(self) -> None:
        """Start a row; cells from above that reach into it are put in their places as it fills."""
        self._close_row()
        self._rows.append([])
        self._given = self._inherited = 0

    def add(self, text: str, columns: int = 1, rows: int = 1) -> None:
        """Add a cell that covers `columns` columns and `rows` rows."""
        if not self._rows:
            self.begin_row()
        self._fill_from_above()
        row = self._rows[-1]
        if rows > 1:
            self._spanning[len(row)] = _Spanning(text, rows)
        row.extend([text, *[""] * (columns - 1)][: MAX_COLUMNS - len(row)])
        self._given += 1

    def write(self, lines: Lines) -> None:
        """Hand the rows over to `lines`."""
        self._close_row()
        width = max(map(len, self._rows), default=0)
        for row, whole in zip(self._rows, self._whole, strict=True):
            if whole or width == 1:
                for part in row[0].split("\n"):
                    if part.strip():
                        lines.text(" ".join(part.split()))
            else:
                lines.row([*row, *[""] * (width - len(row))])

    def _fill_from_above(self) -> None:
        row = self._rows[-1]
        while (above := self._spanning.get(len(row))) is not None and above.rows_left > 0:
            row.append(above.text)
            self._inherited += 1

    def _close_row(self) -> None:
        if not self._rows or len(self._whole) == len(self._rows):
            return
        self._fill_from_above()
        self._whole.append(self._given == 1 and self._inherited == 0)
        for column in list(self._spanning):
            self._spanning[column].rows_left -= 1
            if self._spanning[column].rows_left <= 0:
                del self._spanning[column]


def trimmed(cells: list[str], width: int) -> list[str]:
    """The cells without empty ones at the end, but at least `width` of them: the columns of the table's head."""
    filled = max((number for number, cell in enumerate(cells, start=1) if cell.strip()), default=0)
    return [*cells[: max(filled, width)], *[""] * (width - len(cells))]
