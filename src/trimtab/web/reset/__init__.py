"""Lighter days, the way back when it has all collapsed, and what the plan has learned."""
