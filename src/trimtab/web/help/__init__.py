"""Help: people to turn to, one tap from every page."""
