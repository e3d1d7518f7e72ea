"""What rooms and proposals show."""
