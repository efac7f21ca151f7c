"""Learning: exams over the year, this week, results, and what to do when it does not fit."""
