"""What is found about a residency application, as text, JSON and pages."""
