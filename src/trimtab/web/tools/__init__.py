"""One-minute tools: to breathe, look around, stretch, sit, wind down. Nothing of them is kept."""
