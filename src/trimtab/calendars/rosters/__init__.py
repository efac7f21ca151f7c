"""Rosters that are not calendars: tables, workbooks and pasted text."""
