// On Today: the chart of alertness.
