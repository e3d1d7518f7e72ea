"""What templates may ask of the trail."""
