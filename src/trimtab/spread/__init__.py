"""Long runs spread over several processes or machines."""
