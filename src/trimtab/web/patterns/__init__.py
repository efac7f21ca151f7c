"""What goes with good days, and experiments: pages of both."""
