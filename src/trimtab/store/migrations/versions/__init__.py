"""The steps; each is left as it was once released."""
