"""Study over the year: what days hold, and the plan in the weeks and on the page."""
