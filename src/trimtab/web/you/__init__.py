"""The page that leads to everything a person does for themselves, and what they look back on."""
