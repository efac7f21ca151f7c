"""The planner: candidates, budgets, prices; pure functions over domain records."""
