"""What a person looks back on: weeks, hours, patterns, experiments, values."""
