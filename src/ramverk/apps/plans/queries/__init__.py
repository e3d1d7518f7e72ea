"""What the pages of plans show, read in few questions."""
