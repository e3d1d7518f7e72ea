"""Key figures as values: what is known per area, year and sex, how areas compare, and what deserves a look."""
