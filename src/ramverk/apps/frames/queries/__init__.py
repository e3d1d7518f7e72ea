"""What the pages of frames show, read in few questions."""
