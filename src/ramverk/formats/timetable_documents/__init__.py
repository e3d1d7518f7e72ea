"""Timetable documents in the formats people have: text, tables, Word, workbooks, PDF, calendars, web pages."""

from ramverk.formats.timetable_documents.errors import MAX_BYTES, UnreadableDocument
from ramverk.formats.timetable_documents.reading import read_document

__all__ = ["MAX_BYTES", "UnreadableDocument", "read_document"]
