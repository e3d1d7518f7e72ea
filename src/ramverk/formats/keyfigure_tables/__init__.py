"""Tables of key figures as people keep them: a row per indicator, area, year and sex."""

from ramverk.formats.keyfigure_tables.reading import TableFault, TableRow, parse_figure, read_table

__all__ = ["TableFault", "TableRow", "parse_figure", "read_table"]
