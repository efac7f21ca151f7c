"""Use cases, one function each; take ports, return a value."""
