"""Many seasons drawn: one applicant's odds, a rank list's, a whole country's."""
