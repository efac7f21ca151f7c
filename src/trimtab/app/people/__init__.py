"""People in this life: days that matter to them, hours shared, and what is coming for them."""
