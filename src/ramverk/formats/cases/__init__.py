"""Calculation cases: other people's figures in folders, worked out anew from their inputs alone."""

from ramverk.formats.cases.families import FAMILIES, check_case, family_of
from ramverk.formats.cases.files import Case, CaseRelation, UnreadableCase, read_case, write_relations

__all__ = [
    "FAMILIES",
    "Case",
    "CaseRelation",
    "UnreadableCase",
    "check_case",
    "family_of",
    "read_case",
    "write_relations",
]
