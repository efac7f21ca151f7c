"""Duty hours: rosters in minutes, and the rules they are checked by."""
