"""Connects the web app to the real parts behind it, for bootstrap.

Imports stand inside functions, so that other commands wait for none of these parts.
"""
