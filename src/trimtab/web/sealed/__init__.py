"""What stands before everything while what is kept is sealed: one page, and Help."""
