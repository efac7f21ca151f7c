"""What somebody asks: read, weighed, and answered in the person's own tone."""
