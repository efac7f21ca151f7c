"""What programmes are worth to a person, from what matters to them."""
