"""Values and arithmetic: no Django, no files, no clock, no chance."""
