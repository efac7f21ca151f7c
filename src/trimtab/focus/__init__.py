"""Focus: rounds of work and breaks, and what became of the time planned for it."""
