"""The pages of this area."""
