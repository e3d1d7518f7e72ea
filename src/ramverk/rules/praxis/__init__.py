"""Practice seen in real plans: it warns and never blocks."""
