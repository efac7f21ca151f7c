"""Adapters that read tables people keep: hours slept, as CSV."""
