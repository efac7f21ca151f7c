"""Where work ends: ready boundaries, hours they keep, days away, quiet time, working from home."""
