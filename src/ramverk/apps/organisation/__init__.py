"""The municipality, its bodies, people, mandates and audiences."""
