"""What weeks have shown: where time went, what goes with good days, what was tried and learned."""
