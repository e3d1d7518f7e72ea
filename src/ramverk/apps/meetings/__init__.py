"""Dialogues, information meetings and union consultation: agenda, notes, questions, assignments."""
