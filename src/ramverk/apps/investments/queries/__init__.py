"""What this area looks up."""
