"""What this area's templates may load."""
