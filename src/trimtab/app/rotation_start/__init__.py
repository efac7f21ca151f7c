"""The start of a rotation: what the roster says of it already, and own notes."""
