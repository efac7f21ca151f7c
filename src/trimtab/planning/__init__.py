"""The planner in a process of its own, behind the port the daily loop uses."""
