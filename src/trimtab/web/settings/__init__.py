"""Settings: everything the profile holds, links, and what is kept."""
