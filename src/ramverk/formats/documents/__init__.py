"""One document (`core.documents`) as PDF, Word, web page and workbook. The same document gives the same bytes."""
