"""The journal: pages for the person alone, sealed under a key of their own."""
