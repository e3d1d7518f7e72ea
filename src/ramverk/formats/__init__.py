"""Other people's bytes to core values and back; one folder per format, no database."""
