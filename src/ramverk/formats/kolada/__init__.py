"""Kolada's API v3: its answers as values, the addresses to ask, and how to walk its pages."""
