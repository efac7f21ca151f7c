"""Week: the calendar, values, what did not fit, trims."""
