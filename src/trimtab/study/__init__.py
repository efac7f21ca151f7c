"""Study: exams over the year, what is weak, and what a deck of cards will ask for."""
