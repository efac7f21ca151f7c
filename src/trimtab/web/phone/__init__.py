"""Phone: pairing, and what works without a connection."""
