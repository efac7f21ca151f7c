"""Focus: rounds of work and breaks on a page, the rituals around a day's work, and their hours."""
