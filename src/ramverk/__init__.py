"""Ramverk runs a Swedish municipality's Mål & Budget year from its own timetable."""

__version__ = "0.1.0"
