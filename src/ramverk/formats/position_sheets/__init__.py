"""Balance sheets and plans by year, as spreadsheets hold them: a line per row, a year per column."""
