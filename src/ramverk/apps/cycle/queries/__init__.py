"""What the pages and the deeds of this area ask, filtered by policy where a page shows it."""
