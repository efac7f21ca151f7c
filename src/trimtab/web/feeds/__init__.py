"""Feeds: calendars at secret addresses, for phones and for other people."""
