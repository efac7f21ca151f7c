"""Two lives, one week: rosters side by side, and hours of care."""
