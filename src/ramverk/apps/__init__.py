"""Memory and deeds: the Django areas."""
