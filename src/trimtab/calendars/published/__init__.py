"""Calendars out: the plan, what family sees, busy and open hours, answers."""
