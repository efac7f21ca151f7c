"""Where to apply for residency: chances, lists and signals, matching, seasons."""
