"""Mentors and peers: a board, when to speak next, questions to bring."""
