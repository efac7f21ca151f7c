"""Decks of flash cards as other programs keep them, and the memory model they are timed by."""
