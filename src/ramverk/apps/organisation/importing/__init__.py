"""A file of the organisation against what is stored: what is new, changed, ended or the same."""
