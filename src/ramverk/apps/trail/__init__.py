"""What was done, by whom, when and why: trail entries, version tokens, frozen documents."""
