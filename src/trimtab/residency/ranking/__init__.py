"""Rank lists: where they end, alone and as a couple."""
