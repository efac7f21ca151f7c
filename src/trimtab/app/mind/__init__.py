"""What a person does for themselves by day: check in, be warned, ask, write, begin again."""
