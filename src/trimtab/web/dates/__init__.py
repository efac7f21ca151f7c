"""Dates to keep: what falls due on a day, with steps that begin well before."""
