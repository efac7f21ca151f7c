"""The room for people: rituals, calls across zones, days that matter, what is coming."""
