"""Plans written before, read again."""
