"""The pages of frames."""
