"""Rulebooks of duty hours: one TOML file each, and their reader."""
