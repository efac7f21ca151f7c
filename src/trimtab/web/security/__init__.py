"""Security: small doors, each checked on its own."""
