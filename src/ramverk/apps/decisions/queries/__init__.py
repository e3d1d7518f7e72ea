"""What pages and deeds ask about matters."""
