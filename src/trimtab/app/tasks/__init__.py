"""Tasks: what is to be done, sorted by what is urgent and what is important."""
