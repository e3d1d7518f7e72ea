"""Goals and their indicators: what makes one complete, and how it went."""
