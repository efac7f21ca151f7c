"""Sharing what works: files made here, and files of others looked at and taken."""
