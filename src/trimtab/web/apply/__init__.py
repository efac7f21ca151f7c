"""The room of the residency application: who applies, what may be applied to, and the list."""
