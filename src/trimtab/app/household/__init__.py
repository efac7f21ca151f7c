"""Two lives in one week: who is home when, hours of care, and the person's own health."""
