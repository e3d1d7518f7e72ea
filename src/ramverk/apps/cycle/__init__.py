"""One Mål & Budget round: activities, date histories, phases, gates, my work."""
