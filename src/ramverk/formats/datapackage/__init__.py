"""Open data: tables as CSV in two conventions, described by a Data Package (v2) and a catalogue (DCAT-AP-SE)."""
