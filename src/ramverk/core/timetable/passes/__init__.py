"""The passes of the reader: each knows one form a timetable is written in."""
