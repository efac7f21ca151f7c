"""What an applicant asks: a list, a rank order, a season simulated."""
