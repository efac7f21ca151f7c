"""CalDAV accounts: calendars read, and the plan kept in one of its own."""
