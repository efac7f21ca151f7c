"""Tasks: one line, four groups, the day's three, and tasks brought from other programs."""
