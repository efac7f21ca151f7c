"""`trimtab residency`: where to apply, whom to signal, how to rank."""
