"""A plan for eyes and programs: terminal, HTML, JSON."""
