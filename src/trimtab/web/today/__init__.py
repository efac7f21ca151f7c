"""Today: now and next, the day, the three that matter."""
