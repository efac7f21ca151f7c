"""Small files that people share: made from a profile, read strictly, taken into another."""
