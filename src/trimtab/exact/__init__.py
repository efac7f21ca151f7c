"""Proofs and polish by OR-Tools, for those who installed it; nothing else of ours imports it."""
