"""How a change that was made is told; apart, so that pages say it and load no planner."""

MADE = "Planned with a small change: {}."
