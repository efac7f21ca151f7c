"""Programmes, applicants and markets as files."""
