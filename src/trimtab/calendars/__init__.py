"""Calendars in and out: icalendar wrapped once."""
