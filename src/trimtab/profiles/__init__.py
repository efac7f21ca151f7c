"""The person's own TOML: reading it, and templates to start from."""
