"""A list of applications as words, in the terminal, as JSON and as a page."""
