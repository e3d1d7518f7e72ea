"""National parameters by year, one file for each."""
