"""What is gathered of how somebody feels: drift from their own usual, questionnaires, bounds."""
