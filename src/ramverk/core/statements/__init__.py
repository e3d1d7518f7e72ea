"""Statements: budgets as lines and columns that tie, the balance test, the result reserve and financial goals."""
