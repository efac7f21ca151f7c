"""Trimtab plans a life around hours that other people choose."""

__version__ = "0.1.0"
