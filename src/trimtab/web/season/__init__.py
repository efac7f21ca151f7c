"""Season: months ahead."""
