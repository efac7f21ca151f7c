"""Lives that share a week: who is home when, hours of care, days that matter."""
