"""A timetable document (tidplan) as values: activities, phases, findings."""
