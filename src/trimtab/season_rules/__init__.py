"""Rules of a season of applying: one TOML file each, and their reader."""
