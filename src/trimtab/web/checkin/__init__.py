"""Checking in: four taps, the days that were said, and sleep from a device."""
