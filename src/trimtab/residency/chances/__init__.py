"""Chances of an interview and of a match, as intervals, with all that they rest on."""
