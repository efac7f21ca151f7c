"""Answering what somebody asks: the person's voice, when to ask again, what was answered."""
