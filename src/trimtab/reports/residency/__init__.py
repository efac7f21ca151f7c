<<<<<<< HEAD
"""What is found about a residency application, as text, JSON and pages."""
=======
"""A list of applications as words, in the terminal, as JSON and as a page."""
>>>>>>> files
