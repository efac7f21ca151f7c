"""Looking back at weeks: the review, where time went, and values over time."""
