"""What is handed over to other systems: files with a sidecar for a case system, and a whole round for the archive."""
