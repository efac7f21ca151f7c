"""Focus: what a session is for, what is said to it, and what its rounds add up to."""
