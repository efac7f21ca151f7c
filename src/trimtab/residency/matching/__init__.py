"""Who is matched where: deferred acceptance, couples, and an independent check."""
