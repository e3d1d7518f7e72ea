"""Builds the demo: the invented municipality, and its year walked to a day."""

from datetime import date

from ramverk.demo.municipality import PASSWORD, SignIn, invent_municipality, sign_ins

__all__ = ["PASSWORD", "SignIn", "build_demo", "sign_ins"]


def build_demo(day: date) -> None:
    """Invent the municipality and walk its year to `day`. The database must be empty."""
    from ramverk.demo.walk import walk_to

    invent_municipality()
    walk_to(day)
