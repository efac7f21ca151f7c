"""Mentors and peers: a board, drafts to send, a hard case talked through, a study group."""
