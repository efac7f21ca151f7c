"""Questionnaires and the early warning: what is asked, what is told, and what may follow."""
