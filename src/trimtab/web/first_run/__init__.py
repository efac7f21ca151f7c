"""First run: five questions, then a planned week."""
