"""Cards and the notebook: what a deck will ask for, and questions to look up."""
