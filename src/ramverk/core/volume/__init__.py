"""Volumes: unit prices times population, by age group."""
