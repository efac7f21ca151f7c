"""Adapters that read what people log: hours slept, as CSV."""
