"""What surrounds an event: cause, place and time, who did it, whom the people belong to, who says so."""
